import { mkdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type Conf from 'conf';
import { writeBesideCopy } from '../fs/atomic-write.js';
import { projectName } from './config-folder.js';
import { withoutMark } from '../json/positions.js';

/**
 * The files that conf keeps for the user. conf has no lock of its own: who writes holds the file's lock. It is loaded on
 * use, because that takes 30 ms.
 */

type Document = Record<string, unknown>;

/** How conf reads and prints a file. */
export interface Format {
  /** What it throws, conf passes on. */
  parse: (text: string) => Document;
  print: (document: Document) => string;
}

/**
 * Makes the folder of the user's own farm and preferences, readable by the user alone. The lock needs it before conf
 * makes it, and conf would let everybody read it.
 */
export function makeConfigFolder(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
}

/**
 * A file as conf keeps it. Only for a regular file, or to write a new one: even to read, conf makes a folder that is
 * missing, and it would wait for the writer of a named pipe.
 */
export async function openConf(path: string, { parse, print }: Format): Promise<Conf<Document>> {
  const { default: Conf } = await import('conf');
  return new Conf<Document>({
    projectName,
    projectSuffix: '',
    cwd: dirname(path),
    configName: basename(path, '.json'),
    // Names of servers have dots.
    accessPropertiesByDotNotation: false,
    // Else one mistake in the file would empty it.
    clearInvalidConfig: false,
    // What conf writes over an older file is replaced at once by a copy that has that file's rights.
    configFileMode: 0o600,
    deserialize: (text) => parse(withoutMark(text)),
    serialize: print,
  });
}

/**
 * Has conf write a document, whose text must be this one. A copy of the text is at hand: conf takes a short write on a full
 * disk for a whole one, and forgets the access rights of an older file.
 */
export async function writeThroughConf(
  conf: Conf<Document>,
  document: Document,
  text: string,
): Promise<void> {
  await writeBesideCopy(conf.path, text, () => {
    conf.store = document;
  });
}

/** Keeps the text (of a JSON object) through conf, byte for byte. */
export async function keepThroughConf(path: string, text: string): Promise<void> {
  const parse = (kept: string): Document => JSON.parse(kept) as Document;
  const conf = await openConf(path, { parse, print: () => text });
  await writeThroughConf(conf, parse(withoutMark(text)), text);
}
