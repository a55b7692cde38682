import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { command, sentence, FarmError } from '../../domain/model/index.js';
import type { BaselineEntry } from '../../domain/readiness/index.js';
import { readText } from '../fs/read-text.js';
import { writeReport } from '../fs/report-file.js';
import { pathFrom } from '../fs/repository.js';
import { shownPath } from '../fs/shown-path.js';

/** Baseline files: small sorted JSON, one entry on each line, without line numbers, so that its diffs can be read. */

const formatVersion = 1;

/**
 * The entries of a baseline file; null if it doesn't exist.
 * @throws FarmError E_USAGE for a file that is not a baseline, E_NEWER_FORMAT, E_UNREADABLE
 */
export async function readBaseline(path: string): Promise<BaselineEntry[] | null> {
  if (!existsSync(path)) return null;
  const document = parsed(await readBaselineText(path));
  const version = document?.['formatVersion'];
  if (typeof version === 'number' && version > formatVersion) throw newer(path, version);
  const accepted = document?.['accepted'];
  if (version !== formatVersion || !Array.isArray(accepted) || !accepted.every(isEntry)) {
    throw new FarmError({
      code: 'E_USAGE',
      message: `${shownPath(path)} is not a baseline.`,
      why: 'The file is unchanged.',
      nextStep: sentence`specify a file written by ${command`check --write-baseline FILE`}, or a new file`,
    });
  }
  return accepted.map(({ rule, file, target, observed }: BaselineEntry) => ({
    rule,
    file,
    target,
    ...(observed === undefined ? {} : { observed }),
  }));
}

/** The reader's errors are about farm files: the problem is the same, the next step is not. */
async function readBaselineText(path: string): Promise<string> {
  try {
    return await readText({ kind: 'file', path, foundBy: 'FILES' });
  } catch (error) {
    if (!(error instanceof FarmError)) throw error;
    const { code, message } = error;
    throw new FarmError({ code, message, nextStep: 'specify another baseline', cause: error });
  }
}

/**
 * The entries of a baseline that must be there.
 * @throws FarmError as `readBaseline`, and E_USAGE if the file doesn't exist
 */
export async function requireBaseline(path: string): Promise<BaselineEntry[]> {
  const entries = await readBaseline(path);
  if (entries !== null) return entries;
  throw new FarmError({
    code: 'E_USAGE',
    message: `the baseline ${shownPath(path)} does not exist.`,
    nextStep: command`check --write-baseline ${shownPath(path)}`,
  });
}

/** Writes a baseline, replacing an older one. @throws FarmError E_CANNOT_WRITE, E_LOCKED */
export async function writeBaseline(
  path: string,
  entries: readonly BaselineEntry[],
): Promise<void> {
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`);
  const accepted = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  const text = `{\n  "formatVersion": ${formatVersion},\n  "accepted": ${accepted}\n}\n`;
  await writeReport(path, text, '--write-baseline FILE');
}

/** The path of a farm file in a baseline: relative to the baseline, so that it doesn't depend on the current folder. */
export function nameInBaseline(baseline: string, farm: string): string {
  return farm === '-' ? '-' : pathFrom(dirname(baseline), farm);
}

/** Whether the farm file of an entry is still there. */
export function isFileThere(baseline: string, { file }: BaselineEntry): boolean {
  return file === '-' || existsSync(resolve(dirname(baseline), file));
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function isEntry(value: unknown): value is BaselineEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { rule, file, target, observed = 0 } = value as Record<string, unknown>;
  const isObserved = typeof observed === 'number' || typeof observed === 'string';
  return isObserved && [rule, file, target].every((part) => typeof part === 'string');
}

function newer(path: string, version: number): FarmError {
  return new FarmError({
    code: 'E_NEWER_FORMAT',
    message: `${shownPath(path)} was written by a newer version of farm: its format is ${version}, this version supports ${formatVersion}.`,
    why: 'The file is unchanged.',
    nextStep: 'install the newest version of farm, then run it again',
  });
}
