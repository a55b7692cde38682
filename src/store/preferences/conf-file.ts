import { mkdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { writeBesideCopy } from '../fs/atomic-write.js';
import { projectName } from './config-folder.js';
import { withoutMark } from '../json/positions.js';

/** Writing what conf keeps for the user. conf has no lock of its own: whoever calls holds the file's lock. */

/** Makes the folder of the user's own farm and preferences, readable by the user alone. */
export function makeConfigFolder(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
}

/** Keeps the text (of a JSON object) through conf, byte for byte; the access rights of an existing file stay. */
export async function keepThroughConf(path: string, text: string): Promise<void> {
  const { default: Conf } = await import('conf');
  const document = JSON.parse(withoutMark(text)) as Record<string, unknown>;
  await writeBesideCopy(path, text, () => {
    const conf = new Conf({
      projectName,
      projectSuffix: '',
      cwd: dirname(path),
      configName: basename(path, '.json'),
      // Names of servers have dots.
      accessPropertiesByDotNotation: false,
      // Else one slip of the hand in the file would empty it.
      clearInvalidConfig: false,
      // What conf writes over an older file is replaced at once by a copy that has that file's rights.
      configFileMode: 0o600,
      deserialize: (kept) => JSON.parse(withoutMark(kept)) as Record<string, unknown>,
      serialize: () => text,
    });
    conf.store = document;
  });
}
