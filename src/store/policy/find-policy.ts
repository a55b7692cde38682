import { lstatSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { FarmError } from '../../domain/model/index.js';
import { readText } from '../fs/read-text.js';
import { pathFrom, repositoryAbove } from '../fs/repository.js';
import { shownPath } from '../fs/shown-path.js';
import type { FarmSource } from '../farm/locate.js';
import type { AppliedPolicy } from './applied.js';
import { PolicyError } from './policy-error.js';
import type { RepositoryPolicy } from './policy-convert.js';

/** Finds the policy of a farm file. Reading it is loaded only where there is one. */

/** The names of a policy file. */
export const policyNames = ['farm.policy.json', 'farm.policy.yaml', 'farm.policy.yml'] as const;

/** Whether a file has the name of a policy, also of one for --policy, such as strict.policy.json. */
export function isPolicyFile(path: string): boolean {
  return /^(?:.+\.)?policy\.(?:json|ya?ml)$/i.test(basename(path));
}

/**
 * The policy that applies to a farm file: the nearest above it, up to the root of its repository. Outside of a repository
 * only the file's own folder counts. Null if there is none.
 * @throws FarmError those of the policy file; E_INVALID for two policies in one folder
 */
export async function policyOf(source: FarmSource): Promise<AppliedPolicy | null> {
  if (source.version !== undefined) return policyOf(source.version.of);
  if (source.kind === 'own') return null;
  const folder = source.kind === 'stdin' ? process.cwd() : dirname(source.path);
  const path = policyAbove(folder);
  return path === null ? null : policyIn(path, source);
}

/**
 * The policy in a file, as it applies to a farm file.
 * @throws FarmError those of the policy file
 */
export async function policyIn(path: string, source: FarmSource): Promise<AppliedPolicy> {
  if (source.version !== undefined) return policyIn(path, source.version.of);
  const { appliedTo } = await import('./applied.js');
  const policy = await readPolicy(path);
  return appliedTo(policy, nameBelow(dirname(path), source), shownPath(path));
}

/** The farm file relative to the folder of a policy; null if it is elsewhere. */
function nameBelow(folder: string, { kind, path }: FarmSource): string | null {
  if (kind === 'stdin') return null;
  const name = pathFrom(folder, path);
  return name.startsWith('../') || name === '..' || resolve(folder, name) !== resolve(path)
    ? null
    : name;
}

/** The nearest policy file at or above a folder, absolute; null if there is none. @throws FarmError E_INVALID */
function policyAbove(start: string): string | null {
  const root = repositoryAbove(start) ?? start;
  for (let folder = start; ; folder = dirname(folder)) {
    const found = onlyPolicy(policyNames.map((name) => join(folder, name)).filter(isThere));
    if (found !== null || folder === root || dirname(folder) === folder) return found;
  }
}

/** The only one of the policies in a folder. @throws PolicyError E_INVALID for two: farm would have to choose */
export function onlyPolicy(paths: readonly string[], shown = shownPath): string | null {
  const [first, second] = paths;
  if (second === undefined) return first ?? null;
  throw new PolicyError(
    {
      code: 'E_INVALID',
      message: `there are two policies in one folder: ${paths.map((path) => shown(path)).join(' and ')}.`,
      nextStep: 'delete one of them',
    },
    second,
  );
}

/** A dangling link counts as a file: reading it reports what is wrong. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === false;
}

const known = new Map<string, { version: string; policy: Promise<RepositoryPolicy> }>();

/**
 * Reads a policy once for all farms of a run; a file that changed is read again.
 * @throws PolicyError
 */
export async function readPolicy(path: string): Promise<RepositoryPolicy> {
  const { mtimeMs = 0, size = 0, ino = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {};
  const version = `${mtimeMs} ${size} ${ino}`;
  const kept = known.get(path);
  if (kept?.version === version) return kept.policy;
  const policy = parsed(path).catch((error: unknown) => {
    throw PolicyError.of(error, path);
  });
  known.set(path, { version, policy });
  return policy;
}

async function parsed(path: string): Promise<RepositoryPolicy> {
  const { parsePolicy } = await import('./policy-file.js');
  return parsePolicy(await readPolicyText(path), shownPath(path));
}

async function readPolicyText(path: string): Promise<string> {
  try {
    return await readText({ kind: 'file', path, foundBy: 'FILES' });
  } catch (error) {
    if (!(error instanceof FarmError)) throw error;
    const isMissing = error.code === 'E_NO_FARM';
    throw new FarmError({
      code: error.code,
      message: isMissing ? `the policy ${shownPath(path)} does not exist.` : error.message,
      nextStep: 'specify another policy: --policy FILE',
      cause: error,
    });
  }
}
