import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { posix } from 'node:path';
import { FarmError } from '../../domain/model/index.js';
import { gitEnvironment, runGit, sayFailure, unknownRevision } from './git.js';
import { decodeText, unreadable } from './read-text.js';
import { pathFrom } from './repository.js';

/** All files of a revision: which there are, and the texts of many at once. */

/** A revision of the repository that contains a folder. */
export interface Revision {
  /** As it was typed. */
  name: string;
  /** The root of the repository, absolute and without links. */
  root: string;
  /** The id of each file's content, by the file's path from the root with forward slashes. */
  files: ReadonlyMap<string, string>;
  /** Links that lead to no file of the revision, with where they lead to. */
  deadLinks: ReadonlyMap<string, string>;
}

/**
 * Opens a revision: one run of git, however many files there are.
 * @throws FarmError E_NOT_FOUND for an unknown revision; E_NO_FARM outside of a repository; E_UNREADABLE if git can't run
 */
export async function openRevision(name: string, folder: string): Promise<Revision> {
  if (name.startsWith('-')) throw unknownRevision(name);
  const options = { folder, byFolder: true };
  const top = await runGit(['rev-parse', '--show-toplevel'], options);
  if (top.code !== 0) throw sayFailure(name, top, folder);
  const known = await runGit(
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{tree}`],
    options,
  );
  if (known.code !== 0) throw unknownRevision(name);
  const tree = known.stdout.toString('utf8').trim();
  const listed = await runGit(['ls-tree', '-r', '-z', '--full-tree', tree], options);
  if (listed.code !== 0) throw sayFailure(name, listed, folder);
  const root = top.stdout.toString('utf8').replace(/\r?\n$/, '');
  const listing = listed.stdout.toString('utf8');
  const files = entriesIn(listing, /^100\d{3} blob ([0-9a-f]+)\t(.+)$/s);
  const links = entriesIn(listing, /^120000 blob ([0-9a-f]+)\t(.+\.(?:json|ya?ml))$/is);
  const revision = { name, root: realpathSync(root), files, deadLinks: new Map<string, string>() };
  const targets = await blobsOf(revision, links);
  for (const path of links.keys()) {
    const id = files.get(endOfLink(path, targets));
    if (id === undefined) revision.deadLinks.set(path, targets.get(path)?.toString('utf8') ?? '');
    else files.set(path, id);
  }
  return revision;
}

/** Paths with the ids of their contents: of files or links. A submodule has a commit. */
function entriesIn(listing: string, kind: RegExp): Map<string, string> {
  const entries = new Map<string, string>();
  for (const line of listing.split('\0')) {
    const [, id, path] = kind.exec(line) ?? [];
    if (id !== undefined && path !== undefined) entries.set(path, id);
  }
  return entries;
}

/** Where a link leads to, over others; one that is in a circle, to a link. */
function endOfLink(path: string, links: ReadonlyMap<string, Buffer>): string {
  let end = path;
  for (let steps = 0; steps <= links.size; steps++) {
    const target = links.get(end);
    if (target === undefined) break;
    const text = target.toString('utf8');
    end = text.startsWith('/') ? text : posix.join(posix.dirname(end), text);
  }
  return end;
}

/**
 * A file's path from the root of the revision's repository; null if it is outside. Links are followed, unless the revision
 * has the path itself: a change that makes a link of a file must not choose what it is compared with.
 */
export function pathInRevision({ root, files, deadLinks }: Revision, path: string): string | null {
  const own = pathFrom(root, path);
  if (files.has(own) || deadLinks.has(own)) return own;
  const found = pathFrom(root, realPath(path));
  return /^\.\.(\/|$)|^([A-Za-z]:)?\//.test(found) ? null : found;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Whether a content has this id, so that it need not be read. A file that git converts on checkout seems different. */
export function hasId(content: string, id: string): boolean {
  const bytes = Buffer.from(content, 'utf8');
  const hash = createHash(id.length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex') === id;
}

/**
 * The texts of files of a revision, by path: one run of git for all. Paths that it doesn't have are left out.
 * @throws FarmError E_UNREADABLE for a content that is no UTF-8 text, or if git fails
 */
export async function textsOf(
  revision: Revision,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map<string, string>();
  for (const path of paths) {
    const id = revision.files.get(path);
    if (id !== undefined) wanted.set(path, id);
  }
  const blobs = await blobsOf(revision, wanted);
  return new Map(
    [...blobs].map(([path, bytes]) => [path, decodeText(bytes, `${revision.name}:${path}`)]),
  );
}

/** Contents by path, for the ids of a revision. */
async function blobsOf(
  revision: Pick<Revision, 'name' | 'root'>,
  wanted: ReadonlyMap<string, string>,
): Promise<Map<string, Buffer>> {
  const blobs = new Map<string, Buffer>();
  if (wanted.size === 0) return blobs;
  const output = await catFiles(revision, [...wanted.values()]);
  let at = 0;
  for (const path of wanted.keys()) {
    const end = output.indexOf(0x0a, at);
    const [, kind, size] = output.subarray(at, end).toString('latin1').split(' ');
    const name = `${revision.name}:${path}`;
    // A clone without all contents lacks some.
    if (kind !== 'blob') throw unreadable(`${name} is not in this clone.`, 'fetch it with git');
    const from = end + 1;
    const to = from + Number(size);
    blobs.set(path, output.subarray(from, to));
    at = to + 1;
  }
  return blobs;
}

function catFiles(
  { name, root }: Pick<Revision, 'name' | 'root'>,
  ids: readonly string[],
): Promise<Buffer> {
  return new Promise((done, fail) => {
    const git = spawn('git', ['cat-file', '--batch'], {
      cwd: root,
      env: gitEnvironment(true),
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const chunks: Buffer[] = [];
    git.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    git.on('error', fail);
    // If git ends early, its exit code says why.
    git.stdin.on('error', () => {});
    git.on('close', (code) => {
      if (code === 0) done(Buffer.concat(chunks));
      else fail(unreadable(`git can't read the files of ${name}.`, 'correct what git reports'));
    });
    git.stdin.end(ids.map((id) => `${id}\n`).join(''));
  });
}

/** The error for a file that a revision needs, and that is outside of its repository. */
export function outsideRepository(file: string, { name, root }: Revision): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message: `${file} is not in the repository of ${name}, ${root}.`,
    nextStep: 'specify farm files of one repository',
  });
}
