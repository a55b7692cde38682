import {
  addBroker,
  deleteBroker,
  setEnabled,
  setStandby,
  type Edit,
  addAgents,
  addProvider,
  assignAgents,
  deleteAgents,
  deleteProvider,
  moveBroker,
  preferBroker,
  promoteBroker,
  setBroker,
  setSite,
} from '../edits/index.js';
import type { BrokerEdit, DomainChanges, GivenEdit } from './expectations.js';
import {
  type Farm,
  findBroker,
  findSite,
  inSite,
  mergeDomains,
  selectByName,
  type Site,
} from '../model/index.js';

/**
 * The farm with one edit of a test made in memory. Every refusal of the command of that name holds here too.
 * @throws Refusal of the edit
 */
export function withGiven(farm: Farm, siteName: string, edit: GivenEdit): Farm {
  const each = (
    names: readonly string[],
    change: (farm: Farm, site: Site, name: string) => Edit,
  ): Farm => names.reduce((now, name) => change(now, findSite(now, siteName), name).farm, farm);
  const site = findSite(farm, siteName);
  if ('brokers' in edit && edit.kind !== 'delete') return each(edit.brokers, ofBroker[edit.kind]);
  switch (edit.kind) {
    case 'add':
      return addBroker(farm, site, edit.broker).farm;
    case 'delete':
      return each(edit.brokers, (now, here, server) =>
        deleteBroker(now, here, server, edit.reassign),
      );
    case 'add-provider':
      return addProvider(farm, site, edit.provider).farm;
    case 'delete-provider':
      return each(edit.providers, deleteProvider);
    case 'add-agents':
      return addAgents(farm, site, { ...edit, kind: edit.agentKind }).farm;
    case 'delete-agents':
      return deleteAgents(farm, site, edit.agents).farm;
    case 'prefer':
      return withPreference(farm, siteName, edit);
    case 'failure-domains':
      return edit.changes.reduce(
        (now, { servers, domains }) => withDomains(now, siteName, servers, domains),
        farm,
      );
    case 'ras-version':
      return { ...farm, rasVersion: edit.version };
    case 'auto-promotion':
      return setSite(farm, site, { autoPromotion: edit.delay }).farm;
    case 'failback':
      return setSite(farm, site, { failback: edit.on }).farm;
  }
}

/** The farm with agents and providers, by names or patterns, preferring a broker. */
function withPreference(
  farm: Farm,
  siteName: string,
  { preferred, agents, providers }: GivenEdit & { kind: 'prefer' },
): Farm {
  const site = findSite(farm, siteName);
  const assigned = agents.length === 0 ? farm : assignAgents(farm, site, agents, preferred).farm;
  if (providers.length === 0) return assigned;
  const place = { object: 'provider', ...inSite(farm, site) } as const;
  return selectByName(site.providers, ({ name }) => name, providers, place).reduce(
    (now, { name }) => preferBroker(now, findSite(now, siteName), name, preferred).farm,
    assigned,
  );
}

function withDomains(
  farm: Farm,
  siteName: string,
  servers: readonly string[],
  changes: DomainChanges,
): Farm {
  const set = (now: Farm, server: string): Farm => {
    const site = findSite(now, siteName);
    const failureDomains = mergeDomains(findBroker(site, server).failureDomains, changes);
    return setBroker(now, site, server, { failureDomains }).farm;
  };
  return servers.reduce(set, farm);
}

const ofBroker: Readonly<Record<BrokerEdit, (farm: Farm, site: Site, server: string) => Edit>> = {
  standby: (farm, site, server) => setStandby(farm, site, server, true),
  activate: (farm, site, server) => setStandby(farm, site, server, false),
  enable: (farm, site, server) => setEnabled(farm, site, server, true),
  disable: (farm, site, server) => setEnabled(farm, site, server, false),
  promote: promoteBroker,
  'move-up': (farm, site, server) => moveBroker(farm, site, server, { direction: 'up' }),
  'move-down': (farm, site, server) => moveBroker(farm, site, server, { direction: 'down' }),
};
