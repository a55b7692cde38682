import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { isObject } from '../json/is-object.js';

/** The names in a farm file, for completion: read in a few milliseconds, and never an error. */

/** A name, the site that it is in, and what is shown beside it. */
export interface FarmName {
  name: string;
  site: string;
  about: string;
}

/** The names of a farm. */
export interface FarmNames {
  sites: FarmName[];
  brokers: FarmName[];
  gateways: FarmName[];
  agents: FarmName[];
  providers: FarmName[];
  domains: FarmDomain[];
}

/** A failure domain of an object, named `key=value`. */
export interface FarmDomain extends FarmName {
  key: string;
  value: string;
  of: (typeof owners)[number];
}

/** What can be in a failure domain, by the keys of a Site. */
const owners = ['brokers', 'gateways', 'agents', 'providers'] as const;

/** What a farm without names has. */
export const noNames: FarmNames = {
  sites: [],
  brokers: [],
  gateways: [],
  agents: [],
  providers: [],
  domains: [],
};

/**
 * The names in a farm file; none if it can't be read, or is not JSON. It is not validated: names of a farm with errors help
 * to fix it. Only a regular file is opened: nothing waits for a pipe.
 */
export function readFarmNames(path: string): FarmNames {
  try {
    const text = readRegularFile(path).replace(/^\ufeff/u, '');
    return namesIn(JSON.parse(text));
  } catch {
    return noNames;
  }
}

/** The text of a regular file; empty for anything else, which is not waited for. @throws an error of the file system */
export function readRegularFile(path: string): string {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    return fstatSync(file).isFile() ? readFileSync(file, 'utf8') : '';
  } finally {
    closeSync(file);
  }
}

function namesIn(farm: unknown): FarmNames {
  const sites = itemsOf(farm, 'sites');
  const named = (key: string, name: string, about: (item: Item, at: number) => string) =>
    sites.flatMap((site) =>
      itemsOf(site, key).flatMap((item, at) => {
        const text = textOf(item, name);
        return text === ''
          ? []
          : [{ name: text, site: textOf(site, 'name'), about: about(item, at) }];
      }),
    );
  return {
    sites: sites.flatMap((site) => {
      const name = textOf(site, 'name');
      const about = site['licensing'] === true ? 'Licensing Site' : 'Site';
      return name === '' ? [] : [{ name, site: name, about }];
    }),
    brokers: named('brokers', 'server', stateOf),
    gateways: named('gateways', 'server', (item) => said(item, 'mode', 'gateway')),
    agents: named('agents', 'name', (item) => said(item, 'kind', 'rds-host')),
    providers: named('providers', 'name', (item) => said(item, 'type', 'provider')),
    domains: sites.flatMap((site) =>
      owners.flatMap((of) => itemsOf(site, of).flatMap((item) => domainsOf(site, of, item))),
    ),
  };
}

type Item = Record<string, unknown>;

function itemsOf(parent: unknown, key: string): Item[] {
  const items = isObject(parent) ? (parent as Item)[key] : undefined;
  return Array.isArray(items) ? items.filter((item): item is Item => isObject(item)) : [];
}

function textOf(item: Item, key: string): string {
  const value = item[key];
  return typeof value === 'string' ? value : '';
}

function said(item: Item, key: string, otherwise: string): string {
  return textOf(item, key) || otherwise;
}

/** The first of the list is the primary. */
function stateOf(broker: Item, at: number): string {
  if (at === 0) return 'primary';
  if (broker['enabled'] === false) return 'disabled';
  return broker['standby'] === true ? 'standby' : 'secondary';
}

function domainsOf(site: Item, of: FarmDomain['of'], item: Item): FarmDomain[] {
  const { failureDomains } = item;
  if (!isObject(failureDomains)) return [];
  const about = 'failure domain';
  return Object.entries(failureDomains).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [{ name: `${key}=${value}`, site: textOf(site, 'name'), about, key, value, of }]
      : [],
  );
}
