import { resolve } from 'node:path';
import { FarmError } from '../domain/model/index.js';
import { type ReportFormat, reportFormats } from '../render/formats/formats.js';

/** The sinks of `farm check`: formats, each to standard output or to its own file. */

/** A format of `--format`. */
export type Format = 'text' | 'json' | ReportFormat;
export const formats: readonly Format[] = [
  'text',
  'json',
  ...(Object.keys(reportFormats) as ReportFormat[]),
];

/** A format and the absolute path of its file; null is standard output. */
export interface Sink {
  format: Format;
  path: string | null;
}

/** A flag as it was typed, in the order of the command line. */
interface Token {
  type: string;
  flag?: string;
  input: string;
}

/**
 * The sinks of a command line: each `--output` belongs to the `--format` before it. At most one sink is standard output;
 * without --format, it gets text.
 * @throws FarmError E_USAGE
 */
export function sinksOf(tokens: readonly Token[], cwd: string, options: { json: boolean }): Sink[] {
  const typed: (Sink & { named: boolean })[] = [];
  for (const { type, flag, input } of tokens) {
    if (type !== 'flag') continue;
    if (flag === 'format') typed.push({ format: input as Format, path: null, named: false });
    if (flag !== 'output') continue;
    const last = typed.at(-1);
    if (last === undefined || last.named || input === '') throw withoutFormat(input);
    last.named = true;
    last.path = input === '-' ? null : resolve(cwd, input);
  }
  const sinks: Sink[] = typed.map(({ format, path }) => ({ format, path }));
  const json = { format: 'json', path: null } as const;
  if (options.json && !sinks.some((one) => one.format === 'json' && one.path === null))
    sinks.push(json);
  refuseSharing(sinks);
  return sinks.length === 0 ? [{ format: 'text', path: null }] : sinks;
}

function refuseSharing(sinks: readonly Sink[]): void {
  for (const [index, { path, format }] of sinks.entries()) {
    const other = sinks.slice(0, index).find((one) => one.path === path);
    if (other === undefined) continue;
    const place = path === null ? 'standard output' : path;
    throw new FarmError({
      code: 'E_USAGE',
      message: `${other.format} and ${format} can't both go to ${place}.`,
      why: 'The reports would be mixed.',
      nextStep: `write one of them to a file: --format ${other.format} --output FILE`,
    });
  }
}

function withoutFormat(file: string): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message:
      file === '' ? '--output has no file name.' : `--output ${file} has no --format before it.`,
    why: 'Each --output belongs to the --format before it.',
    nextStep: 'write --format FORMAT --output FILE, once for each format',
  });
}
