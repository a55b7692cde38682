import type { FarmError, Location, Problem } from '../domain/model/index.js';
import { didYouMean } from './did-you-mean.js';
import type { ErrorDocument, LocationDocument } from './envelope.js';

/** The error as scripts see it; the text shows nothing else. */
export function errorDocument(error: FarmError): ErrorDocument {
  return {
    code: error.code,
    message: error.message,
    ...optional('why', error.why),
    ...optional('reason', error.reason),
    ...optional('didYouMean', suggestionFor(error)),
    nextStep: error.nextStep,
    ...(error.location === undefined ? {} : { location: locationDocument(error.location) }),
    ...(error.problems.length === 0
      ? {}
      : {
          problems: error.problems.map((problem) => ({
            location: locationDocument(problem.location),
            path: problem.path,
            message: problem.message,
            ...optional('expected', problem.expected),
            ...optional('reason', problem.reason),
            ...optional('didYouMean', suggestionFor(problem)),
          })),
        }),
    ...(error.problemsOmitted === 0 ? {} : { problemsOmitted: error.problemsOmitted }),
  };
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

function suggestionFor(error: FarmError | Problem): string | undefined {
  return error.typed === undefined ? undefined : didYouMean(error.typed, error.candidates ?? []);
}

/** How many characters of a line are shown: enough to recognise the place, even in a file of one long line. */
const excerptWidth = 64;

function locationDocument({ file, line, column, text }: Location): LocationDocument {
  const from = column <= excerptWidth - 16 ? 0 : column - 1 - excerptWidth / 2;
  const shown = text.slice(from, from + excerptWidth);
  const before = from > 0 ? '…' : '';
  const after = from + excerptWidth < text.length ? '…' : '';
  return {
    file,
    line,
    column,
    excerpt: { text: before + shown + after, caret: before.length + column - 1 - from },
  };
}
