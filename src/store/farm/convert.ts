import {
  agentFields,
  type AutoPromotion,
  autoPromotionFields,
  automaticWords,
  type Broker,
  brokerFields,
  type Custom,
  type Farm,
  farmFields,
  type Field,
  type Fields,
  gatewayFields,
  isEmpty,
  providerFields,
  providerTypeOf,
  type RuleSetting,
  ruleSettingFields,
  type Site,
  siteFields,
  type Suppression,
  suppressionFields,
  type Values,
} from '../../domain/model/index.js';
import type { RasVersion } from '../../domain/facts/index.js';
import { customKey, formatVersion } from './format.js';

/**
 * Between a farm document, which may leave out much, and the model, which leaves out nothing. How each property is read and
 * written follows from its field.
 */

/** An object of a farm document: a property may be left out, and null stands for nothing. */
type Written<T> = { [K in keyof T]?: T[K] | null };

/** A farm file whose shape has been checked. */
export interface FarmDocument {
  $schema?: string;
  formatVersion: number;
  name: string;
  rasVersion?: RasVersion;
  rules?: Record<string, Written<RuleSetting>>;
  suppressions?: Written<Suppression>[];
  sites: SiteDocument[];
}

interface SiteDocument {
  name: string;
  licensing?: boolean;
  network?: string | null;
  autoPromotion?: Written<AutoPromotion>;
  brokers: (Written<Broker> & { server: string })[];
  gateways?: object[];
  agents?: object[];
  providers?: object[];
}

/** The model of a document whose shape is right; invariants are not checked. */
export function toFarm(document: FarmDocument): Farm {
  const isOnlySite = document.sites.length === 1;
  return {
    ...readAs(farmFields, document),
    rules: Object.fromEntries(
      Object.entries(document.rules ?? {}).map(([rule, setting]) => [
        rule,
        readAs(ruleSettingFields, setting),
      ]),
    ),
    suppressions: readAll(suppressionFields, document.suppressions),
    sites: document.sites.map((site) => toSite(site, isOnlySite)),
  };
}

function toSite(site: SiteDocument, isOnlySite: boolean): Site {
  return {
    ...readAs(siteFields, site),
    licensing: site.licensing ?? isOnlySite,
    autoPromotion: readAs(autoPromotionFields, site.autoPromotion ?? {}),
    brokers: readAll(brokerFields, site.brokers),
    gateways: readAll(gatewayFields, site.gateways),
    agents: readAll(agentFields, site.agents),
    providers: readAll(providerFields, site.providers),
  };
}

function readAll<F extends Fields>(
  fields: F,
  written: readonly object[] | undefined,
): (Values<F> & Custom)[] {
  return (written ?? []).map((one) => readAs(fields, one));
}

/** An object of the model. The shape has been checked, so each value is of its field's type. */
function readAs<F extends Fields>(fields: F, written: object): Values<F> & Custom {
  const read: Record<string, unknown> = {};
  for (const key of keysOf(fields)) {
    const value = readValue(fields[key], (written as Record<string, unknown>)[key]);
    if (value !== undefined) read[key] = value;
  }
  const custom = customOf(written);
  if (custom !== null) read['custom'] = custom;
  return read as Values<F> & Custom;
}

function readValue(field: Field | undefined, written: unknown): unknown {
  if (written === undefined || written === null) return field?.default;
  if (written === '' && field?.default === null) return null;
  if (field?.kind === 'preferred broker') return preferenceOf(written as string);
  if (field?.kind === 'provider type') return providerTypeOf(written as string) ?? written;
  return written;
}

function preferenceOf(written: string): string | null {
  return automaticWords.includes(written.toLowerCase()) ? null : written;
}

/** The keys that are the user's own; null where there are none, as in most objects. */
function customOf(written: object): Record<string, unknown> | null {
  let custom: Record<string, unknown> | null = null;
  for (const key in written) {
    // Looked at first because it is fast: this runs for every key of every object.
    const first = key.charCodeAt(0);
    if (first !== dollar && first !== letterX) continue;
    if (!customKey.test(key)) continue;
    custom ??= {};
    custom[key] = (written as Record<string, unknown>)[key];
  }
  return custom;
}

const dollar = '$'.charCodeAt(0);
const letterX = 'x'.charCodeAt(0);

const keysByFields = new WeakMap<Fields, readonly string[]>();

/** The keys of a table, made once: a farm has many objects of a kind. */
function keysOf(fields: Fields): readonly string[] {
  let keys = keysByFields.get(fields);
  if (keys === undefined) {
    keys = Object.keys(fields);
    keysByFields.set(fields, keys);
  }
  return keys;
}

/** The document of a farm, keys in the order of the file; what has no value is left out. */
export function toDocument(farm: Farm, schema: string | undefined): FarmDocument {
  const { $comment, ...custom } = farm.custom ?? {};
  return {
    ...($comment === undefined ? {} : { $comment }),
    ...(schema === undefined ? {} : { $schema: schema }),
    formatVersion,
    ...write(farmFields, { ...farm, custom: {} }),
    ...ifAny('rules', rulesOf(farm.rules)),
    ...ifAny('suppressions', writeAll(suppressionFields, farm.suppressions)),
    sites: farm.sites.map(fromSite),
    ...custom,
  } as unknown as FarmDocument;
}

function rulesOf(rules: Farm['rules']): Record<string, object> {
  return Object.fromEntries(
    Object.entries(rules).map(([rule, setting]) => [rule, write(ruleSettingFields, setting)]),
  );
}

function fromSite(site: Site): object {
  const { $comment, ...custom } = site.custom ?? {};
  return {
    ...($comment === undefined ? {} : { $comment }),
    ...write(siteFields, { ...site, custom: {} }),
    autoPromotion: write(autoPromotionFields, site.autoPromotion),
    brokers: writeAll(brokerFields, site.brokers),
    gateways: writeAll(gatewayFields, site.gateways),
    agents: writeAll(agentFields, site.agents),
    providers: writeAll(providerFields, site.providers),
    ...custom,
  };
}

function writeAll(fields: Fields, objects: readonly object[]): object[] {
  return objects.map((one) => write(fields, one));
}

/** An object as the file has it: a comment first, then the fields in order, then the user's other keys. */
function write(fields: Fields, object: object): Record<string, unknown> {
  const { custom = {}, ...values } = object as { custom?: Record<string, unknown> };
  const { $comment, ...others } = custom;
  const written: Record<string, unknown> = $comment === undefined ? {} : { $comment };
  for (const key of keysOf(fields)) {
    const value = (values as Record<string, unknown>)[key];
    const isLeftOut = value === undefined || (fields[key]?.default !== undefined && isEmpty(value));
    if (!isLeftOut) written[key] = value;
  }
  return Object.assign(written, others);
}

function ifAny(key: string, value: object): object {
  return Object.keys(value).length === 0 ? {} : { [key]: value };
}
