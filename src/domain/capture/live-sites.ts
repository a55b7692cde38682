import type {
  Capture,
  CapturedBroker,
  CapturedMember,
  CapturedObject,
  CapturedStatus,
} from './capture.js';
import { inPriorityOrder } from './priority-order.js';
import type { CapturedKind } from './raw.js';
import type { CaptureWarning } from './warnings.js';

/** The captured objects by site. */

/** What a list of a site covers. */
export type CoveredList = 'broker' | 'gateway' | 'rds-host' | 'provider' | 'agent';

/** A site of the live farm. */
export interface LiveSite {
  id: number | null;
  /** Null: only its id was captured, or not even that. */
  name: string | null;
  licensing: boolean | undefined;
  /** In priority order, as far as it was captured. */
  brokers: readonly CapturedBroker[];
  /** Whether the order of the brokers is known. */
  isOrdered: boolean;
  /** The primary, as far as it was captured. */
  primary: CapturedBroker | null;
  gateways: readonly CapturedMember[];
  rdsHosts: readonly CapturedMember[];
  providers: readonly CapturedMember[];
  statuses: readonly CapturedStatus[];
  covered: ReadonlySet<CoveredList>;
}

/** What a site is called in warnings: its name, or its id. */
export function shownSite({ name, id }: Pick<LiveSite, 'name' | 'id'>): string {
  return name ?? (id === null ? 'Default' : `Site ${id}`);
}

/** The sites of a capture, each with its objects; objects of an unknown site are left out with a warning. */
export function liveSites(capture: Capture): { sites: LiveSite[]; warnings: CaptureWarning[] } {
  const found = sitesFound(capture);
  const warnings: CaptureWarning[] = [];
  const lost = new Map<string, number>();
  const [only] = found.length === 1 ? found : [];
  const siteOf = (object: CapturedObject): (typeof found)[number] | undefined => {
    if (object.siteId === null) return only;
    return found.find(({ id }) => id === object.siteId) ?? (only?.id === null ? only : undefined);
  };
  const bySite = <T extends CapturedObject>(objects: readonly T[]): Map<unknown, T[]> => {
    const groups = new Map<unknown, T[]>();
    for (const object of objects) {
      const site = siteOf(object);
      const group = groups.get(site);
      if (site === undefined) lost.set(object.source, (lost.get(object.source) ?? 0) + 1);
      else if (group === undefined) groups.set(site, [object]);
      else group.push(object);
    }
    return groups;
  };
  const brokers = bySite(capture.brokers);
  const gateways = bySite(capture.gateways);
  const rdsHosts = bySite(capture.rdsHosts);
  const providers = bySite(capture.providers);
  const statuses = bySite(capture.statuses);
  const sites = found.map((site): LiveSite => {
    const own = {
      brokers: distinct('broker', brokers.get(site) ?? [], ({ server }) => server, warnings),
      gateways: distinct('gateway', gateways.get(site) ?? [], ({ name }) => name, warnings),
      rdsHosts: distinct('agent', rdsHosts.get(site) ?? [], ({ name }) => name, warnings),
      providers: distinct('provider', providers.get(site) ?? [], ({ name }) => name, warnings),
      statuses: statuses.get(site) ?? [],
    };
    const order = inPriorityOrder(shownSite(site), own.brokers, own.statuses);
    warnings.push(...order.warnings);
    return {
      ...site,
      ...own,
      brokers: order.brokers,
      isOrdered: order.isOrdered,
      primary: order.primary,
      covered: coveredOf(capture, site.id, own, found.length === 1),
    };
  });
  for (const [source, objects] of lost) warnings.push({ kind: 'no-site', source, objects });
  return { sites, warnings };
}

/** The sites of the list of sites, and those that only other objects name. */
function sitesFound(capture: Capture): Pick<LiveSite, 'id' | 'name' | 'licensing'>[] {
  const found: Pick<LiveSite, 'id' | 'name' | 'licensing'>[] = [];
  for (const { id, name, licensing } of capture.sites) {
    if (found.some((site) => (id === null ? site.name === name : site.id === id))) continue;
    found.push({ id, name, licensing });
  }
  const named = [
    capture.brokers,
    capture.gateways,
    capture.rdsHosts,
    capture.providers,
    capture.statuses,
  ].flat();
  // One site without an id is where all the others are.
  if (found.length !== 1 || found[0]?.id !== null) {
    for (const siteId of new Set(named.map((object) => object.siteId))) {
      if (siteId === null || found.some(({ id }) => id === siteId)) continue;
      found.push({ id: siteId, name: null, licensing: undefined });
    }
  }
  return found.length > 0 ? found : [{ id: null, name: null, licensing: undefined }];
}

/** The objects without those whose name was before. */
function distinct<T extends CapturedObject>(
  object: 'broker' | 'gateway' | 'agent' | 'provider',
  objects: readonly T[],
  nameOf: (one: T) => string,
  warnings: CaptureWarning[],
): T[] {
  const seen = new Map<string, T>();
  for (const one of objects) {
    const name = nameOf(one);
    const before = seen.get(name.toLowerCase());
    if (before === undefined) seen.set(name.toLowerCase(), one);
    // The same object of two overlapping calls is no contradiction.
    else if (before.id === null || before.id !== one.id) {
      warnings.push({ kind: 'twice', object, name, source: one.source });
    }
  }
  return [...seen.values()];
}

/** The lists of a site that the capture holds completely. */
function coveredOf(
  { calls }: Capture,
  id: number | null,
  own: Pick<LiveSite, 'brokers' | 'gateways' | 'rdsHosts' | 'providers' | 'statuses'>,
  isOnly: boolean,
): Set<CoveredList> {
  const covers = (kind: CapturedKind, has: boolean): boolean => {
    const mine = calls.filter((call) => call.kind === kind && [id, null].includes(call.siteId));
    if (mine.length === 0 || mine.some(({ error }) => error !== null)) return false;
    // A call without a site may have listed one site only.
    return has || isOnly || mine.some(({ siteId }) => siteId !== null);
  };
  const covered = new Set<CoveredList>();
  // A site always has a broker, so an empty list is not that of this site.
  if (own.brokers.length > 0 && covers('broker', true)) covered.add('broker');
  if (covers('gateway', own.gateways.length > 0)) covered.add('gateway');
  if (covers('rds-host', own.rdsHosts.length > 0)) covered.add('rds-host');
  if (covers('provider', own.providers.length > 0)) covered.add('provider');
  if (
    covers(
      'agent',
      own.statuses.some(({ isAgent }) => isAgent),
    )
  )
    covered.add('agent');
  return covered;
}
