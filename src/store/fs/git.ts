import { execFile } from 'node:child_process';
import { FarmError } from '../../domain/model/index.js';
import { decodeText, mostBytes, unreadable } from './read-text.js';

/** Reads files of earlier commits from a git repository. Loaded on use: most runs read files only. */

/** A file of a commit: `path` is relative to the root of the repository, or to `folder` if it begins with `./`. */
export interface CommittedFile {
  /** As messages call it. */
  name: string;
  /** A branch, tag or commit; empty for the staged version. */
  ref: string;
  path: string;
  /** The folder in which git runs. */
  folder: string;
  /** Whether the folder decides which repository it is, even if a hook of git runs farm for another folder. */
  byFolder: boolean;
}

/**
 * The text of a committed file.
 * @throws FarmError E_NOT_FOUND for an unknown revision; E_NO_FARM if it has no such file; E_UNREADABLE if git can't run, or
 *   the file isn't UTF-8 text
 */
export async function readCommitted(file: CommittedFile): Promise<string> {
  const { name } = file;
  if (file.ref.startsWith('-')) throw unknownRevision(file.ref);
  // Not `show`: it runs text conversions that the repository configures, and lists folders.
  const shown = await runGit(['cat-file', 'blob', `${file.ref}:${file.path}`], file);
  if (shown.code === 0) return decodeText(shown.stdout, name);
  if (shown.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
    throw unreadable(`${name} is larger than 64 MB.`, 'specify another file');
  }
  const reported = firstLine(shown.stderr);
  if (shown.code === 'ENOENT' || isOutside(reported)) throw sayFailure(name, shown, file.folder);
  throw await failureOf(file, reported);
}

/** Why git can't be asked about a folder at all. */
export function sayFailure(name: string, run: GitRun, folder: string): FarmError {
  if (run.code === 'ENOENT') {
    return unreadable(
      `${name} can't be read: git is not installed.`,
      'install git, or specify files instead',
    );
  }
  const reported = firstLine(run.stderr);
  if (isOutside(reported)) {
    return new FarmError({
      code: 'E_NO_FARM',
      message: `${name} can't be read: ${folder} is not in a git repository.`,
      nextStep: 'specify a file instead of a revision',
    });
  }
  return unreadable(`git can't read ${name}: ${reported}.`, 'correct what git reports');
}

function isOutside(reported: string): boolean {
  return /not a git repository/.test(reported);
}

/** Why git could not read the file. */
async function failureOf(file: CommittedFile, reported: string): Promise<FarmError> {
  const { name, ref, path } = file;
  const revision = ref === '' ? 'HEAD' : ref;
  const known = await runGit(['rev-parse', '--verify', '--quiet', `${revision}^{tree}`], file);
  if (known.code !== 0 && known.stderr.length === 0) return unknownRevision(revision);
  if (known.code === 0 && /bad file/.test(reported)) {
    return unreadable(`${name} is a folder.`, 'specify the farm file itself: REF:PATH');
  }
  if (known.code === 0 && /exist|not in/.test(reported)) {
    return new FarmError({
      code: 'E_NO_FARM',
      message: `${name} does not exist: the ${ref === '' ? 'staged version' : 'revision'} has no such file.`,
      why: path.startsWith('./')
        ? 'The file may be new, or had another name.'
        : 'A path is relative to the root of the repository, or to this folder if it begins with ./',
      nextStep: 'specify the path in that revision: REF:PATH',
    });
  }
  return unreadable(`git can't read ${name}: ${reported}.`, 'correct what git reports');
}

/** The error for a name that is neither a file nor a revision. */
export function unknownRevision(ref: string): FarmError {
  return new FarmError({
    code: 'E_NOT_FOUND',
    message: `"${ref}" is neither a file nor a revision of this git repository.`,
    why: 'In CI a shallow clone contains the last commit only.',
    nextStep: 'specify a file, a revision that is here, or REF:PATH',
  });
}

/** Whether git knows a name: a revision, or a file in one. Not where git can't run. */
export async function isKnownToGit(name: string, folder: string): Promise<boolean> {
  if (name.startsWith('-')) return false;
  const { code } = await runGit(['cat-file', '-e', name], { folder, byFolder: true });
  return code === 0;
}

/** What a run of git printed. */
export interface GitRun {
  code: number | string;
  stdout: Buffer;
  stderr: Buffer;
}

/** Never prompts, uses the network or takes a lock: farm only reads what is already there. */
const quiet = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_OPTIONAL_LOCKS: '0',
  LC_ALL: 'C',
};

/** Variables that git sets for its hooks: in another folder they would point to the wrong files. */
const ofHooks = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX'];

/** The environment of a run of git. With `byFolder` the folder alone decides which repository it is. */
export function gitEnvironment(byFolder: boolean): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([key]) => !byFolder || !ofHooks.includes(key));
  return { ...Object.fromEntries(own), ...quiet };
}

/** Runs git in a folder, and waits for its output. */
export function runGit(
  words: readonly string[],
  { folder, byFolder }: Pick<CommittedFile, 'folder' | 'byFolder'>,
): Promise<GitRun> {
  const env = gitEnvironment(byFolder);
  return new Promise((done) => {
    execFile(
      'git',
      words,
      { cwd: folder, env, encoding: 'buffer', maxBuffer: mostBytes, windowsHide: true },
      (error, stdout, stderr) => {
        done({ code: error === null ? 0 : (error.code ?? 1), stdout, stderr });
      },
    );
  });
}

function firstLine(bytes: Buffer): string {
  const text = bytes.toString('utf8').trim();
  return (text.split('\n')[0] ?? '').replace(/^fatal: /, '');
}
