import type { Ignore } from 'ignore';
import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ignore from 'ignore';
import { FarmError } from '../../domain/model/index.js';
import { pathFrom, repositoryAbove } from './repository.js';
import { shownPath } from './shown-path.js';

/**
 * Which files `.gitignore` files exclude. Only these files count, not the settings of git on one computer, so that a
 * search finds the same files everywhere. Git itself need not be installed.
 */

/** What applies in a folder: the rules of its own `.gitignore` and of those above it, up to the root of the repository. */
export class IgnoreRules {
  private constructor(
    /** The folder that the rules are relative to, absolute. */
    private readonly root: string,
    /** Null if there are no rules. */
    private readonly rules: Ignore | null,
  ) {}

  /**
   * What applies to a folder from above, without its own `.gitignore`: nothing outside of a repository, and nothing for a
   * folder that is itself ignored, because it was named on purpose.
   * @throws FarmError as `within`
   */
  static above(folder: string): IgnoreRules {
    const none = new IgnoreRules(folder, null);
    const root = repositoryAbove(folder);
    if (root === null || root === folder) return none;
    let rules = new IgnoreRules(root, null);
    for (const path of pathDown(root, folder)) rules = rules.withFile(path);
    return rules.ignores(folder, true) ? none : rules;
  }

  /**
   * What applies to the entries of a folder: the same, with its own `.gitignore`. A repository in a repository has only its
   * own rules.
   * @throws FarmError E_UNREADABLE for a `.gitignore` that is too large
   */
  within(folder: string, names: ReadonlySet<string>): IgnoreRules {
    const outer = names.has('.git') ? new IgnoreRules(folder, null) : this;
    return names.has('.gitignore') ? outer.withFile(folder) : outer;
  }

  /** Whether the file or folder is ignored. Call it for the folders from the top down: what is below an ignored one is too. */
  ignores(path: string, isFolder: boolean): boolean {
    if (this.rules === null) return false;
    return this.rules.ignores(pathFrom(this.root, path) + (isFolder ? '/' : ''));
  }

  private withFile(folder: string): IgnoreRules {
    const text = readRules(join(folder, '.gitignore'));
    if (text === null) return this;
    const base = pathFrom(this.root, folder);
    const lines = text
      .split(/\r?(?:\n|$)/)
      .map((line) => (base === '' ? line : inFolder(line, base)));
    const rules = ignore({ ignorecase: ignoresCase });
    if (this.rules !== null) rules.add(this.rules);
    return new IgnoreRules(this.root, rules.add(lines));
  }
}

/** As git decides it, on the usual file system of each platform. */
const ignoresCase = process.platform === 'win32' || process.platform === 'darwin';

const mostBytes = 1024 * 1024;

/** The text of a `.gitignore`; null if it is none. Like git, doesn't follow a link. */
function readRules(path: string): string | null {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() !== true) return null;
  if (stats.size > mostBytes) {
    throw new FarmError({
      code: 'E_UNREADABLE',
      message: `${shownPath(path)} is larger than 1 MB.`,
      nextStep: 'specify the files themselves',
    });
  }
  return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
}

/**
 * A line of a `.gitignore` in a folder, as a line of one at the root. All rules in one list keep the order of git: the
 * last one that matches decides, and a deeper file comes later.
 */
function inFolder(line: string, folder: string): string {
  const [, negation = '', pattern = ''] = /^(!?)(.*)$/.exec(line) ?? [];
  // A space at the end doesn't count, but one after a backslash.
  const trimmed = pattern.replace(/(?<!\\)[ \t]+$/, '');
  if (trimmed === '' || line.startsWith('#')) return '';
  const anchored = /\/./.test(trimmed);
  const below = trimmed.startsWith('/') ? trimmed : `${anchored ? '/' : '/**/'}${trimmed}`;
  return `${negation}/${folder.replaceAll(/[\\*?[\]!# ]/g, String.raw`\$&`)}${below}`;
}

/** The folders from the root down to the one that has the folder. */
function pathDown(root: string, folder: string): string[] {
  const path: string[] = [];
  for (let at = dirname(folder); relative(root, at) !== ''; at = dirname(at)) path.unshift(at);
  return [root, ...path];
}

/** Whether a path matches patterns as `.gitignore` has them. It is relative to their folder, with forward slashes. */
export function matchesPatterns(patterns: readonly string[], path: string): boolean {
  return ignore({ ignorecase: ignoresCase })
    .add([...patterns])
    .ignores(path);
}
