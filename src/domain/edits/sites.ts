import {
  assertInvariants,
  autoPromotionFields,
  type Broker,
  brokerFields,
  expandNames,
  type Farm,
  findSite,
  Refusal,
  sameName,
  type Site,
  siteFields,
  type Values,
  withDefaults,
} from '../model/index.js';
import type { RasVersion } from '../facts/index.js';
import { addBroker, newBroker, type NewBroker } from './brokers.js';
import { type Edit, withSite, withTargetRenamed } from './edit.js';
import { editEach, valuesForEach } from './many.js';
import type { EditNote, SiteContents } from './notes.js';

/** The console's defaults for auto-promotion: off, 30 minutes. */
export const defaultAutoPromotion = withDefaults(autoPromotionFields, {});

/**
 * A farm with its first site, which is the Licensing Site, and that site's primary.
 * @throws Refusal E_USAGE for invalid names and addresses
 */
export function newFarm(asked: {
  name: string;
  rasVersion: RasVersion;
  site: string;
  primary: NewBroker;
}): Farm {
  const site = newSite({ name: asked.site, licensing: true, primary: asked.primary });
  const { name, rasVersion } = asked;
  return assertInvariants({ name, rasVersion, rules: {}, suppressions: [], sites: [site] });
}

/**
 * The name or the RAS version of a farm.
 * @throws Refusal E_USAGE for an invalid name
 */
export function setFarm(farm: Farm, properties: Partial<Pick<Farm, 'name' | 'rasVersion'>>): Edit {
  return { farm: assertInvariants({ ...farm, ...properties }), notes: [] };
}

/**
 * A new site with its primary, at the end of the list.
 * @throws Refusal E_EXISTS, E_USAGE
 */
export function addSite(
  farm: Farm,
  asked: Partial<Site> & { name: string; primary: NewBroker },
): Edit {
  refuseTaken(farm, asked.name);
  const site = newSite({ ...asked, licensing: false });
  return { farm: assertInvariants({ ...farm, sites: [...farm.sites, site] }), notes: [] };
}

/** The brokers of a new site as they are asked for, the primary first: names as ranges, and what all of them have. */
export interface FirstBrokers extends Partial<Pick<Broker, 'ip' | 'failureDomains'>> {
  servers: string;
}

/**
 * The brokers of a new site, the primary first.
 * @throws Refusal E_USAGE for a list that can't be read, and for values that the brokers can't have
 */
export function firstBrokers(
  network: string | null,
  { servers, ...values }: FirstBrokers,
): [primary: NewBroker, ...secondaries: NewBroker[]] {
  const names = expandNames(servers);
  const each = valuesForEach({ network }, brokerFields, values, names.length);
  const [primary = { server: servers }, ...secondaries] = names.map((server, at) => ({
    ...each[at],
    server,
  }));
  return [primary, ...secondaries];
}

/**
 * A site that has just its primary, with its other brokers, each as `addBroker` adds it, and with auto-promotion.
 * @throws Refusal E_EXISTS, E_USAGE
 */
export function completeSite(
  farm: Farm,
  name: string,
  secondaries: readonly NewBroker[],
  properties: SiteProperties = {},
): Edit {
  const servers = secondaries.map(({ server }) => server);
  const added = editEach(farm, findSite(farm, name), servers, (now, site, server, at) =>
    addBroker(now, site, { ...secondaries[at], server }),
  );
  const set = setSite(added.farm, findSite(added.farm, name), properties);
  return { farm: set.farm, notes: [...added.notes, ...set.notes] };
}

/** What `site set` can change of a site; the rest is unchanged. */
export interface SiteProperties extends Partial<Omit<Values<typeof siteFields>, 'name'>> {
  /** A delay in minutes, or 'off'. */
  autoPromotion?: number | 'off';
  failback?: boolean;
}

/**
 * Settings of a site. Making it the Licensing Site takes that from the site that had it.
 * @throws Refusal E_USAGE
 */
export function setSite(farm: Farm, site: Site, properties: SiteProperties): Edit {
  const { autoPromotion: delay, failback, licensing, ...others } = properties;
  const autoPromotion = {
    ...site.autoPromotion,
    ...(delay === undefined ? {} : { enabled: delay !== 'off' }),
    ...(typeof delay === 'number' ? { afterMinutes: delay } : {}),
    ...(failback === undefined ? {} : { failback }),
  };
  const changed: Site = { ...site, ...others, autoPromotion };
  const notes: EditNote[] = [];
  const sites = farm.sites.map((one) => {
    const next = one === site ? changed : one;
    return licensing === true ? { ...next, licensing: one === site } : next;
  });
  const before = farm.sites.find((one) => one.licensing);
  if (licensing === true && before !== undefined && before !== site) {
    notes.push({ kind: 'licensing-moved', from: before.name });
  }
  return { farm: assertInvariants({ ...farm, sites }), notes };
}

/** @throws Refusal E_EXISTS, E_USAGE */
export function renameSite(farm: Farm, site: Site, name: string): Edit {
  if (!sameName(site.name, name)) refuseTaken(farm, name);
  return withSite(withTargetRenamed(farm, site.name, name), site, { ...site, name });
}

/**
 * A site deleted, with everything in it.
 * @throws Refusal E_REFUSED for the only site, and for the Licensing Site
 */
export function deleteSite(farm: Farm, site: Site): Edit {
  const other = farm.sites.find((one) => one !== site);
  if (other === undefined)
    throw new Refusal('E_REFUSED', { kind: 'only-site', site: site.name, farm: farm.name });
  if (site.licensing) {
    throw new Refusal('E_REFUSED', {
      kind: 'is-licensing-site',
      site: site.name,
      other: other.name,
      statement: 'licensing-site',
    });
  }
  const sites = farm.sites.filter((one) => one !== site);
  const notes = [{ kind: 'deleted-with-site', ...contentsOf(site) } as const];
  return { farm: assertInvariants({ ...farm, sites }), notes };
}

/** What is in a site, by name. */
export function contentsOf({ name, brokers, agents, providers, gateways }: Site): SiteContents {
  return {
    site: name,
    brokers: brokers.map(({ server }) => server),
    agents: agents.map((agent) => agent.name),
    providers: providers.map((provider) => provider.name),
    gateways: gateways.map(({ server }) => server),
  };
}

/** A site with only its primary, which is always active. */
function newSite({
  primary,
  ...given
}: Partial<Site> & { name: string; licensing: boolean; primary: NewBroker }): Site {
  return {
    ...withDefaults(siteFields, given),
    autoPromotion: defaultAutoPromotion,
    brokers: [newBroker(primary, false)],
    gateways: [],
    agents: [],
    providers: [],
  };
}

function refuseTaken(farm: Farm, name: string): void {
  if (!farm.sites.some((site) => sameName(site.name, name))) return;
  throw new Refusal('E_EXISTS', { kind: 'site-exists', site: name, farm: farm.name });
}
