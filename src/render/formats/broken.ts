import { type Printed, counted } from '../../domain/model/index.js';
import { findRule } from '../../domain/readiness/index.js';
import type { ErrorDocument } from '../envelope.js';
import type { CheckedFile, PrintedFinding, Report } from '../check-result.js';

/** Broken farm files, for formats that only have findings: each problem becomes a finding of RAS900. */

/** All findings of a report in the order of its files, including those of broken files; suppressed ones are optional. */
export function everyFinding(report: Report, options: { suppressed: boolean }): PrintedFinding[] {
  const shown = report.findings.filter((one) => options.suppressed || one.suppressed === null);
  return report.result.files.flatMap((file) => [
    ...brokenFindings(file),
    ...shown.filter((one) => one.location.file === file.file),
  ]);
}

/** The problems of a broken file as findings; none for a valid file. */
export function brokenFindings({ file, error }: Printed<CheckedFile>): PrintedFinding[] {
  if (error === null) return [];
  const problems = error.problems ?? [];
  if (problems.length === 0) return [asFinding(file, error, error.message)];
  const more = error.problemsOmitted;
  const omitted =
    more === undefined
      ? []
      : [asFinding(file, error, `${counted(more, 'more problem')} not shown`)];
  const shown = problems.map((problem) => {
    const { line, column } = problem.location;
    const suggestion =
      problem.didYouMean === undefined ? '' : ` (did you mean "${problem.didYouMean}"?)`;
    return {
      ...asFinding(file, error, withoutPeriod(problem.message) + suggestion),
      path: problem.path,
      ...(problem.expected === undefined ? {} : { required: problem.expected }),
      location: { file, line, column },
    };
  });
  return [...shown, ...omitted];
}

function asFinding(file: string, error: Printed<ErrorDocument>, message: string): PrintedFinding {
  const rule = findRule('RAS900');
  if (rule === undefined) throw new Error('there is no RAS900');
  return {
    rule: rule.id,
    slug: rule.slug,
    severity: rule.severity,
    site: null,
    target: { kind: 'file', name: file },
    path: [],
    message: withoutPeriod(message),
    observed: error.code,
    required: 'a valid farm file',
    why: rule.why,
    remedy: [error.nextStep],
    source: [],
    assumptions: [],
    suppressed: null,
    location: { file, line: 1, column: 1 },
  };
}

/** Messages of findings have no period: renderers add it. */
function withoutPeriod(message: string): string {
  return message.replace(/\.$/, '');
}
