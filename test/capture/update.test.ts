import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { importCapture } from '../../src/domain/capture/index.js';
import { compareFarms } from '../../src/domain/diff/index.js';
import type { Farm, Site } from '../../src/domain/model/farm.js';
import { captureOfFiles } from '../../src/store/capture/read-captures.js';
import { anyFarm } from '../properties/arbitrary.js';
import { callsOf, shapes } from './exporter.js';

/** An update of one farm from the capture of another: all of RAS arrives, and nothing else of the model is lost. */

const farms = anyFarm({ agents: 8, brokers: 5, sites: 2 });

/** Two farms that share the name of a site, and so some objects: names are drawn from few. */
const pairs = fc.tuple(farms, farms).map(([model, live]): [Farm, Farm] => {
  const [first] = model.sites;
  const sites = live.sites.map((site, at): Site => {
    const isTaken = live.sites.some(({ name }) => name.toLowerCase() === first?.name.toLowerCase());
    return at === 0 && first !== undefined && !isTaken ? { ...site, name: first.name } : site;
  });
  return [withOwnKeys(withHosts(model)), withHosts({ ...live, sites })];
});

/** The kind of an agent is kept from the model, so that all are what the capture shows. */
function withHosts(farm: Farm): Farm {
  const sites = farm.sites.map((site) => ({
    ...site,
    agents: site.agents.map((agent) => ({ ...agent, kind: 'rds-host' as const })),
  }));
  return { ...farm, sites };
}

/** The farm with a key of the user's own in every object. */
function withOwnKeys(farm: Farm): Farm {
  const own = <T extends object>(one: T, id: string): T => ({ ...one, custom: { 'x-id': id } });
  return own(
    {
      ...farm,
      sites: farm.sites.map((site) =>
        own(
          {
            ...site,
            brokers: site.brokers.map((one) => own(one, one.server)),
            gateways: site.gateways.map((one) => own(one, one.server)),
            agents: site.agents.map((one) => own(one, one.name)),
            providers: site.providers.map((one) => own(one, one.name)),
          },
          site.name,
        ),
      ),
    },
    farm.name,
  );
}

function captured(farm: Farm) {
  const files = shapes['bundle']!.files(callsOf(farm));
  return captureOfFiles(files.map((one) => ({ ...one, shown: one.file })));
}

function imported(model: Farm, live: Farm): Farm {
  return importCapture(captured(live), model, { replace: true }).farm;
}

it('RAS would show the same of the new farm as of the live one', () => {
  fc.assert(
    fc.property(pairs, ([model, live]) => {
      expect(shownByRas(imported(model, live))).toEqual(shownByRas(live));
    }),
  );
});

it('what only the model knows stays', () => {
  fc.assert(
    fc.property(pairs, ([model, live]) => {
      const now = imported(model, live);
      expect({ ...now, sites: [], suppressions: [], rasVersion: 0 }).toEqual({
        ...model,
        sites: [],
        suppressions: [],
        rasVersion: 0,
      });
      expect(now.suppressions.map(({ rule, reason, expires }) => [rule, reason, expires])).toEqual(
        model.suppressions.map(({ rule, reason, expires }) => [rule, reason, expires]),
      );
      for (const site of now.sites) {
        const old = model.sites.find(({ name }) => name === site.name);
        if (old === undefined) continue;
        expect(site).toMatchObject({
          network: old.network,
          autoPromotion: old.autoPromotion,
          custom: old.custom,
        });
        for (const broker of site.brokers) {
          const before = old.brokers.find(({ server }) => server === broker.server);
          if (before === undefined) continue;
          const { description, ...others } = before;
          const kept = withoutKeys(others, ['ip', 'alternativeIps', 'enabled', 'standby']);
          expect(broker).toMatchObject(kept);
          expect(broker.description === '' && description !== '').toBe(false);
        }
        const names = ({ agents, gateways, providers }: Site) => [
          agents.map(({ name }) => name),
          gateways.map(({ server }) => server),
          providers.map(({ name }) => name),
        ];
        const lists = names(site);
        names(old).forEach((list, at) => {
          const both = list.filter((name) => lists[at]?.includes(name));
          expect(lists[at]?.filter((name) => list.includes(name))).toEqual(both);
        });
        for (const agent of site.agents) {
          const before = old.agents.find(({ name }) => name === agent.name);
          if (before !== undefined) expect(agent.custom).toEqual(before.custom);
        }
      }
    }),
  );
});

it('twice is once, and then nothing drifts', () => {
  fc.assert(
    fc.property(pairs, ([model, live]) => {
      const once = imported(model, live);
      const twice = imported(once, live);
      expect(twice).toEqual(once);
      expect(compareFarms(once, twice, '2026-11-20').verdict).toBe('same');
    }),
  );
});

it('what was not captured stays as it is', () => {
  fc.assert(
    fc.property(
      farms,
      fc.constantFrom('Get-RASGateway', 'Get-RASRDSHost', 'Get-RASProvider'),
      (farm, left) => {
        const calls = callsOf({ ...farm, sites: farm.sites.map(emptied) });
        const files = shapes['bundle']!.files(
          calls.filter(({ cmdlet }) => cmdlet !== left && cmdlet !== 'Get-RASAgent'),
        );
        const capture = captureOfFiles(files.map((one) => ({ ...one, shown: one.file })));
        const now = importCapture(capture, farm).farm;
        now.sites.forEach((site, at) => {
          const old = farm.sites[at];
          const others = old?.agents.filter(({ kind }) => kind !== 'rds-host');
          expect(site.gateways).toEqual(left === 'Get-RASGateway' ? old?.gateways : []);
          expect(site.providers).toEqual(left === 'Get-RASProvider' ? old?.providers : []);
          expect(site.agents).toEqual(left === 'Get-RASRDSHost' ? old?.agents : others);
        });
      },
    ),
  );
});

function emptied(site: Site): Site {
  return { ...site, gateways: [], agents: [], providers: [] };
}

/** What RAS shows of a farm, without what the import keeps on purpose, and whatever the order of lists and the case of names. */
function shownByRas(farm: Farm): unknown {
  const sites = farm.sites.map(({ name }, at) => ({ id: at + 1, name: name.toLowerCase() }));
  const nameOf = (id: unknown): string => sites.find((site) => site.id === id)?.name ?? '';
  const rows = callsOf(farm).flatMap(({ cmdlet, siteId, objects }) =>
    objects
      .filter(({ ServerType }) => !isOther(ServerType))
      .map(({ IP, ...all }) => {
        const object = withoutKeys(all, ['Id', 'SiteId', 'Description']);
        return JSON.stringify({
          cmdlet,
          site: nameOf(siteId),
          // A description or the address of a gateway that RAS lacks is kept from the model.
          ...object,
          ...(cmdlet === 'Get-RASBroker' ? { IP } : {}),
          Server: cmdlet === 'Get-RASProvider' ? '' : String(object['Server']).toLowerCase(),
          Name: String(object['Name']).toLowerCase(),
          Priority: object['Priority'],
          PreferredBrokerId: Number(object['PreferredBrokerId'] ?? 0) % 1000,
        });
      }),
  );
  return rows.toSorted();
}

/** Kinds of agents that only the list of all agents shows: the model's kind may be another. */
function isOther(type: unknown): boolean {
  return type !== undefined && !/"(?:PA|Gateway)"/u.test(JSON.stringify(type));
}

function withoutKeys(object: object, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
