import { omitUndefined } from '../../src/cli/values.js';
import * as fc from 'fast-check';
import {
  addBroker,
  deleteBroker,
  setBroker,
  setEnabled,
  setStandby,
} from '../../src/domain/edits/brokers.js';
import type { Edit } from '../../src/domain/edits/edit.js';
import { addAgents, assignAgents, deleteAgents } from '../../src/domain/edits/agents.js';
import { addGateway, deleteGateway, setGateway } from '../../src/domain/edits/gateways.js';
import { addProvider, deleteProvider } from '../../src/domain/edits/providers.js';
import {
  preferBroker,
  renameMember,
  setAgents,
  setProvider,
} from '../../src/domain/edits/member-properties.js';
import { moveBroker, promoteBroker } from '../../src/domain/edits/priority.js';
import { addSite, deleteSite, renameSite, setSite } from '../../src/domain/edits/sites.js';
import { type Farm, type Site } from '../../src/domain/model/farm.js';
import { agentKinds, gatewayModes } from '../../src/domain/model/fields/member-fields.js';
import { providerTypes } from '../../src/domain/facts/providers.table.js';
import { anyName, anyServer } from './arbitrary.js';

/** An edit that can be tried on any farm: it chooses its objects by index, so most of them are there. */
export interface TriedEdit {
  verb: string;
  try(farm: Farm): Edit;
}

interface Words {
  pick: { site: number; object: number; other: number };
  name: string;
  server: string;
  number: number;
  yes: boolean;
  ip: string | null;
  network: string | null | undefined;
}

/** The broker picked, or, for an index beyond the list, a name that may not be there. */
function brokerOf(site: Site, words: Words, index = words.pick.object): string {
  return site.brokers[index % (site.brokers.length + 1)]?.server ?? words.server;
}

function preferenceOf(site: Site, words: Words): string | null {
  return words.yes ? brokerOf(site, words, words.pick.other) : null;
}

function agentsOf(site: Site, words: Words): string[] {
  const name = site.agents[words.pick.object % (site.agents.length + 1)]?.name ?? words.name;
  return words.yes ? [name] : [name, '*'];
}

function providerOf(site: Site, words: Words): string {
  return site.providers[words.pick.object % (site.providers.length + 1)]?.name ?? words.name;
}

/** None, one or two failure domains, with keys that differ in case only. */
function domainsOf({ pick, yes }: Words): Record<string, string> {
  if (pick.other % 4 === 0) return {};
  const rack = { [yes ? 'rack' : 'Rack']: `r${pick.other % 3}` };
  return pick.other % 4 === 1 ? rack : { ...rack, power: 'x 1' };
}

function gatewayOf(site: Site, words: Words): string {
  return site.gateways[words.pick.object % (site.gateways.length + 1)]?.server ?? words.server;
}

function inSite(edit: (farm: Farm, site: Site, words: Words) => Edit) {
  return (farm: Farm, words: Words): Edit => {
    const site = farm.sites[words.pick.site % farm.sites.length];
    if (site === undefined) throw new Error('a farm without a site was made');
    return edit(farm, site, words);
  };
}

const edits: Record<string, (farm: Farm, words: Words) => Edit> = {
  'add-site': (farm, { name, server, ip, network }) =>
    addSite(farm, { name, primary: { server, ip }, network: network ?? null }),
  'set-site': inSite((farm, site, { network, number, yes, pick }) =>
    setSite(
      farm,
      site,
      omitUndefined({
        network,
        autoPromotion: pick.object % 3 === 0 ? 'off' : pick.object % 3 === 1 ? number : undefined,
        failback: pick.other % 2 === 0 ? yes : undefined,
        licensing: pick.other % 3 === 0 ? yes : undefined,
      }),
    ),
  ),
  'rename-site': inSite((farm, site, { name }) => renameSite(farm, site, name)),
  'delete-site': inSite((farm, site) => deleteSite(farm, site)),
  'add-broker': inSite((farm, site, { server, ip, yes, pick }) =>
    addBroker(farm, site, {
      server,
      ip,
      standby: pick.other % 2 === 0 ? undefined : yes,
      installGateway: pick.object % 2 === 0,
      enableHtml5: yes,
      failureDomains: pick.other % 5 === 0 ? { '9': 'x' } : { rack: 'r9' },
    }),
  ),
  'set-broker': inSite((farm, site, words) =>
    setBroker(farm, site, brokerOf(site, words), {
      ...(words.yes ? { server: words.server } : { ip: words.ip }),
      installGateway: words.pick.other % 2 === 0,
      description: words.name,
    }),
  ),
  'delete-broker': inSite((farm, site, words) =>
    deleteBroker(
      farm,
      site,
      brokerOf(site, words),
      words.pick.other % 3 === 0 ? undefined : preferenceOf(site, words),
    ),
  ),
  promote: inSite((farm, site, words) => promoteBroker(farm, site, brokerOf(site, words))),
  move: inSite((farm, site, words) =>
    moveBroker(farm, site, brokerOf(site, words), {
      direction: words.yes ? 'up' : 'down',
      to: words.pick.other % 2 === 0 ? undefined : words.number,
    }),
  ),
  standby: inSite((farm, site, words) => setStandby(farm, site, brokerOf(site, words), words.yes)),
  enable: inSite((farm, site, words) => setEnabled(farm, site, brokerOf(site, words), words.yes)),
  'add-agents': inSite((farm, site, words) =>
    addAgents(farm, site, {
      names: [words.name],
      kind: agentKinds[words.pick.object % agentKinds.length]!,
      preferredBroker: preferenceOf(site, words),
    }),
  ),
  assign: inSite((farm, site, words) =>
    assignAgents(farm, site, agentsOf(site, words), preferenceOf(site, words)),
  ),
  'delete-agents': inSite((farm, site, words) => deleteAgents(farm, site, agentsOf(site, words))),
  'add-provider': inSite((farm, site, words) =>
    addProvider(farm, site, {
      name: words.name,
      type: providerTypes[words.pick.object]?.name.toLowerCase() ?? 'no type',
      ...(words.pick.other % 2 === 0 ? {} : { preferredBroker: preferenceOf(site, words) }),
    }),
  ),
  prefer: inSite((farm, site, words) =>
    preferBroker(farm, site, providerOf(site, words), preferenceOf(site, words)),
  ),
  'delete-provider': inSite((farm, site, words) =>
    deleteProvider(farm, site, providerOf(site, words)),
  ),
  'add-gateway': inSite((farm, site, words) =>
    addGateway(farm, site, {
      server: words.server,
      ip: words.ip,
      mode: gatewayModes[words.pick.object % 2]!,
      preferredBroker: preferenceOf(site, words),
    }),
  ),
  'set-gateway': inSite((farm, site, words) =>
    setGateway(farm, site, gatewayOf(site, words), {
      ...(words.yes ? { ip: words.ip } : { failureDomains: domainsOf(words) }),
      preferredBroker: preferenceOf(site, words),
    }),
  ),
  'set-agents': inSite((farm, site, words) =>
    setAgents(farm, site, agentsOf(site, words), (agent) => ({
      ...(words.pick.other % 3 === 0
        ? { kind: agentKinds[words.pick.object % agentKinds.length]! }
        : {}),
      ...(words.pick.other % 2 === 0 ? { failureDomains: domainsOf(words) } : {}),
      ...(words.yes ? { preferredBroker: preferenceOf(site, words) } : {}),
      ...(words.number === 9 ? { kind: agent.kind } : {}),
    })),
  ),
  'rename-agent': inSite((farm, site, words) =>
    renameMember(farm, site, 'agent', {
      from: agentsOf(site, words)[0]!,
      to: words.pick.other % 5 === 0 ? agentsOf(site, words)[0]!.toUpperCase() : words.server,
    }),
  ),
  'set-provider': inSite((farm, site, words) =>
    setProvider(farm, site, providerOf(site, words), {
      ...(words.yes
        ? { type: providerTypes[words.pick.other]?.name.toLowerCase() ?? 'no type' }
        : {}),
      ...(words.pick.other % 2 === 0 ? { failureDomains: domainsOf(words) } : {}),
      ...(words.pick.other % 3 === 0 ? { preferredBroker: preferenceOf(site, words) } : {}),
    }),
  ),
  'rename-provider': inSite((farm, site, words) =>
    renameMember(farm, site, 'provider', { from: providerOf(site, words), to: words.name }),
  ),
  'delete-gateway': inSite((farm, site, words) =>
    deleteGateway(farm, site, gatewayOf(site, words)),
  ),
};

/** Any edit that the domain has, with valid and invalid arguments. */
export const anyEdit: fc.Arbitrary<TriedEdit> = fc
  .record({
    verb: fc.constantFrom(...Object.keys(edits)),
    pick: fc.record({ site: fc.nat(5), object: fc.nat(15), other: fc.nat(15) }),
    name: fc.oneof(
      { arbitrary: anyName, weight: 5 },
      { arbitrary: fc.constantFrom('', ' x', 'a*', 'x[1', '\u001b', 'RDS[1-3]'), weight: 1 },
    ),
    server: fc.oneof(
      { arbitrary: anyServer, weight: 5 },
      { arbitrary: fc.constantFrom('', 'auto', 'a b', '-', '1.2'), weight: 1 },
    ),
    number: fc.oneof(
      fc.integer({ min: -1, max: 9 }),
      fc.constantFrom(15, 30, 4320, 5000, 2.5, Number.NaN),
    ),
    yes: fc.boolean(),
    ip: fc.constantFrom(null, '10.0.0.3', '10.0.9.9', 'nonsense'),
    network: fc.constantFrom(undefined, null, '10.0.0.0/24', '10.0.0.1/24', ''),
  })
  .map((words) => ({ verb: words.verb, try: (farm: Farm) => edits[words.verb]!(farm, words) }));
