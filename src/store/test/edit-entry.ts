import type { RasVersion } from '../../domain/facts/index.js';
import {
  type AgentKind,
  automaticWords,
  type Broker,
  parseDuration,
  sameName,
} from '../../domain/model/index.js';
import type { NewBroker } from '../../domain/edits/index.js';
import {
  type BrokerEdit,
  brokerEdits,
  type DomainChanges,
  type GivenEdit,
} from '../../domain/expectations/index.js';
import { customKey } from '../farm/format.js';
import { all, type EntryReader, type OneOrMore } from './entry-reader.js';

/** The edits of a test ("given") as they are written. */

/** One edit as it is written: one key. */
export interface GivenEntry extends Partial<Record<BrokerEdit, OneOrMore>> {
  delete?: string | { broker: OneOrMore; reassign?: string };
  add?: Partial<Broker> & { server: string };
  'add-provider'?: { name: string; type: string; preferredBroker?: string | null };
  'delete-provider'?: OneOrMore;
  'add-agents'?: { names: OneOrMore; kind?: AgentKind; preferredBroker?: string | null };
  'delete-agents'?: OneOrMore;
  prefer?: { broker: string; agents?: OneOrMore; providers?: OneOrMore };
  'failure-domains'?: Readonly<Record<string, DomainChanges>>;
  'ras-version'?: RasVersion;
  'auto-promotion'?: string;
  failback?: boolean;
}

/** Reads one edit; null if it is invalid. */
export function readEdit(entry: GivenEntry, reader: EntryReader): GivenEdit | null {
  const kind = brokerEdits.find((key) => entry[key] !== undefined);
  if (kind !== undefined) return { kind, brokers: reader.names(entry[kind] ?? [], [kind]) };
  const { add, delete: deleted, failback } = entry;
  if (add !== undefined) return { kind: 'add', broker: asNewBroker(add) };
  if (deleted !== undefined) return readDeletion(deleted, reader.in('delete'));
  if (failback !== undefined) return { kind: 'failback', on: failback };
  const { 'add-provider': provider, 'delete-provider': providers, 'add-agents': agents } = entry;
  if (provider !== undefined) return { kind: 'add-provider', provider: asProvider(provider) };
  if (providers !== undefined) return { kind: 'delete-provider', providers: all(providers) };
  if (agents !== undefined) {
    const names = reader.names(agents.names, ['add-agents', 'names']);
    const preferredBroker = preferred(agents.preferredBroker);
    return { kind: 'add-agents', names, agentKind: agents.kind ?? 'rds-host', preferredBroker };
  }
  return readAgentsEdit(entry, reader) ?? readSiteEdit(entry, reader);
}

function readAgentsEdit(entry: GivenEntry, reader: EntryReader): GivenEdit | null {
  const { 'delete-agents': deleted, prefer } = entry;
  if (deleted !== undefined)
    return { kind: 'delete-agents', agents: reader.names(deleted, ['delete-agents']) };
  if (prefer === undefined) return null;
  const { broker, agents = [], providers = [] } = prefer;
  if (agents.length + providers.length === 0) {
    const expected = 'whose: "agents" or "providers"';
    reader.report(['prefer'], 'this names neither agents nor providers.', expected);
  }
  return {
    kind: 'prefer',
    preferred: preferred(broker),
    agents: reader.names(agents, ['prefer', 'agents']),
    providers: all(providers),
  };
}

function readSiteEdit(entry: GivenEntry, reader: EntryReader): GivenEdit | null {
  const { 'failure-domains': domains, 'ras-version': version } = entry;
  if (version !== undefined) return { kind: 'ras-version', version };
  if (domains !== undefined) {
    const changes = Object.entries(domains).map(([server, changed]) => ({
      servers: reader.names(server, ['failure-domains', server]),
      domains: changed,
    }));
    return { kind: 'failure-domains', changes };
  }
  const written = entry['auto-promotion'] ?? '';
  const delay = reader.try(
    () => (sameName(written, 'off') ? 'off' : parseDuration(written)),
    ['auto-promotion'],
  );
  return delay === null ? null : { kind: 'auto-promotion', delay };
}

function readDeletion(deleted: NonNullable<GivenEntry['delete']>, reader: EntryReader): GivenEdit {
  if (typeof deleted === 'string') return { kind: 'delete', brokers: reader.names(deleted) };
  const brokers = reader.names(deleted.broker, ['broker']);
  if (deleted.reassign === undefined) return { kind: 'delete', brokers };
  return { kind: 'delete', brokers, reassign: preferred(deleted.reassign) };
}

/** A broker as in the farm file; null means omitted. */
function asNewBroker(written: Partial<Broker> & { server: string }): NewBroker {
  const given = Object.entries(written).filter(([key, value]) => value !== null || key === 'ip');
  const isCustom = ([key]: [string, unknown]): boolean => customKey.test(key);
  const custom = given.filter(isCustom);
  const broker = Object.fromEntries(given.filter((entry) => !isCustom(entry)));
  return {
    ...(broker as unknown as NewBroker),
    ...(custom.length === 0 ? {} : { custom: Object.fromEntries(custom) }),
  };
}

function asProvider({
  name,
  type,
  preferredBroker,
}: NonNullable<GivenEntry['add-provider']>): (GivenEdit & { kind: 'add-provider' })['provider'] {
  return preferredBroker === undefined
    ? { name, type }
    : { name, type, preferredBroker: preferred(preferredBroker) };
}

function preferred(written: string | null | undefined): string | null {
  if (written === undefined || written === null) return null;
  return automaticWords.some((word) => sameName(word, written)) ? null : written;
}
