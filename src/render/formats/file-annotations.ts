import type { Printed } from '../../domain/model/index.js';
import type { ErrorDocument } from '../envelope.js';
import type { FormattedFile } from '../format.js';
import type { Annotation } from './annotations.js';
import { brokenFindings } from './broken.js';

/** Annotations of `farm validate` and `farm fmt --check`. */

/** The name of a file in annotations, from its name as shown. */
export type NameOf = (shown: string) => string;

/** The problems of broken farm files, as `farm check` reports them. */
export function brokenAnnotations(
  files: readonly Printed<{ file: string; error: ErrorDocument | null }>[],
  nameOf: NameOf,
): Annotation[] {
  return files.flatMap((one) =>
    brokenFindings(one).map(({ severity, rule, slug, message, location, remedy }) => ({
      severity,
      code: rule,
      title: `${rule} ${slug}`,
      path: nameOf(location.file),
      line: location.line,
      column: location.column,
      message,
      details: remedy.map((step) => `fix: ${step}`),
    })),
  );
}

/** The farm files that are broken or not formatted; the latter at the first line that differs. */
export function formatAnnotations(
  files: readonly Printed<FormattedFile>[],
  fixOf: (shown: string) => string,
  nameOf: NameOf,
): Annotation[] {
  return files.flatMap((one) => {
    if (one.error !== null) return brokenAnnotations([one], nameOf);
    if (one.firstDifference === null) return [];
    return [
      {
        severity: 'error' as const,
        code: 'fmt',
        title: 'farm fmt',
        path: nameOf(one.file),
        line: one.firstDifference,
        column: 1,
        message: 'the file is not formatted',
        details: [`fix: ${fixOf(one.file)}`],
      },
    ];
  });
}
