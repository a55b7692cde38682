import { command, FarmError, type Farm, forFarmFile, sentence } from '../../domain/model/index.js';
import type { VersionMove } from '../../domain/history/index.js';
import { withLock } from '../fs/lock.js';
import { readText } from '../fs/read-text.js';
import { withWriteErrors } from '../fs/write-errors.js';
import { namedPath, shownPath } from '../fs/shown-path.js';
import { type FarmHistory, readHistory, textOfEntry } from '../history/read-history.js';
import { policyOf } from '../policy/find-policy.js';
import { parseFarm } from './document.js';
import { existingFile, saveText, underPolicy } from './farm-file.js';
import type { FarmSource } from './locate.js';

/** Gives a farm file an earlier version: undo, redo and restore. */

/** What such a save did. */
export interface VersionChange {
  /** Null if the file was no valid farm. */
  before: Farm | null;
  after: Farm;
  move: VersionMove;
  /** Whether the texts differ. */
  differs: boolean;
  saved: boolean;
}

/**
 * Gives a file the version that is chosen, byte for byte. The file need not be a valid farm, but the version must be one.
 * @throws whatever `choose` throws; FarmError E_INVALID, E_SYNTAX for a version that is no valid farm; E_UNREADABLE for a damaged
 *   history; those of `updateFarm`
 */
export async function changeVersion(
  source: FarmSource,
  choose: (history: FarmHistory) => VersionMove,
  { dryRun }: { dryRun: boolean },
): Promise<VersionChange> {
  const target = await existingFile(source);
  const work = async (): Promise<VersionChange> => {
    const text = await readText(source);
    const history = readHistory(target, text);
    const move = choose(history);
    const chosen = textOfEntry(history, move.version, source.path);
    const after = await validVersion(chosen, source);
    const before = await parseFarm(text, shownPath(source.path)).catch(nullIfInvalid);
    const policy = await policyOf(source);
    const differs = text !== chosen;
    const saved = differs && !dryRun;
    if (saved) await saveText(source, target, { before: text, after: chosen }, move);
    return {
      before: before && underPolicy(before, policy),
      after: underPolicy(after, policy),
      move,
      differs,
      saved,
    };
  };
  return dryRun ? work() : withWriteErrors(source.path, () => withLock(target, work));
}

async function validVersion(text: string, { path }: FarmSource): Promise<Farm> {
  try {
    return await parseFarm(text, `the earlier version of ${shownPath(path)}`);
  } catch (error) {
    if (!(error instanceof FarmError)) throw error;
    const history = forFarmFile(command`history`, namedPath(path));
    throw error.withNextStep(sentence`choose a version that is a valid farm: ${history}`);
  }
}

function nullIfInvalid(error: unknown): null {
  if (error instanceof FarmError) return null;
  throw error;
}
