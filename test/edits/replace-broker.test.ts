import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replaceBroker } from '../../src/domain/edits/replace-broker.js';
import { checkInvariants, type Farm, sameName } from '../../src/domain/model/index.js';
import { planFarms } from '../../src/domain/plan/index.js';
import { anyFarmOfOneSite } from '../properties/arbitrary.js';

/** Replacing a broker, by what a plain list of brokers would do, and by what a plan for the real farm makes of it. */

const [server, ip] = ['replacement.example', '192.0.2.77'];

/** A farm of one site, whose brokers have addresses, and the place of one of them. */
const situation = anyFarmOfOneSite({ brokers: 5, agents: 6 }).chain(({ farm, site }) => {
  const brokers = site.brokers.map((one, at) => ({ ...one, ip: `192.0.2.${at + 1}` }));
  const addressed = { ...farm, sites: [{ ...site, brokers }] };
  return fc.tuple(fc.constant(addressed), fc.nat({ max: brokers.length - 1 }));
});

const replaced = (farm: Farm, at: number): Farm => {
  const [site] = farm.sites;
  return replaceBroker(farm, site!, site!.brokers[at]!.server, { server, ip }).farm;
};

describe('replacing a broker', () => {
  it('changes its name and addresses, and the name that others prefer: nothing else', () => {
    fc.assert(
      fc.property(situation, ([farm, at]) => {
        const [site] = farm.sites;
        const old = site!.brokers[at]!;
        const renamed = <T extends { preferredBroker: string | null }>(one: T): T =>
          one.preferredBroker !== null && sameName(one.preferredBroker, old.server)
            ? { ...one, preferredBroker: server }
            : one;
        const expected = {
          ...site,
          brokers: site!.brokers.with(at, { ...old, server, ip, alternativeIps: [] }),
          agents: site!.agents.map(renamed),
          providers: site!.providers.map(renamed),
          gateways: site!.gateways.map(renamed),
        };
        const after = replaced(farm, at);
        expect(after.sites).toEqual([expected]);
        expect(checkInvariants(after)).toEqual([]);
      }),
    );
  });

  it('is two servers for a plan: the new one is added and the old one deleted, none is renamed', () => {
    fc.assert(
      fc.property(situation, ([farm, at]) => {
        const after = replaced(farm, at);
        const { steps } = planFarms(farm, after);
        const old = farm.sites[0]!.brokers[at]!;
        const edits = steps.map(({ edit }) => edit);
        const added = edits.flatMap((one) => (one.kind === 'add-broker' ? one.broker.server : []));
        const deleted = edits.flatMap((one) =>
          one.kind === 'broker-action' && one.action === 'delete' ? one.broker : [],
        );
        const renamed = edits.filter(
          (one) => one.kind === 'set-broker' && 'server' in one.properties,
        );
        expect({ added, deleted, renamed }).toEqual({
          added: [server],
          deleted: [old.server],
          renamed: [],
        });
      }),
      { numRuns: 60 },
    );
  });
});
