import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importCapture } from '../../src/domain/capture/index.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { withDefaults } from '../../src/domain/model/fields/field.js';
import { autoPromotionFields } from '../../src/domain/model/fields/site-fields.js';
import { providerTypes } from '../../src/domain/facts/providers.table.js';
import { captureOfFiles } from '../../src/store/capture/read-captures.js';
import { anyFarm } from '../properties/arbitrary.js';
import { callsOf, serverTypeOf, shapes } from './exporter.js';

/** import(export(farm)) is the same farm, in every shape that PowerShell and REST give. */

const farms = anyFarm({ agents: 8, brokers: 5 });

describe.each(Object.entries(shapes))('%s', (_, { files, numbersOnly = false, noNul = false }) => {
  const exported = (farm: Farm) =>
    captureOfFiles(files(callsOf(farm)).map((one) => ({ ...one, shown: one.file })));
  const cleaned = (farm: Farm): Farm => (noNul ? withoutNul(farm) : farm);

  it('imports to the same farm over its model', () => {
    fc.assert(
      fc.property(farms, (any) => {
        const farm = cleaned(any);
        const { farm: imported } = importCapture(exported(farm), farm);
        expect(imported).toEqual(farm);
      }),
      { numRuns: 40 },
    );
  });

  it('imports without a model to what RAS knows of the farm', () => {
    fc.assert(
      fc.property(farms, (any) => {
        const farm = cleaned(any);
        const { farm: imported } = importCapture(exported(farm), null);
        expect(imported).toEqual(knownToRas(farm, numbersOnly));
      }),
      { numRuns: 40 },
    );
  });
});

function withoutNul(farm: Farm): Farm {
  return JSON.parse(JSON.stringify(farm).replaceAll('\\u0000', '')) as Farm;
}

/** The farm without what RAS doesn't show. Written from powershell.md, not from the importer. */
function knownToRas({ rasVersion, sites }: Farm, numbersOnly: boolean): Farm {
  return {
    name: 'Farm',
    rasVersion,
    rules: {},
    suppressions: [],
    sites: sites.map(({ name, licensing, brokers, gateways, agents, providers }) => {
      const serverOf = (wanted: string | null): string | null =>
        brokers.find(({ server }) => server.toLowerCase() === wanted?.toLowerCase())?.server ??
        null;
      const preferred = <T extends { preferredBroker: string | null }>(one: T): T => ({
        ...one,
        failureDomains: {},
        preferredBroker: serverOf(one.preferredBroker),
      });
      const others = (['vdi-host', 'avd-host', 'enrollment-server'] as const).flatMap((kind) =>
        agents.filter((agent) => agent.kind === kind),
      );
      return {
        name,
        licensing,
        network: null,
        autoPromotion: withDefaults(autoPromotionFields, {}),
        brokers: brokers.map((broker) => ({
          ...broker,
          installGateway: false,
          enableHtml5: false,
          addFirewallRules: false,
          failureDomains: {},
        })),
        // The mode is only known by its name.
        gateways: gateways.map((gateway) =>
          preferred({ ...gateway, mode: numbersOnly ? 'normal' : gateway.mode }),
        ),
        agents: [
          ...agents.filter(({ kind }) => kind === 'rds-host').map(preferred),
          ...others
            .filter((agent) => serverTypeOf(agent) !== null)
            .map((agent) => ({ ...agent, failureDomains: {}, preferredBroker: null })),
        ],
        providers: providers
          .filter(
            ({ type }) =>
              !numbersOnly || providerTypes.find(({ name: one }) => one === type)?.code !== null,
          )
          .map(preferred),
      };
    }),
  };
}
