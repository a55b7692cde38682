import {
  inSite,
  Refusal,
  type Broker,
  brokerFields,
  type Farm,
  sameName,
  type Site,
  findBroker,
  withDefaults,
} from '../model/index.js';
import { statements } from '../facts/index.js';
import { type Edit, withBroker, withSite, withTargetRenamed } from './edit.js';
import { notesOfTwins } from './exists-as.js';
import { membersPreferring, reassign } from './members.js';
import type { EditNote } from './notes.js';
import { refuseForPrimary } from './primary.js';

/** The properties of a new broker; those left out get the console's default. */
export interface NewBroker extends Partial<Omit<Broker, 'standby'>> {
  server: string;
  /** Left out: the console's default, standby when the site already has three brokers. */
  standby?: boolean | undefined;
}

/** Whether standby is the console's default for one more broker of the site. */
export function presetStandby(site: Site): boolean {
  return site.brokers.length >= statements.R22.number;
}

/** A broker with the console's defaults for the properties left out. */
export function newBroker(asked: NewBroker, standby: boolean): Broker {
  return withDefaults(brokerFields, { ...asked, standby });
}

/**
 * A new broker at the end of the list.
 * @throws Refusal E_EXISTS; E_USAGE for HTML5 without a gateway and for what can't be an address
 */
export function addBroker(farm: Farm, site: Site, asked: NewBroker): Edit {
  if (site.brokers.some((broker) => sameName(broker.server, asked.server))) {
    const reason = { kind: 'broker-exists', broker: asked.server, naming: 'new' } as const;
    throw new Refusal('E_EXISTS', { ...reason, ...inSite(farm, site) });
  }
  const standby = asked.standby ?? presetStandby(site);
  const broker = newBroker(asked, standby);
  const notes = notesOfTwins('broker', site.brokers, (one) => one.server, [asked.server]);
  if (asked.standby === undefined && standby) {
    const brokers = site.brokers.length;
    notes.push({
      kind: 'starts-in-standby',
      broker: asked.server,
      brokers,
      ...inSite(farm, site),
    });
  }
  notes.push({ kind: 'statements', statements: ['add-wizard'] });
  return withSite(farm, site, { ...site, brokers: [...site.brokers, broker] }, notes);
}

/**
 * A broker deleted from its site.
 * @throws Refusal E_NOT_FOUND; E_REFUSED for the primary, and for a broker that others prefer unless `reassignTo` says
 *   what they prefer then: the name of another broker, or null for Automatic
 */
export function deleteBroker(
  farm: Farm,
  site: Site,
  server: string,
  reassignTo?: string | null,
): Edit {
  const broker = findBroker(site, server);
  refuseForPrimary(farm, site, broker, 'delete');
  const preferring = membersPreferring(site, broker);
  const { agents, providers, gateways } = preferring;
  if (agents.length + providers.length + gateways.length > 0 && reassignTo === undefined) {
    const reason = { kind: 'broker-preferred', broker: broker.server, by: preferring } as const;
    throw new Refusal('E_REFUSED', { ...reason, ...inSite(farm, site) });
  }
  const target = typeof reassignTo === 'string' ? findBroker(site, reassignTo) : null;
  if (target === broker)
    throw new Refusal('E_REFUSED', { kind: 'reassigned-to-deleted', broker: broker.server });
  const moved = reassign(site, broker, target);
  const brokers = site.brokers.filter((one) => one !== broker);
  const groups = [
    { object: 'agent', names: agents },
    { object: 'provider', names: providers },
    { object: 'gateway', names: gateways },
  ] as const;
  const notes = groups
    .filter(({ names }) => names.length > 0)
    .map((group): EditNote => ({ kind: 'reassigned', ...group, broker: target?.server ?? null }));
  return withSite(farm, site, { ...moved, brokers }, notes);
}

/**
 * A secondary put in standby, or taken out of it; one that is so already stays unchanged.
 * @throws Refusal E_NOT_FOUND; E_REFUSED for the primary
 */
export function setStandby(farm: Farm, site: Site, server: string, standby: boolean): Edit {
  const broker = findBroker(site, server);
  if (standby) refuseForPrimary(farm, site, broker, 'standby');
  const notes: EditNote[] = broker.enabled
    ? []
    : [{ kind: 'still-disabled', broker: broker.server, ...inSite(farm, site) }];
  if (broker.standby === standby) return { farm, notes };
  return withBroker(farm, site, broker, { standby }, notes);
}

/**
 * A secondary enabled or disabled ("Enable Server in site"); one that is so already stays unchanged.
 * @throws Refusal E_NOT_FOUND; E_REFUSED for the primary
 */
export function setEnabled(farm: Farm, site: Site, server: string, enabled: boolean): Edit {
  const broker = findBroker(site, server);
  if (!enabled) refuseForPrimary(farm, site, broker, 'disable');
  const notes: EditNote[] =
    enabled && broker.standby
      ? [{ kind: 'still-in-standby', broker: broker.server, ...inSite(farm, site) }]
      : [];
  return withBroker(farm, site, broker, { enabled }, notes);
}

/** Properties of a broker that `broker set` changes; the name of the server among them. */
export type BrokerProperties = Partial<Omit<Broker, 'enabled' | 'standby'>>;

/**
 * A broker with other properties. Whoever prefers the broker prefers it under its new server name.
 * @throws Refusal E_NOT_FOUND, E_EXISTS, E_USAGE
 */
export function setBroker(
  farm: Farm,
  site: Site,
  server: string,
  properties: BrokerProperties,
): Edit {
  const broker = findBroker(site, server);
  const named = properties.server;
  if (
    named !== undefined &&
    site.brokers.some((one) => one !== broker && sameName(one.server, named))
  ) {
    const reason = { kind: 'broker-exists', broker: named, naming: 'renamed' } as const;
    throw new Refusal('E_EXISTS', { ...reason, ...inSite(farm, site) });
  }
  const changed = { ...broker, ...properties };
  const moved = named === undefined ? site : reassign(site, broker, changed);
  const brokers = site.brokers.map((one) => (one === broker ? changed : one));
  const target = (server: string): string => `${site.name}/broker/${server}`;
  const followed = withTargetRenamed(farm, target(broker.server), target(changed.server));
  return withSite(followed, site, { ...moved, brokers });
}
