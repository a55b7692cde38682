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
import { readText } from '../fs/read-text.js';
import { shownPath } from '../fs/shown-path.js';
import { onlyPolicy, policyNames } from '../policy/find-policy.js';
import { farmsBelow } from './base-search.js';
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
  #origins: Promise<ReadonlyMap<string, string>> | null = null;

  private constructor(
    readonly revision: Revision,
    /** The farms of the run. */
    readonly sources: readonly FarmSource[],
    /** Farm files that the revision has where the run searches, and that are no longer there. */
    private readonly missing: readonly string[],
  ) {}

  /**
   * Opens a revision for farms that were found. The farm files that it has in the folders among `searched` are farms of the
   * run, too: a change that adds a `.gitignore` hides none.
   * @throws FarmError as `openRevision`
   */
  static async open(
    name: string,
    sources: readonly FarmSource[],
    searched: readonly string[] = [],
  ): Promise<Base> {
    const [first] = sources;
    const isFile = first !== undefined && first.kind !== 'stdin';
    const folder = isFile ? dirname(first.path) : process.cwd();
    const revision = await openRevision(name, folder);
    const known = new Set(sources.map(({ path }) => path));
    const farms = farmsBelow(revision, searched).filter(({ file }) => !known.has(file));
    const hidden = farms.flatMap(({ file: path, isThere }): FarmSource[] =>
      isThere ? [{ kind: 'file', path, foundBy: 'FILES', isSearchResult: true }] : [],
    );
    const missing = farms.flatMap(({ path, isThere }) => (isThere ? [] : [path]));
    return new Base(revision, [...sources, ...hidden], missing);
  }

  /**
   * What each farm was in the revision, in order.
   * @throws FarmError E_USAGE for a farm outside of the repository; those of git
   */
  async versionsOf(farms: readonly LoadedFarm[]): Promise<BaseVersion[]> {
    const { files } = this.revision;
    const placed = farms.map(({ source, text }) => ({ path: this.pathOf(source), text }));
    const olds = await Promise.all(placed.map(({ path }) => this.originOf(path)));
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
  pathOf({ kind, path, version }: FarmSource): string {
    if (version !== undefined) return this.pathOf(version.of);
    const found = kind === 'stdin' ? null : pathInRevision(this.revision, path);
    if (found === null) throw outsideRepository(shownPath(path), this.revision);
    return found;
  }

  /** The policy file of the revision for a file of it; null if it has none. @throws FarmError E_INVALID for two of them */
  policyAbove(file: string): string | null {
    for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
      const paths = policyNames.map((name) => posix.join(folder, name));
      const { files, deadLinks } = this.revision;
      const found = onlyPolicy(
        paths.filter((path) => files.has(path) || deadLinks.has(path)),
        (path) => this.nameOf(path),
      );
      if (found !== null || folder === '.') return found;
    }
  }

  /** A file of the revision as it is shown. */
  nameOf(path: string): string {
    return `${this.revision.name}:${path}`;
  }

  /** The path that a file has in the revision, where it may have been elsewhere; null for one that is new. */
  async originOf(path: string): Promise<string | null> {
    if (this.revision.files.has(path)) return path;
    this.#origins ??= this.#movedFrom();
    return (await this.#origins).get(path) ?? null;
  }

  /** The farm files of the revision that are no longer checked, because they are deleted or have names of other files. */
  async removed(): Promise<string[]> {
    if (this.missing.length === 0) return [];
    this.#origins ??= this.#movedFrom();
    const moved = new Set((await this.#origins).values());
    return this.missing.filter((path) => !moved.has(path));
  }

  /** For each farm that the revision lacks, the file that it was: one that is no longer there, and is similar. */
  async #movedFrom(): Promise<ReadonlyMap<string, string>> {
    const { files, root } = this.revision;
    const placed: { path: string; text: string }[] = [];
    for (const source of this.sources) {
      const path = source.kind === 'stdin' ? null : this.pathOf(source);
      if (path === null || files.has(path)) continue;
      // A file that can't be read is reported when it is checked.
      const text = await readText(source).catch(() => null);
      if (text !== null) placed.push({ path, text });
    }
    const missing = [...files.keys()].filter(
      (path) => path.toLowerCase().endsWith('.json') && !existsSync(join(root, path)),
    );
    const texts = await textsOf(this.revision, missing);
    const found = mostSimilar(placed, texts, (path) => basename(path));
    const origins = new Map<string, string>();
    for (const [index, { path }] of placed.entries()) {
      const origin = found[index] ?? null;
      if (origin !== null) origins.set(path, origin);
    }
    return origins;
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
