import { command } from '../domain/command-line.js';
import { lstatSync, realpathSync, statSync } from 'node:fs';
import { FarmError } from '../domain/errors.js';
import type { Farm } from '../domain/farm.js';
import { createFile, replaceFile } from './atomic-write.js';
import { keepThroughConf, makeConfigFolder } from './conf-file.js';
import { newFileSchema, parseFarm, printFarm, schemaOf } from './document.js';
import type { FarmSource } from './locate.js';
import { withLock } from './lock.js';
import { readText } from './read-text.js';
import { shownPath } from './shown-path.js';
import { cannotWrite, tellingWriteErrors } from './write-errors.js';

/** Reading, changing and creating the farm of a source: the store's front door. */

/** A farm as it was read. */
export interface LoadedFarm {
  farm: Farm;
  source: FarmSource;
  /** The text as it stood in the file. */
  text: string;
}

/**
 * The farm of a source.
 * @throws FarmError E_NO_FARM, E_UNREADABLE, E_NEWER_FORMAT, E_SYNTAX, E_INVALID
 */
export async function readFarm(source: FarmSource): Promise<LoadedFarm> {
  const text = await readText(source);
  return { farm: await parseFarm(text, shownPath(source.path)), source, text };
}

/**
 * Reads a farm, edits it and saves the result, while nobody else can. Mode, owner, links, line endings and byte order
 * mark of the file stay; nothing is written where the text stays the same. With `expectedText` the edit is refused if
 * the file no longer holds that text.
 * @throws FarmError as `readFarm`; whatever `edit` throws; E_LOCKED, E_CHANGED, E_CANNOT_WRITE; E_USAGE for stdin
 */
export async function updateFarm<T extends { farm: Farm }>(
  source: FarmSource,
  edit: (farm: Farm) => T,
  options: { expectedText?: string } = {},
): Promise<{ before: Farm; edit: T }> {
  const target = await existingFile(source);
  return tellingWriteErrors(source.path, () =>
    withLock(target, async () => {
      const { farm, text } = await readFarm(source);
      if (options.expectedText !== undefined && options.expectedText !== text)
        throw changed(source);
      const edited = edit(farm);
      const written = await canonicalText({ farm: edited.farm, text });
      if (written !== text) await save(source, target, written);
      return { before: farm, edit: edited };
    }),
  );
}

/**
 * Creates the farm of a source.
 * @throws FarmError E_EXISTS where anything stands already; E_LOCKED, E_CANNOT_WRITE; E_USAGE for stdin
 */
export async function createFarm(source: FarmSource, farm: Farm): Promise<void> {
  refuseStdin(source);
  const { path } = source;
  const printed = await printChecked(farm, newFileSchema);
  await tellingWriteErrors(path, async () => {
    refuseExisting(source);
    if (source.kind === 'own') makeConfigFolder(path);
    await withLock(path, async () => {
      refuseExisting(source);
      if (source.kind === 'own') await keepThroughConf(path, printed);
      else createFile(path, printed);
    });
  });
}

/** The file itself where links lead to it, so that all who change it meet at one lock. */
async function existingFile(source: FarmSource): Promise<string> {
  refuseStdin(source);
  let target: string;
  try {
    target = realpathSync(source.path);
  } catch (error) {
    // Reading meets the same obstacle, and has the words for it.
    await readText(source);
    throw error;
  }
  const stats = statSync(target);
  if (stats.isDirectory()) await readText(source);
  if (!stats.isFile())
    throw cannotWrite(source.path, 'it is no regular file', 'name the farm file: --file PATH');
  return target;
}

async function save(source: FarmSource, target: string, text: string): Promise<void> {
  if (source.kind === 'own') await keepThroughConf(source.path, text);
  else replaceFile(target, text);
}

/** What could not be read again is never written. */
async function printChecked(farm: Farm, schema: string | undefined): Promise<string> {
  const text = printFarm(farm, { schema });
  try {
    await parseFarm(text, 'the edited farm');
  } catch (cause) {
    throw new Error('an edit made a farm that could not be read again; nothing was written', {
      cause,
    });
  }
  return text;
}

/**
 * The text of a farm in canonical form, in the style of the text that it was read from: the same line endings, byte order
 * mark and `$schema`.
 */
export async function canonicalText({
  farm,
  text,
}: Pick<LoadedFarm, 'farm' | 'text'>): Promise<string> {
  return inTheStyleOf(text, await printChecked(farm, schemaOf(text)));
}

/** The canonical text with the line endings and the byte order mark of the text that it replaces. */
function inTheStyleOf(old: string, text: string): string {
  const windows = old.includes('\r\n');
  const mark = old.startsWith('\uFEFF') ? '\uFEFF' : '';
  return mark + (windows ? text.replaceAll('\n', '\r\n') : text);
}

function refuseStdin({ kind }: FarmSource): void {
  if (kind !== 'stdin') return;
  throw new FarmError({
    code: 'E_USAGE',
    message: "a farm from standard input can't be changed: there is no file to save it in.",
    nextStep: 'name a file: --file PATH',
  });
}

/** @throws FarmError E_EXISTS where anything stands already that a new farm would overwrite */
export function refuseExisting({ path, kind }: FarmSource): void {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return;
  throw new FarmError({
    code: 'E_EXISTS',
    message:
      kind === 'own'
        ? `you have a farm of your own already: ${shownPath(path)}.`
        : `${shownPath(path)} exists already.`,
    why: 'farm never overwrites a file with a new farm.',
    nextStep: command`init --file OTHER`,
  });
}

function changed({ path }: FarmSource): FarmError {
  return new FarmError({
    code: 'E_CHANGED',
    message: `${shownPath(path)} has been changed by somebody else since it was read.`,
    why: 'Saving now would undo their change; nothing was written.',
    nextStep: 'start again: the file is read anew',
  });
}
