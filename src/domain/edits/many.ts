import {
  addressAfter,
  assumedSegment,
  expandNames,
  type Farm,
  type Fields,
  findSite,
  flagName,
  isInNetwork,
  isIp,
  option,
  Refusal,
  type Site,
} from '../model/index.js';
import type { Edit } from './edit.js';
import { mergeNotes } from './merge-notes.js';
import type { EditNote } from './notes.js';

/** One edit of many objects: the same as the edit of each of them, one after the other. */

/** Each edit checks the whole farm, and no site has so many brokers, gateways or providers. Agents are edited all at once. */
const mostEdited = 1000;

/**
 * The farm after an edit of each of the named objects, in their order; notes that differ only in the object are one.
 * @throws what the edit throws: then nothing is changed; Refusal E_USAGE for far too many names
 */
export function editEach(
  farm: Farm,
  site: Site,
  names: readonly string[],
  edit: (farm: Farm, site: Site, name: string, at: number) => Edit,
): Edit {
  if (names.length > mostEdited)
    throw new Refusal('E_USAGE', { kind: 'too-many-names', most: mostEdited });
  let now = farm;
  const notes: EditNote[] = [];
  names.forEach((name, at) => {
    const one = edit(now, findSite(now, site.name), name, at);
    now = one.farm;
    notes.push(...one.notes);
  });
  return { farm: now, notes: mergeNotes(notes) };
}

/**
 * The properties for each of several objects of a site. `10.1.0.12+` counts up: the second object gets 10.1.0.13. The failure
 * domains `rack=r[1-3]` are given in turn: the fourth object gets r1 again.
 * @throws Refusal E_USAGE for a name or an address that several objects can't share, past the last address of the network, and
 *   for more domains than objects
 */
export function valuesForEach<V extends object>(
  site: Pick<Site, 'network'>,
  fields: Fields,
  values: V,
  count: number,
): V[] {
  const entries = Object.entries(values) as [string, unknown][];
  const series = entries.map(([key, value]) => {
    const field = fields[key];
    if (field?.kind === 'tags') {
      const dealt = domainsInTurn(value as Record<string, string>, count);
      return { key, at: (at: number): unknown => dealt[at] };
    }
    const isAddress = field?.kind === 'IP' || field?.kind === 'IPs';
    if (field === undefined || !(isAddress || field.kind === 'name')) return fixed(key, value);
    const flag = `--${flagName(key, field)}`;
    if (Array.isArray(value)) {
      const lists = value.map((one: string) => addresses(site, one, count, flag));
      return { key, at: (at: number): unknown => lists.map((list) => list[at]) };
    }
    if (typeof value !== 'string') return fixed(key, value);
    if (!isAddress) {
      if (count > 1) throw oneForMany(flag, count, null);
      return fixed(key, value);
    }
    const list = addresses(site, value, count, flag);
    return { key, at: (at: number): unknown => list[at] };
  });
  return Array.from(
    { length: count },
    (_, at) => Object.fromEntries(series.map(({ key, at: valueAt }) => [key, valueAt(at)])) as V,
  );
}

function fixed(key: string, value: unknown): { key: string; at: (at: number) => unknown } {
  return { key, at: () => value };
}

/** The failure domains of each: a value with a range, such as `r[1-3]`, stands for several, which are given in turn. */
function domainsInTurn(
  domains: Readonly<Record<string, string>>,
  count: number,
): Record<string, string>[] {
  const lists = Object.entries(domains).map(([key, text]): [string, string[]] => {
    const values = text.includes('[') ? expandNames(text) : [text];
    if (values.length <= count) return [key, values];
    const reason = { text: `${key}=${text}`, domains: values.length, count };
    throw new Refusal('E_USAGE', { kind: 'more-domains-than-objects', ...reason });
  });
  return Array.from({ length: count }, (_, at) =>
    Object.fromEntries(lists.map(([key, values]) => [key, values[at % values.length] ?? ''])),
  );
}

/** The addresses of each; a text that is no address is unchanged, because the edit refuses it with its reason. */
function addresses(
  site: Pick<Site, 'network'>,
  text: string,
  count: number,
  flag: string,
): string[] {
  const first = text.replace(/\+$/, '');
  if (!isIp(first)) return Array.from({ length: count }, () => text);
  if (first === text) {
    if (count > 1) throw oneForMany(flag, count, `${text}+`);
    return [text];
  }
  const { network: own } = site;
  // The network of the site, or the one that an address is assumed to be in (assumption A13).
  const network = own !== null && isInNetwork(first, own) ? own : assumedSegment(first);
  return Array.from({ length: count }, (_, at) => {
    const address = addressAfter(first, at);
    if (address !== null && (at === 0 || isHostIn(address, network))) return address;
    throw new Refusal('E_USAGE', { kind: 'addresses-run-out', first, count, network });
  });
}

/** Whether a host of the network can have the address: the last one of an IPv4 network is for broadcasts. */
function isHostIn(address: string, network: string): boolean {
  if (!isInNetwork(address, network)) return false;
  const hasBroadcast = !network.includes(':') && Number(network.split('/')[1]) < 31;
  const next = addressAfter(address, 1);
  return !hasBroadcast || (next !== null && isInNetwork(next, network));
}

function oneForMany(flag: string, count: number, counting: string | null): Refusal {
  return new Refusal('E_USAGE', {
    kind: 'one-for-many',
    flag,
    count,
    counting: counting === null ? null : option(flag, counting),
  });
}
