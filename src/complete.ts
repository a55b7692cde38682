import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { services } from './domain/simulate/index.js';
import { complete, type Listed, type Lists } from './cli/completion/candidates.js';
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
    services,
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
    const source = locateFarm({
      file: file?.replace(/^~(?=\/)/u, process.env['HOME'] ?? '~'),
      env: process.env,
      cwd: process.cwd(),
    });
    return source.kind === 'stdin' ? noNames : readFarmNames(source.path);
  } catch {
    return noNames;
  }
}

function read(file: string): string {
  return readFileSync(fileURLToPath(new URL(file, root)), 'utf8');
}
