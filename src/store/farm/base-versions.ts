import { existsSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import type { Farm } from '../../domain/model/index.js';
import {
  hasId,
  openRevision,
  outsideRepository,
  pathInRevision,
  type Revision,
  textsOf,
} from '../fs/git-revision.js';
import { shownPath } from '../fs/shown-path.js';
import { onlyPolicy, policyNames } from '../policy/find-policy.js';
import { parseFarm } from './document.js';
import type { LoadedFarm } from './farm-file.js';
import type { FarmSource } from './locate.js';
import { mostSimilar } from './similar-texts.js';

/** Farm files as they were in a revision of git, also those that have been moved since. */

/** What a farm file was in the revision. */
export type BaseVersion =
  /** The same text. */
  | { state: 'same'; old: string }
  /** `old`: its name there, such as `main:farm.json`. */
  | { state: 'changed' | 'moved'; old: string; farm: Farm }
  /** It was there, but is no valid farm. */
  | { state: 'broken'; old: string; problem: string }
  | { state: 'new' };

/** A revision, to compare the farms of a run with. */
export class Base {
  private constructor(readonly revision: Revision) {}

  /** @throws FarmError as `openRevision` */
  static async open(name: string, [first]: readonly FarmSource[]): Promise<Base> {
    const isFile = first !== undefined && first.kind !== 'stdin';
    return new Base(await openRevision(name, isFile ? dirname(first.path) : process.cwd()));
  }

  /**
   * What each farm was in the revision, in order.
   * @throws FarmError E_USAGE for a farm outside of the repository; those of git
   */
  async versionsOf(farms: readonly LoadedFarm[]): Promise<BaseVersion[]> {
    const { files } = this.revision;
    const placed = farms.map(({ source, text }) => ({ path: this.pathOf(source), text }));
    const isThere = ({ path }: { path: string }): boolean => files.has(path);
    const movedFrom = placed.every(isThere) ? [] : await this.#movedFrom(placed, isThere);
    const olds = placed.map((one, index) => (isThere(one) ? one.path : (movedFrom[index] ?? null)));
    const isSame = (index: number): boolean => {
      const old = olds[index] ?? null;
      return old !== null && hasId(placed[index]?.text ?? '', files.get(old) ?? '');
    };
    const wanted = olds.filter((old, index) => old !== null && !isSame(index));
    const texts = await textsOf(this.revision, wanted as string[]);
    const versions: BaseVersion[] = [];
    for (const [index, old] of olds.entries()) {
      if (old === null) versions.push({ state: 'new' });
      else if (isSame(index)) versions.push({ state: 'same', old: this.nameOf(old) });
      else {
        const state = old === placed[index]?.path ? 'changed' : 'moved';
        versions.push(await versionOf(this.nameOf(old), state, texts.get(old) ?? ''));
      }
    }
    return versions;
  }

  /** The path of a file in the repository. @throws FarmError E_USAGE for a file outside */
  pathOf({ kind, path }: FarmSource): string {
    const found = kind === 'stdin' ? null : pathInRevision(this.revision, path);
    if (found === null) throw outsideRepository(shownPath(path), this.revision);
    return found;
  }

  /** The policy file of the revision for a file of it; null if it has none. @throws FarmError E_INVALID for two of them */
  policyAbove(file: string): string | null {
    for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
      const paths = policyNames.map((name) => posix.join(folder, name));
      const found = onlyPolicy(
        paths.filter((path) => this.revision.files.has(path)),
        (path) => this.nameOf(path),
      );
      if (found !== null || folder === '.') return found;
    }
  }

  /** A file of the revision as it is shown. */
  nameOf(path: string): string {
    return `${this.revision.name}:${path}`;
  }

  /** For each farm that the revision lacks, the file that it was: one that is no longer there, and is similar. */
  async #movedFrom(
    placed: readonly { path: string; text: string }[],
    isThere: (one: { path: string }) => boolean,
  ): Promise<(string | null)[]> {
    const { files, root } = this.revision;
    const gone = [...files.keys()].filter(
      (path) => path.toLowerCase().endsWith('.json') && !existsSync(join(root, path)),
    );
    const texts = await textsOf(this.revision, gone);
    const moved = placed.map((one) => (isThere(one) ? null : one));
    return mostSimilar(moved, texts, (path) => basename(path));
  }
}

async function versionOf(
  old: string,
  state: 'changed' | 'moved',
  text: string,
): Promise<BaseVersion> {
  try {
    return { state, old, farm: await parseFarm(text, old) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { state: 'broken', old, problem: error.message };
  }
}
