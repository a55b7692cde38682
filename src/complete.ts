import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { goalWords } from './domain/advise/index.js';
import { services } from './domain/simulate/index.js';
import { complete } from './cli/completion/candidates.js';
import type { Listed, Lists } from './cli/completion/lists.js';
import { completionShells, requestOf } from './cli/completion/shell-lines.js';
import { type FarmNames, noNames, readFarmNames } from './store/farm/farm-names.js';
import { locateFarm } from './store/farm/locate.js';
import { preferenceKeys } from './store/preferences/preferences.js';

/**
 * Answers a shell at Tab: `farm __complete SHELL …`, as the script of `farm completion` calls it. A bundle of its own without
 * oclif, because a person waits for it; what can be typed comes from oclif's manifest all the same.
 */

const root = new URL('../', import.meta.url);

/** Prints what completes a command line. Silent on every error: a person is typing. */
export async function start(args: readonly string[]): Promise<void> {
  process.stdout.on('error', () => undefined);
  const [name, ...rest] = args;
  const shell = completionShells.find((one) => one === name);
  if (shell === undefined) return;
  try {
    const { before, current, print } = requestOf(shell, rest, process.env);
    process.stdout.write(print(await complete(before, current, lists())));
  } catch {
    // No completion.
  }
}

function lists(): Lists {
  const { commands } = JSON.parse(read('oclif.manifest.json'));
  const { oclif } = JSON.parse(read('package.json'));
  return {
    tree: { commands, topics: oclif.topics },
    names: namesOf,
    rules: async () => (await explained()).filter(({ value }) => /^[A-Z]+\d{3}$/u.test(value)),
    topics: explained,
    pages: helpPageIds,
    versions: versionsOf,
    services,
    goals: [...goalWords, 'tolerance=1', 'tolerance=2'],
    preferences: preferenceKeys,
  };
}

async function helpPageIds(): Promise<Listed[]> {
  const { helpPages } = await import('./render/help/pages.js');
  return helpPages.map(({ id, about }) => ({ value: id, about }));
}

async function explained(): Promise<Listed[]> {
  const { listTopics } = await import('./domain/explain/index.js');
  return listTopics().groups.flatMap(({ topics }) =>
    topics.map(({ id, says }) => ({ value: id, about: says })),
  );
}

/** The names of the farm that a command with this --file is about. */
function namesOf(file: string | undefined): FarmNames {
  try {
    return readFarmNames(farmPath(file));
  } catch {
    return noNames;
  }
}

/** As many versions as a list at Tab can be read. */
const mostVersions = 20;

async function versionsOf(file: string | undefined): Promise<Listed[]> {
  try {
    const path = farmPath(file);
    const { newestVersions } = await import('./store/history/list-versions.js');
    const { saySave } = await import('./render/save-words.js');
    return newestVersions(path, mostVersions).map((entry, number) => ({
      value: String(number),
      about: saySave(entry),
    }));
  } catch {
    return [];
  }
}

/** The farm file of a command with this --file. @throws FarmError if there is none, or it is no file */
function farmPath(file: string | undefined): string {
  const { kind, path, version } = locateFarm({
    file: file?.replace(/^~(?=\/)/u, process.env['HOME'] ?? '~'),
    env: process.env,
    cwd: process.cwd(),
  });
  if (kind === 'stdin') throw new Error('standard input can not be read twice');
  return version?.of.path ?? path;
}

function read(file: string): string {
  return readFileSync(fileURLToPath(new URL(file, root)), 'utf8');
}
