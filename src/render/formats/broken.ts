import { type Printed, counted, groupedBy } from '../../domain/model/index.js';
import { findRule } from '../../domain/readiness/index.js';
import type { ErrorDocument, LocationDocument, ProblemDocument } from '../envelope.js';
import type { CheckedFile, PrintedFinding, Report } from '../check-result.js';

/** Broken farm files, for formats that only have findings: each problem becomes a finding of RAS900. */

/** The rule of the problems of broken files. */
export const brokenFileRule = 'RAS900';

/** All findings of a report in the order of its files, including those of broken files; suppressed ones are optional. */
export function everyFinding(report: Report, options: { suppressed: boolean }): PrintedFinding[] {
  const shown = report.findings.filter((one) => options.suppressed || one.suppressed === null);
  const byFile = groupedBy(shown, ({ location }) => location.file);
  return report.result.files.flatMap((file) => [
    ...brokenFindings(file),
    ...(byFile.get(file.file) ?? []),
  ]);
}

/** The problems of a broken file as findings; none for a valid file. */
export function brokenFindings({
  file,
  error,
}: Printed<Pick<CheckedFile, 'file' | 'error'>>): PrintedFinding[] {
  if (error === null) return [];
  return sayProblems(file, error).map(({ message, path, expected, place }) => ({
    ...asFinding(error, message),
    target: { kind: 'file', name: file },
    path,
    ...(expected === undefined ? {} : { required: expected }),
    location: { ...place, file },
  }));
}

/** A problem of a broken file, in a sentence without a period. */
interface SaidProblem {
  message: string;
  path: ProblemDocument['path'];
  expected?: string | undefined;
  place: PrintedFinding['location'];
}

/** Each problem of a broken file, and how many are not listed; or the error itself. */
export function sayProblems(file: string, error: Printed<ErrorDocument>): SaidProblem[] {
  const nowhere = { path: [], place: { file, line: 1, column: 1, endLine: 1, endColumn: 1 } };
  const { problems = [], problemsOmitted: more } = error;
  if (problems.length === 0) return [{ ...nowhere, message: withoutPeriod(error.message) }];
  const listed = problems.map(({ message, path, expected, location, didYouMean }) => {
    const suggestion = didYouMean === undefined ? '' : ` (did you mean "${didYouMean}"?)`;
    const { line, column } = location;
    const endColumn = column + lengthOfToken(location);
    const place = { file: location.file, line, column, endLine: line, endColumn };
    return { message: withoutPeriod(message) + suggestion, path, expected, place };
  });
  if (more === undefined) return listed;
  return [...listed, { ...nowhere, message: `${counted(more, 'more problem')} not shown` }];
}

function asFinding(
  error: Printed<ErrorDocument>,
  message: string,
): Omit<PrintedFinding, 'target' | 'path' | 'location'> {
  const rule = findRule(brokenFileRule);
  if (rule === undefined) throw new Error(`there is no ${brokenFileRule}`);
  return {
    rule: rule.id,
    slug: rule.slug,
    severity: rule.severity,
    site: null,
    message,
    observed: error.code,
    required: 'a valid farm file',
    why: rule.why,
    remedy: [error.nextStep],
    source: [],
    assumptions: [],
    suppressed: null,
    brief: message,
    matter: null,
  };
}

/** The length of the string, word or mark at a problem; of its shown part, if the line is long. */
function lengthOfToken({ excerpt: { text, caret } }: LocationDocument): number {
  const [token = ''] = /^(?:"(?:[^"\\]|\\.)*"?|[\w.+-]+|[^])/u.exec(text.slice(caret)) ?? [];
  return token.length;
}

/** Messages of findings have no period: renderers add it. */
function withoutPeriod(message: string): string {
  return message.replace(/\.$/, '');
}
