import { setTimeout as sleep } from 'node:timers/promises';
import { FarmError } from '../../src/domain/model/errors.js';
import { updateFarm } from '../../src/store/farm/farm-file.js';
import type { FarmSource } from '../../src/store/farm/locate.js';
import { withLock } from '../../src/store/fs/lock.js';
import { setPreference } from '../../src/store/preferences/preferences.js';

/**
 * A separate process that works on a farm, for the tests of locking and saving:
 * `add KIND PATH PREFIX COUNT` adds agents one by one and prints each that is saved; `hold PATH` keeps the lock;
 * `prefer KEY VALUE` sets a preference. A refusal is printed as its code, with the exit code as promised.
 */

const [task, ...rest] = process.argv.slice(2);

try {
  if (task === 'add') await addAgents();
  if (task === 'hold') await hold();
  if (task === 'prefer') await setPreference(process.env, rest[0] ?? '', rest[1] ?? '');
} catch (error) {
  if (!(error instanceof FarmError)) throw error;
  process.stdout.write(`${error.code}\n`);
  process.exitCode = error.exitCode;
}

async function addAgents(): Promise<void> {
  const [kind, path = '', prefix, count] = rest;
  const source: FarmSource = { kind: kind === 'own' ? 'own' : 'file', path, foundBy: '--file' };
  for (let index = 0; index < Number(count); index += 1) {
    const name = `${prefix}-${index}`;
    await updateFarm(source, (farm) => ({
      farm: {
        ...farm,
        sites: farm.sites.map((site) => ({
          ...site,
          agents: [
            ...site.agents,
            { name, kind: 'rds-host' as const, failureDomains: {}, preferredBroker: null },
          ],
        })),
      },
    }));
    process.stdout.write(`${name}\n`);
  }
}

async function hold(): Promise<void> {
  await withLock(rest[0] ?? '', async () => {
    process.stdout.write('held\n');
    await sleep(60_000);
  });
}
