import { command, FarmError, type Farm, forFarmFile, sentence } from '../../domain/model/index.js';
import { lstatSync, realpathSync, statSync } from 'node:fs';
import { createFile, replaceFile } from '../fs/atomic-write.js';
import { keepThroughConf, makeConfigFolder } from '../preferences/conf-file.js';
import type { OwnRule } from '../../domain/expectations/index.js';
import type { AppliedPolicy } from '../policy/applied.js';
import { policyOf } from '../policy/find-policy.js';
import { type CapturedFarm, parseFarmOrCapture, refuseCapture } from './capture-mark.js';
import { newFileSchema, parseFarm, printFarm, schemaOf } from './document.js';
import type { FarmSource } from './locate.js';
import type { KeptSave } from '../history/keep.js';
import { assertLocked, withLock } from '../fs/lock.js';
import { readText } from '../fs/read-text.js';
import { namedPath, shownPath } from '../fs/shown-path.js';
import { cannotWrite, withWriteErrors } from '../fs/write-errors.js';

/** Reads, changes and creates farm files. */

/** A farm and the file it was read from. */
export interface LoadedFarm {
  farm: Farm;
  source: FarmSource;
  /** The text of the file. */
  text: string;
  /** Rules that the policy defines. */
  ownRules: readonly OwnRule[];
  /** Null: it is a farm file. */
  captured: CapturedFarm | null;
}

/** Finds the policy of a farm file; null if it has none. */
export type PolicyFinder = (source: FarmSource) => Promise<AppliedPolicy | null>;

/** For what no rule judges, so that a broken policy doesn't matter. */
export const noPolicy: PolicyFinder = async () => null;

/**
 * The farm of a source, under its policy.
 * @throws FarmError E_NO_FARM, E_UNREADABLE, E_NEWER_FORMAT, E_SYNTAX, E_INVALID, of the farm file or its policy
 */
export async function readFarm(
  source: FarmSource,
  findPolicy: PolicyFinder = policyOf,
): Promise<LoadedFarm> {
  return parsed(source, await readText(source), findPolicy);
}

/**
 * The same for a farm that is to be changed.
 * @throws FarmError as `readFarm`; E_USAGE for a capture
 */
export async function readFarmToEdit(
  source: FarmSource,
  findPolicy: PolicyFinder = policyOf,
): Promise<LoadedFarm> {
  if (source.kind !== 'stdin') refuseReadOnly(source);
  const loaded = await readFarm(source, findPolicy);
  refuseCapture(source, loaded.text);
  return loaded;
}

async function parsed(
  source: FarmSource,
  text: string,
  findPolicy: PolicyFinder = policyOf,
): Promise<LoadedFarm> {
  const { farm, captured } = await parseFarmOrCapture(text, shownPath(source.path));
  const applied = await findPolicy(source);
  const ownRules = applied?.ownRules ?? [];
  return { farm: underPolicy(farm, applied), source, text, ownRules, captured };
}

/** A farm under a policy; null takes a policy away. */
export function underPolicy(farm: Farm, applied: AppliedPolicy | null): Farm {
  const { policy: _policy, ...own } = farm;
  return applied === null ? own : { ...own, policy: applied.policy };
}

/**
 * Reads a farm, edits it and saves the result under a lock. The file keeps its access rights, links, line endings and byte
 * order mark. An edit without a change writes nothing, not even a lock, even if the file isn't in canonical form.
 * With `expectedText`, the edit is refused if the file no longer has that text.
 * @throws FarmError as `readFarm`; whatever `edit` throws; E_LOCKED, E_CHANGED, E_CANNOT_WRITE; E_USAGE for stdin
 */
export async function updateFarm<T extends { farm: Farm }>(
  source: FarmSource,
  edit: (farm: Farm, loaded: LoadedFarm) => T | Promise<T>,
  options: { expectedText?: string; findPolicy?: PolicyFinder | undefined } = {},
): Promise<{ before: Farm; edit: T; saved: boolean }> {
  const target = await existingFile(source);
  const tried = await editText(
    await readFarm(source, options.findPolicy),
    edit,
    options.expectedText,
  );
  if (!tried.changes) return { before: tried.before, edit: tried.edit, saved: false };
  return withWriteErrors(source.path, () =>
    withLock(target, async () => {
      const text = await readText(source);
      const {
        before,
        edit: edited,
        changes,
      } = text === tried.text
        ? tried
        : await editText(
            await parsed(source, text, options.findPolicy),
            edit,
            options.expectedText,
          );
      if (changes) {
        const after = await canonicalText({ farm: edited.farm, text });
        await saveText(source, target, { before: text, after });
      }
      return { before, edit: edited, saved: changes };
    }),
  );
}

/** A farm as it was read, edited. @throws whatever `edit` throws; FarmError E_CHANGED */
async function editText<T extends { farm: Farm }>(
  loaded: LoadedFarm,
  edit: (farm: Farm, loaded: LoadedFarm) => T | Promise<T>,
  expectedText: string | undefined,
) {
  const { farm: before, source, text } = loaded;
  refuseCapture(source, text);
  if (expectedText !== undefined && expectedText !== text) throw changed(source);
  const edited = await edit(before, loaded);
  // Printed, because equal farms may be different objects.
  return { text, before, edit: edited, changes: printFarm(before) !== printFarm(edited.farm) };
}

/**
 * Brings the file of a farm into canonical form, if it still has the expected text.
 * @throws FarmError as `updateFarm`
 */
export async function formatFarm(source: FarmSource, expectedText: string): Promise<void> {
  const target = await existingFile(source);
  await withWriteErrors(source.path, () =>
    withLock(target, async () => {
      const loaded = await readFarmToEdit(source, noPolicy);
      if (loaded.text !== expectedText) throw changed(source);
      const canonical = await canonicalText(loaded);
      if (canonical !== loaded.text)
        await saveText(source, target, { before: loaded.text, after: canonical });
    }),
  );
}

/**
 * Creates the farm of a source.
 * @throws FarmError E_EXISTS if the file exists; E_LOCKED, E_CANNOT_WRITE; E_USAGE for stdin
 */
export async function createFarm(source: FarmSource, farm: Farm): Promise<void> {
  refuseReadOnly(source);
  const { path } = source;
  const printed = await printChecked(farm, newFileSchema);
  await withWriteErrors(path, async () => {
    refuseExisting(source);
    if (source.kind === 'own') makeConfigFolder(path);
    await withLock(path, async () => {
      refuseExisting(source);
      const { keepingHistory } = await import('../history/keep.js');
      const create = async (): Promise<void> => {
        if (source.kind === 'own') await keepThroughConf(path, printed);
        else createFile(path, printed);
      };
      await keepingHistory(path, { before: null, after: printed }, create, { kind: 'created' });
    });
  });
}

/** The file that links lead to, so that every writer uses the same lock. @throws FarmError of reading it */
export async function existingFile(source: FarmSource): Promise<string> {
  refuseReadOnly(source);
  let target: string;
  try {
    target = realpathSync(source.path);
  } catch (error) {
    // Reading fails in the same way, and reports it.
    await readText(source);
    throw error;
  }
  const stats = statSync(target);
  if (stats.isDirectory()) await readText(source);
  if (!stats.isFile())
    throw cannotWrite(
      source.path,
      'it is not a regular file',
      'specify the farm file: --file PATH',
    );
  return target;
}

/**
 * Saves a text, and keeps the one before it in the history. The caller holds the lock of the file.
 * @throws FarmError E_LOCKED if it no longer does; E_CANNOT_WRITE
 */
export async function saveText(
  source: FarmSource,
  target: string,
  texts: { before: string; after: string },
  how?: KeptSave,
): Promise<void> {
  assertLocked(target);
  const { keepingHistory } = await import('../history/keep.js');
  const save = (): Promise<void> =>
    source.kind === 'own'
      ? keepThroughConf(source.path, texts.after)
      : replaceFile(target, texts.after);
  await keepingHistory(target, texts, save, how);
}

/** Never writes a text that can't be read again. */
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

/** @throws FarmError E_USAGE for a source that no command can change: standard input, and a version of the history */
export function refuseReadOnly({ kind, path, version }: FarmSource): void {
  if (version !== undefined)
    throw new FarmError({
      code: 'E_USAGE',
      message: `${shownPath(path)} is a version in the history, which can't be changed.`,
      nextStep: sentence`restore it first: ${forFarmFile(command`restore ${String(version.number)}`, namedPath(version.of.path))}`,
    });
  if (kind !== 'stdin') return;
  throw new FarmError({
    code: 'E_USAGE',
    message: "a farm from standard input can't be changed: there is no file to save it in.",
    nextStep: 'specify a file: --file PATH',
  });
}

/** Whether there is something where the farm of a source would be, if only a link that leads nowhere. */
export function isFarmThere({ path }: Pick<FarmSource, 'path'>): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** @throws FarmError E_EXISTS if a new farm would overwrite something */
export function refuseExisting({ path, kind }: FarmSource): void {
  if (!isFarmThere({ path })) return;
  throw new FarmError({
    code: 'E_EXISTS',
    message:
      kind === 'own'
        ? `you already have a farm of your own: ${shownPath(path)}.`
        : `${shownPath(path)} already exists.`,
    why: 'A new farm never overwrites a file.',
    nextStep: command`init --file OTHER`,
  });
}

function changed({ path }: FarmSource): FarmError {
  return new FarmError({
    code: 'E_CHANGED',
    message: `${shownPath(path)} was changed by someone else after it was read.`,
    why: 'Saving now would undo their change. Nothing was written.',
    nextStep: 'run it again',
  });
}
