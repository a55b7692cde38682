import { resolve } from 'node:path';
import { FarmError } from '../domain/model/index.js';

/** Where the answer of `farm check` goes: formats, each to standard output or to a file of its own. */

export const formats = ['text', 'json', 'sarif', 'junit', 'github', 'markdown', 'csv'] as const;
export type Format = (typeof formats)[number];

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
 * The sinks of a command line: each `--output` belongs to the `--format` before it. One sink at most is standard output;
 * without any format it is text there.
 * @throws FarmError E_USAGE
 */
export function sinksOf(tokens: readonly Token[], cwd: string, options: { json: boolean }): Sink[] {
  const sinks: (Sink & { named: boolean })[] = [];
  for (const { type, flag, input } of tokens) {
    if (type !== 'flag') continue;
    if (flag === 'format') sinks.push({ format: input as Format, path: null, named: false });
    if (flag !== 'output') continue;
    const last = sinks.at(-1);
    if (last === undefined || last.named || input === '') throw homeless(input);
    last.named = true;
    last.path = input === '-' ? null : resolve(cwd, input);
  }
  const said: Sink[] = sinks.map(({ format, path }) => ({ format, path }));
  const json = { format: 'json', path: null } as const;
  if (options.json && !said.some((one) => one.format === 'json' && one.path === null))
    said.push(json);
  refuseSharing(said);
  return said.length === 0 ? [{ format: 'text', path: null }] : said;
}

function refuseSharing(sinks: readonly Sink[]): void {
  for (const [index, { path, format }] of sinks.entries()) {
    const other = sinks.slice(0, index).find((one) => one.path === path);
    if (other === undefined) continue;
    const place = path === null ? 'standard output' : path;
    throw new FarmError({
      code: 'E_USAGE',
      message: `${other.format} and ${format} can't both go to ${place}.`,
      why: 'Neither could be read then.',
      nextStep: `give one of them a file: --format ${other.format} --output FILE`,
    });
  }
}

function homeless(file: string): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message: file === '' ? '--output names no file.' : `--output ${file} has no format of its own.`,
    why: 'Each --output belongs to the --format before it.',
    nextStep: 'write --format FORMAT --output FILE, once for each format',
  });
}
