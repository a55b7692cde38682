import {
  commandIn,
  type Note,
  sentence,
  FarmError,
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
import { membersPreferring, reassign } from './members.js';
import { refuseForPrimary } from './primary.js';

/** The properties of a new broker; what is left out has the console's default. */
export interface NewBroker extends Partial<Omit<Broker, 'standby'>> {
  server: string;
  /** Left out: as the console presets it, in standby if the site already has three brokers. */
  standby?: boolean | undefined;
}

/** Whether the console presets standby for one more broker of the site. */
export function presetStandby(site: Site): boolean {
  return site.brokers.length >= statements.R22.number;
}

/** A broker with the console's defaults for what is not given. */
export function newBroker(asked: NewBroker, standby: boolean): Broker {
  return withDefaults(brokerFields, { ...asked, standby });
}

/**
 * A new broker at the end of the list.
 * @throws FarmError E_EXISTS; E_USAGE for HTML5 without a gateway and for what can't be an address
 */
export function addBroker(farm: Farm, site: Site, asked: NewBroker): Edit {
  if (site.brokers.some((broker) => sameName(broker.server, asked.server))) {
    throw new FarmError({
      code: 'E_EXISTS',
      message: `broker "${asked.server}" is in site "${site.name}" already.`,
      nextStep: commandIn(farm, site)`broker show ${asked.server}`,
    });
  }
  const standby = asked.standby ?? presetStandby(site);
  const broker = newBroker(asked, standby);
  const notes: Note[] = [];
  if (asked.standby === undefined && standby) {
    notes.push(
      sentence`${asked.server} starts in standby, as RAS presets it: site "${site.name}" already has ${String(site.brokers.length)} brokers. Take it out with: ${commandIn(farm, site)`broker activate ${asked.server}`}`,
    );
  }
  notes.push(statements['add-wizard'].says);
  return withSite(farm, site, { ...site, brokers: [...site.brokers, broker] }, notes);
}

/**
 * A broker gone from its site.
 * @throws FarmError E_NOT_FOUND; E_REFUSED for the primary, and for a broker that others prefer unless `reassignTo`
 *   says where they go: the name of another broker, or null for Automatic
 */
export function deleteBroker(
  farm: Farm,
  site: Site,
  server: string,
  reassignTo?: string | null,
): Edit {
  const broker = findBroker(site, server);
  refuseForPrimary(farm, site, broker, 'deleted');
  const preferring = membersPreferring(site, broker);
  if (preferring.length > 0 && reassignTo === undefined) {
    throw new FarmError({
      code: 'E_REFUSED',
      message: `broker "${broker.server}" is preferred by ${preferring.join('; ')}.`,
      why: 'They would prefer a broker that is not there.',
      nextStep: commandIn(farm, site)`broker delete ${broker.server} --reassign auto`,
    });
  }
  const target = typeof reassignTo === 'string' ? findBroker(site, reassignTo) : null;
  if (target === broker) {
    throw new FarmError({
      code: 'E_REFUSED',
      message: `broker "${broker.server}" is the one to be deleted, so nothing can be reassigned to it.`,
      nextStep: 'name another broker, or auto',
    });
  }
  const moved = reassign(site, broker, target);
  const brokers = site.brokers.filter((one) => one !== broker);
  const notes = preferring.map(
    (who) =>
      `${who} now ${who.includes(',') || who.includes('[') ? 'prefer' : 'prefers'} ${target?.server ?? 'no broker (Automatic)'}.`,
  );
  return withSite(farm, site, { ...moved, brokers }, notes);
}

/**
 * A secondary put in standby, or taken out of it; one that is there already stays as it is.
 * @throws FarmError E_NOT_FOUND; E_REFUSED for the primary
 */
export function setStandby(farm: Farm, site: Site, server: string, standby: boolean): Edit {
  const broker = findBroker(site, server);
  if (standby) refuseForPrimary(farm, site, broker, 'put in standby');
  const notes = broker.enabled
    ? []
    : [
        sentence`${broker.server} is disabled, and serves nobody until: ${commandIn(farm, site)`broker enable ${broker.server}`}`,
      ];
  if (broker.standby === standby) return { farm, notes };
  return withBroker(farm, site, broker, { standby }, notes);
}

/**
 * A secondary enabled or disabled ("Enable Server in site"); one that is so already stays as it is.
 * @throws FarmError E_NOT_FOUND; E_REFUSED for the primary
 */
export function setEnabled(farm: Farm, site: Site, server: string, enabled: boolean): Edit {
  const broker = findBroker(site, server);
  if (!enabled) refuseForPrimary(farm, site, broker, 'disabled');
  const notes =
    enabled && broker.standby
      ? [
          sentence`${broker.server} is still in standby. Take it out with: ${commandIn(farm, site)`broker activate ${broker.server}`}`,
        ]
      : [];
  return withBroker(farm, site, broker, { enabled }, notes);
}

/** Properties of a broker that `broker set` changes; the name of the server among them. */
export type BrokerProperties = Partial<Omit<Broker, 'enabled' | 'standby'>>;

/**
 * Properties of a broker changed. A new server name is taken over by all that prefer the broker.
 * @throws FarmError E_NOT_FOUND, E_EXISTS, E_USAGE
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
    throw new FarmError({
      code: 'E_EXISTS',
      message: `broker "${named}" is in site "${site.name}" already.`,
      nextStep: 'choose another server name',
    });
  }
  const changed = { ...broker, ...properties };
  const moved = named === undefined ? site : reassign(site, broker, changed);
  const brokers = site.brokers.map((one) => (one === broker ? changed : one));
  const target = (server: string): string => `${site.name}/broker/${server}`;
  const followed = withTargetRenamed(farm, target(broker.server), target(changed.server));
  return withSite(followed, site, { ...moved, brokers });
}
