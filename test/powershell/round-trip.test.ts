import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { captureRequest, importCapture } from '../../src/domain/capture/index.js';
import type { Farm } from '../../src/domain/model/index.js';
import { captureScript } from '../../src/render/powershell/capture-script.js';
import { captureOfText } from '../../src/store/capture/read-captures.js';
import { anyFarm } from '../properties/arbitrary.js';
import { newPlayed, playedFarm } from './played-farm.js';
import { needsPwsh, pwsh, quotedPath, runPowerShell, slow } from './run.js';

/** Model → played farm → capture by a real PowerShell → import: the same model. */

const folder = mkdtempSync(join(tmpdir(), 'farm-round-trip-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A farm that the module can play: of the agents only RD Session Hosts, and no type of Provider without a number. */
function playable(farm: Farm): Farm {
  return {
    ...farm,
    sites: farm.sites.map((site) => ({
      ...site,
      agents: site.agents.map((agent) => ({ ...agent, kind: 'rds-host' as const })),
      providers: site.providers.map((one) =>
        one.type === 'Custom' ? { ...one, type: 'HyperV' as const } : one,
      ),
    })),
  };
}

async function captured(farm: Farm, variant: string, pseudonyms = false): Promise<string> {
  const own = mkdtempSync(join(folder, 'run-'));
  const [state, file, script] = [join(own, 'state'), join(own, 'out'), join(own, 'capture.ps1')];
  newPlayed(state, playedFarm(farm));
  writeFileSync(script, captureScript(captureRequest({ farmVersion: '0.1.0', pseudonyms })));
  const { err, out } = await runPowerShell(
    `& ${quotedPath(script)} -Server '' -Credential $credential -Path ${quotedPath(file)}`,
    { state, variant },
  );
  expect(err, out).toBe('');
  return readFileSync(file, 'utf8');
}

const farms = fc.sample(anyFarm({ agents: 8, brokers: 5 }), 6).map(playable);
const variants = [
  '',
  'old-names-18',
  'old-names-17',
  'status-by-id',
  'json-5.1',
  'preferred-parameter',
];

describe.skipIf(pwsh === null)(`a capture${needsPwsh}`, { timeout: slow }, () => {
  it.each(variants.map((variant, at) => ({ variant, farm: farms[at] })))(
    'imports to the model that the module was loaded with ($variant)',
    async ({ variant, farm }) => {
      if (farm === undefined) throw new Error('a farm for each variant');
      const { farm: imported } = importCapture(
        captureOfText(await captured(farm, variant), 'x'),
        farm,
      );
      expect(imported).toEqual(farm);
    },
  );

  it('with pseudonyms imports to a farm of the same shape', async () => {
    for (const farm of farms.slice(0, 2)) {
      const { farm: imported } = importCapture(
        captureOfText(await captured(farm, '', true), 'x'),
        null,
      );
      const shape = ({ sites }: Farm) =>
        sites.map(({ brokers, gateways, agents, providers, licensing }) => {
          const at = (name: string | null) =>
            brokers.findIndex(({ server }) => server.toLowerCase() === name?.toLowerCase());
          const preferred = (one: { preferredBroker: string | null }) => at(one.preferredBroker);
          return {
            licensing,
            brokers: brokers.map(({ enabled, standby, ip, alternativeIps }) => {
              return [enabled, standby, ip === null, alternativeIps.length];
            }),
            gateways: gateways.map((one) => [one.mode, preferred(one)]),
            agents: agents.map(preferred),
            providers: providers.map((one) => [one.type, preferred(one)]),
          };
        });
      expect(shape(imported)).toEqual(shape(farm));
    }
  });
});
