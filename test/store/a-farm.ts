import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { FarmError } from '../../src/domain/model/errors.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { Refusal } from '../../src/domain/model/refusal.js';
import { inWords } from '../../src/cli/refusals.js';
import { aBroker } from '../a-broker.js';
import type { FarmSource } from '../../src/store/farm/locate.js';

/** A valid farm with something in every list, to write, break and change. */
export const aFarm: Farm = {
  name: 'Example',
  rasVersion: 21,
  rules: {},
  suppressions: [],
  sites: [
    {
      name: 'Berlin',
      licensing: true,
      network: '10.1.0.0/24',
      autoPromotion: { enabled: true, afterMinutes: 45, failback: true },
      brokers: [
        aBroker('cb1.example.com', {
          ip: '10.1.0.11',
          alternativeIps: ['192.168.0.11', 'fd00::11'],
          description: 'first "of" all\n\\ äöü',
          enabled: true,
          standby: false,
          installGateway: true,
          enableHtml5: true,
          addFirewallRules: true,
          failureDomains: { rack: 'r1', hypervisor: 'hv1' },
        }),
        aBroker('CB2', { standby: true }),
      ],
      gateways: [
        { server: 'gw1', ip: null, mode: 'forwarding', failureDomains: {}, preferredBroker: 'CB2' },
      ],
      agents: [
        { name: 'RDS01', kind: 'rds-host', failureDomains: {}, preferredBroker: null },
        { name: 'PC 7', kind: 'remote-pc', failureDomains: {}, preferredBroker: 'cb1.example.com' },
      ],
      providers: [
        { name: 'vCenter', type: 'VMwarevCenter', failureDomains: {}, preferredBroker: null },
      ],
    },
  ],
};

/** The same farm under another name: the smallest edit there is. */
export function renamed(farm: Farm, name: string): { farm: Farm } {
  return { farm: { ...farm, name } };
}

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A separate folder for a test, removed after it. */
export function freshFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'farm-store-')));
  folders.push(folder);
  return folder;
}

/** A file as if it had been named by --file. */
export function fileSource(path: string): FarmSource {
  return { kind: 'file', path, foundBy: '--file' };
}

/** The FarmError that the work ends in, with the words of what the domain refused; fails where there is none. */
export async function farmErrorOf(work: () => unknown): Promise<FarmError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof FarmError || error instanceof Refusal) return inWords(error);
    throw error;
  }
  throw new Error('a FarmError was expected, but all went well');
}
