import type { RasVersion } from '../facts/index.js';
import type {
  AgentKind,
  Broker,
  Gateway,
  Provider,
  Values,
  autoPromotionFields,
} from '../model/index.js';
import type { NewBroker } from './brokers.js';
import { moveBroker, promoteBroker } from './priority.js';
import { addBroker, deleteBroker, setBroker, setEnabled, setStandby } from './brokers.js';
import { addAgents, assignAgents, deleteAgents } from './agents.js';
import { addGateway, deleteGateway, setGateway } from './gateways.js';
import { addProvider, deleteProvider } from './providers.js';
import {
  type AgentProperties,
  preferBroker,
  type ProviderProperties,
  renameMember,
  type RenamedObject,
  setAgents,
  setProvider,
} from './member-properties.js';
import { addSite, deleteSite, renameSite, setFarm, setSite } from './sites.js';
import { type Edit } from './edit.js';
import { type Farm, findSite, sameName, type Site } from '../model/index.js';

/** Changes of a farm as data: each is one action in the RAS Console, or one cmdlet. */

/** What is done to one Connection Broker, without further details. */
export type BrokerAction = 'enable' | 'disable' | 'standby' | 'activate' | 'promote' | 'delete';

/** The hosts that an upgrade step installs the new version on. */
export type UpgradedComponent = 'broker' | 'gateway' | 'agent' | 'provider';

/** A change of one site. */
export type SiteStep = { site: string } & (
  | { kind: 'broker-action'; action: BrokerAction; broker: string }
  /** Standby or not is decided by RAS: on if the site already has three brokers. */
  | { kind: 'add-broker'; broker: Omit<NewBroker, 'standby' | 'enabled'> }
  /** `to` is the position in the list, counted from 1, which is the primary's. */
  | { kind: 'move-broker'; broker: string; to: number }
  /** `server` among the properties renames it. */
  | { kind: 'set-broker'; broker: string; properties: Partial<Omit<Broker, 'enabled' | 'standby'>> }
  | { kind: 'add-gateway'; gateway: Gateway }
  | { kind: 'set-gateway'; gateway: string; properties: Partial<Omit<Gateway, 'server'>> }
  | { kind: 'delete-gateway'; gateway: string }
  | {
      kind: 'add-agents';
      names: readonly string[];
      agentKind: AgentKind;
      preferredBroker: string | null;
    }
  | { kind: 'set-agents'; names: readonly string[]; properties: AgentProperties }
  | { kind: 'delete-agents'; names: readonly string[] }
  | { kind: 'add-provider'; provider: Provider }
  | { kind: 'set-provider'; provider: string; properties: ProviderProperties }
  | { kind: 'delete-provider'; provider: string }
  | { kind: 'rename-member'; object: RenamedObject; name: string; to: string }
  /** Agents and providers prefer another broker; null is Automatic. */
  | {
      kind: 'prefer';
      object: 'agent' | 'provider';
      names: readonly string[];
      broker: string | null;
    }
  | { kind: 'auto-promotion'; autoPromotion: Values<typeof autoPromotionFields> }
  | { kind: 'network'; network: string | null }
  | { kind: 'licensing-site' }
  | { kind: 'rename-site'; to: string }
  | { kind: 'delete-site' }
  /** A new version is installed on these hosts, which are offline meanwhile. It changes nothing in the model. */
  | { kind: 'upgrade'; component: UpgradedComponent; names: readonly string[]; version: RasVersion }
);

/** A change of a farm. */
export type EditStep =
  | SiteStep
  /** A new site with its primary. */
  | { kind: 'add-site'; site: string; broker: Omit<NewBroker, 'standby' | 'enabled'> }
  | { kind: 'rename-farm'; name: string }
  | { kind: 'ras-version'; version: RasVersion };

/**
 * The farm after one step.
 * @throws Refusal of the edit, such as E_NOT_FOUND, E_EXISTS, E_REFUSED
 */
export function applyStep(farm: Farm, step: EditStep): Edit {
  if (isSiteStep(step)) return applySiteStep(farm, step);
  switch (step.kind) {
    case 'rename-farm':
      return setFarm(farm, { name: step.name });
    case 'ras-version':
      return setFarm(farm, { rasVersion: step.version });
    case 'add-site':
      return addSite(farm, { name: step.site, primary: step.broker });
  }
}

/** Whether the step changes a site that is there already. */
export function isSiteStep(step: EditStep): step is SiteStep {
  return step.kind !== 'rename-farm' && step.kind !== 'ras-version' && step.kind !== 'add-site';
}

function applySiteStep(farm: Farm, step: SiteStep): Edit {
  const site = findSite(farm, step.site);
  switch (step.kind) {
    case 'broker-action':
      return brokerActions[step.action](farm, site, step.broker);
    case 'add-broker':
      return addBroker(farm, site, step.broker);
    case 'move-broker': {
      const from = site.brokers.findIndex(({ server }) => sameName(server, step.broker)) + 1;
      return moveBroker(farm, site, step.broker, {
        direction: step.to < from ? 'up' : 'down',
        to: step.to,
      });
    }
    case 'set-broker':
      return setBroker(farm, site, step.broker, step.properties);
    case 'add-gateway':
      return addGateway(farm, site, step.gateway);
    case 'set-gateway':
      return setGateway(farm, site, step.gateway, step.properties);
    case 'delete-gateway':
      return deleteGateway(farm, site, step.gateway);
    case 'add-agents':
      return addAgents(farm, site, { ...step, kind: step.agentKind });
    case 'set-agents':
      return setAgents(farm, site, step.names, () => step.properties);
    case 'delete-agents':
      return deleteAgents(farm, site, step.names);
    case 'add-provider':
      return addProvider(farm, site, step.provider);
    case 'set-provider':
      return setProvider(farm, site, step.provider, step.properties);
    case 'delete-provider':
      return deleteProvider(farm, site, step.provider);
    case 'rename-member':
      return renameMember(farm, site, step.object, { from: step.name, to: step.to });
    case 'prefer':
      return prefer(farm, step);
    case 'auto-promotion': {
      const { enabled, afterMinutes, failback } = step.autoPromotion;
      const timed = setSite(farm, site, { autoPromotion: afterMinutes, failback });
      return enabled
        ? timed
        : setSite(timed.farm, findSite(timed.farm, step.site), { autoPromotion: 'off' });
    }
    case 'network':
      return setSite(farm, site, { network: step.network });
    case 'licensing-site':
      return setSite(farm, site, { licensing: true });
    case 'rename-site':
      return renameSite(farm, site, step.to);
    case 'delete-site':
      return deleteSite(farm, site);
    case 'upgrade':
      return { farm, notes: [] };
  }
}

const brokerActions: Readonly<
  Record<BrokerAction, (farm: Farm, site: Site, server: string) => Edit>
> = {
  enable: (farm, site, server) => setEnabled(farm, site, server, true),
  disable: (farm, site, server) => setEnabled(farm, site, server, false),
  standby: (farm, site, server) => setStandby(farm, site, server, true),
  activate: (farm, site, server) => setStandby(farm, site, server, false),
  promote: promoteBroker,
  delete: (farm, site, server) => deleteBroker(farm, site, server),
};

function prefer(farm: Farm, step: SiteStep & { kind: 'prefer' }): Edit {
  const site = findSite(farm, step.site);
  if (step.object === 'agent') return assignAgents(farm, site, step.names, step.broker);
  return step.names.reduce<Edit>(
    (edit, name) => preferBroker(edit.farm, findSite(edit.farm, step.site), name, step.broker),
    { farm, notes: [] },
  );
}
