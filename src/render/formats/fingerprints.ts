import { fingerprintOf } from '../../domain/readiness/index.js';
import type { PrintedFinding, Report } from '../check-result.js';

/**
 * Gives each finding of a report its own fingerprint, which stays the same when lines move. Identical findings, such as two
 * problems of a broken file, are numbered.
 */
export function fingerprinter({ files }: Report): (finding: PrintedFinding) => string {
  const seen = new Map<string, number>();
  return (finding) => {
    const { file } = finding.location;
    const print = fingerprintOf(finding, files.get(file)?.uri ?? file);
    const count = (seen.get(print) ?? 0) + 1;
    seen.set(print, count);
    return `${print}:${count}`;
  };
}
