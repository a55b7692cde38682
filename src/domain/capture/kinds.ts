import { capturedKinds } from '../facts/index.js';
import type { CapturedKind, RawObject } from './raw.js';

/** Which kind of object a cmdlet, a file or an object is about. */

const kinds = Object.entries(capturedKinds) as [
  CapturedKind,
  (typeof capturedKinds)[CapturedKind],
][];

const byCmdlet = new Map(
  kinds.flatMap(([kind, { cmdlets }]) =>
    cmdlets.map((cmdlet): [string, CapturedKind] => [cmdlet.toLowerCase(), kind]),
  ),
);

const byFileName = new Map(
  kinds.flatMap(([kind, { files, rest }]) =>
    [...files, ...rest].map((name): [string, CapturedKind] => [onlyLetters(name), kind]),
  ),
);

/** The kind that a cmdlet lists; null for one that farm doesn't read. */
export function kindOfCmdlet(cmdlet: string): CapturedKind | null {
  return byCmdlet.get(cmdlet.trim().toLowerCase()) ?? null;
}

/**
 * The kind that the name of a file says: a cmdlet (`Get-RASBroker.json`, `Get-RASBroker-site1.csv`) or what it holds
 * (`brokers.csv`, `rds-hosts-berlin.json`); null if it says none.
 */
export function kindOfFileName(name: string): CapturedKind | null {
  const base = name.replace(/\.[a-z]+$/iu, '');
  const cmdlet = /^(get-[a-z]+)(?![a-z])/iu.exec(base)?.[1];
  if (cmdlet !== undefined) return kindOfCmdlet(cmdlet);
  const words = base.split(/[^a-z]+/iu).filter((word) => word !== '');
  for (let count = words.length; count > 0; count -= 1) {
    const kind = byFileName.get(onlyLetters(words.slice(0, count).join('')));
    if (kind !== undefined) return kind;
  }
  return null;
}

/** The kind that objects show by their properties; null if they fit none. */
export function kindOfObjects(objects: readonly RawObject[]): CapturedKind | null {
  const properties = new Set(
    objects.flatMap((object) => Object.keys(object)).map((key) => key.toLowerCase()),
  );
  const fitting = kinds.filter(([, { marks }]) =>
    marks.some((mark: readonly string[]) => mark.every((property) => properties.has(property))),
  );
  return fitting.at(-1)?.[0] ?? null;
}

function onlyLetters(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z]/gu, '');
}
