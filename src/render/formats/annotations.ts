import { groupedBy, severities } from '../../domain/model/index.js';
import type { Severity } from '../../domain/readiness/index.js';
import { deniedOf } from '../against.js';
import type { Report } from '../check-result.js';
import { everyFinding } from './broken.js';

/** What CI systems show at a line of a file, in the order and number in which they show it. */

/** A message at a place in a file. Texts are as in the files: each format quotes them by its own rules. */
export interface Annotation {
  severity: Severity;
  /** The id of a rule, or the code of an error; empty for none. */
  code: string;
  /** What it is about, such as a rule or the name of a test. Annotations with one title in one file can be merged. */
  title: string;
  /** Relative to the root of the repository, or absolute. */
  path: string;
  line: number;
  column: number;
  /** One sentence without a period. */
  message: string;
  /** Further lines, such as the fix; a merged annotation leaves them out. */
  details: readonly string[];
}

/** One annotation, or several merged into one at the place of the first; each line is a sentence. */
export interface ShownAnnotation {
  at: Annotation;
  lines: readonly string[];
}

/** The annotations to show, worst first, and how many of each severity are left out. */
export interface ChosenAnnotations {
  shown: readonly ShownAnnotation[];
  omitted: readonly { severity: Severity; count: number }[];
}

/** What a run reports: findings that count, problems of broken files, and what `--deny` denies. */
export function annotationsOf(report: Report): Annotation[] {
  return [...findingAnnotations(report), ...deniedAnnotations(report)];
}

/** What is denied beside new findings, which have annotations of their own. */
function deniedAnnotations({ result: { against }, files }: Report): Annotation[] {
  if (against === null) return [];
  return deniedOf(against)
    .filter(({ kind }) => kind !== 'new-error' && kind !== 'new-warning')
    .map(({ kind, file, text }) => ({
      severity: 'error',
      code: kind,
      title: `denied: ${kind}`,
      path: files.get(file)?.path ?? file,
      line: 1,
      column: 1,
      message: text,
      details: [],
    }));
}

function findingAnnotations(report: Report): Annotation[] {
  return everyFinding(report, { suppressed: false }).map(
    ({ severity, rule, slug, location, message, remedy }) => ({
      severity,
      code: rule,
      title: `${rule} ${slug}`,
      path: report.files.get(location.file)?.path ?? location.file,
      line: location.line,
      column: location.column,
      message,
      details: remedy.map((command) => `fix: ${command}`),
    }),
  );
}

/** The worst annotations, at most `most` of each severity. If there are more, those of one title and file are merged. */
export function chooseAnnotations(
  annotations: readonly Annotation[],
  most: number,
): ChosenAnnotations {
  const kept = severities.map((severity) => {
    const own = annotations.filter((one) => one.severity === severity);
    const groups = own.length <= most ? own.map((one) => [one]) : merged(own);
    const count = groups.slice(most).flat().length;
    return { severity, shown: groups.slice(0, most).flatMap(asOne), count };
  });
  return {
    shown: kept.flatMap(({ shown }) => shown),
    omitted: kept
      .filter(({ count }) => count > 0)
      .map(({ severity, count }) => ({ severity, count })),
  };
}

function merged(annotations: readonly Annotation[]): Annotation[][] {
  return [...groupedBy(annotations, ({ title, path }) => `${title}\u0000${path}`).values()];
}

function asOne(group: readonly Annotation[]): ShownAnnotation[] {
  const [first] = group;
  if (first === undefined) return [];
  if (group.length === 1) return [{ at: first, lines: [`${first.message}.`, ...first.details] }];
  return [{ at: first, lines: group.map(({ message, line }) => `${message} (line ${line}).`) }];
}
