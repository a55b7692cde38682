import { type Change, diffFarms } from '../domain/diff/index.js';
import { entriesSince, type HistoryEntry } from '../domain/history/index.js';
import { type Farm, FarmError } from '../domain/model/index.js';
import type { HistoryResult, HistoryRow } from '../render/history-result.js';
import { parseFarm } from '../store/farm/document.js';
import type { FarmSource } from '../store/farm/locate.js';
import { shownPath } from '../store/fs/shown-path.js';
import { readText } from '../store/fs/read-text.js';
import { type FarmHistory, readHistory } from '../store/history/read-history.js';

/** What `farm history` does: lists the versions of a farm file, newest first. */

/** The history of the farm file of a source. @throws FarmError E_USAGE for what has none; those of reading it */
export async function historyOf(source: FarmSource): Promise<FarmHistory> {
  if (source.kind === 'stdin' || source.kind === 'version')
    throw new FarmError({
      code: 'E_USAGE',
      message: `${shownPath(source.path)} has no history.`,
      nextStep: 'specify the farm file: --file PATH',
    });
  return readHistory(source.path, await readText(source));
}

/** The newest versions, at most `limit`, with what each save changed; only those since a time, if one is given. @throws FarmError as `historyOf` */
export async function listHistory(
  source: FarmSource,
  limit: number,
  since: string | null = null,
): Promise<{ result: HistoryResult; warnings: string[] }> {
  const history = await historyOf(source);
  const { entries } = history;
  const farmOf = farmReader(history);
  const rows: HistoryRow[] = [];
  const wanted = since === null ? entries : entriesSince(entries, since);
  for (const [at, entry] of wanted.toReversed().entries()) {
    if (rows.length === limit) break;
    rows.push(await rowOf(entry, at, entries, farmOf));
  }
  const result = {
    file: shownPath(source.path),
    kept: shownPath(history.path),
    total: entries.length,
    entries: rows,
    ...(since === null ? {} : { since, found: wanted.length }),
  };
  return { result, warnings: damageOf(history) };
}

/** What to know about a history that is damaged. */
export function damageOf({ damaged, path }: FarmHistory): string[] {
  if (damaged === 0) return [];
  const lines = damaged === 1 ? '1 line' : `${damaged} lines`;
  return [`${lines} of the history can't be read, so saves are missing: ${shownPath(path)}.`];
}

/** An entry with its number and what it changed. */
export async function rowOf(
  entry: HistoryEntry,
  number: number,
  entries: readonly HistoryEntry[],
  farmOf: (version: string | null) => Promise<Farm | null>,
): Promise<HistoryRow> {
  const { kind, time, user, command, reason, version, before } = entry;
  const after = await farmOf(version);
  const changes = await changesOf(await farmOf(before), after);
  const of = entry.of.flatMap((id) => {
    const at = entries.findLastIndex((one) => one.id === id);
    return at === -1 ? [] : [entries.length - 1 - at];
  });
  const save = { number, kind, time, user, command: command && [...command], reason, of };
  return { ...save, valid: after !== null, changes };
}

async function changesOf(before: Farm | null, after: Farm | null): Promise<Change[] | null> {
  return before === null || after === null ? null : diffFarms(before, after, 'files');
}

/** Reads the farm of a version, once each; null for a version that is not kept, or no valid farm. */
export function farmReader(history: FarmHistory): (version: string | null) => Promise<Farm | null> {
  const known = new Map<string, Promise<Farm | null>>();
  return async (version) => {
    if (version === null) return null;
    const farm = known.get(version) ?? parsedVersion(history, version);
    known.set(version, farm);
    return farm;
  };
}

async function parsedVersion(history: FarmHistory, version: string): Promise<Farm | null> {
  const text = history.textOf(version);
  if (text === null) return null;
  try {
    return await parseFarm(text, 'a version of the history');
  } catch (error) {
    if (error instanceof FarmError) return null;
    throw error;
  }
}
