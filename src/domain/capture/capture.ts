import type { ServerTypeRow } from '../facts/index.js';
import type { CallError, CapturedKind, RawCapture } from './raw.js';
import type { EnumValue } from './values.js';

/** A capture in the words of the model: what was read off a live farm. Undefined stands for what wasn't captured. */

/** What every captured object has. */
export interface CapturedObject {
  /** The cmdlet or file that it comes from. */
  source: string;
  id: number | null;
  siteId: number | null;
}

/** A site as captured. */
export interface CapturedSite extends CapturedObject {
  name: string | null;
  licensing: boolean | undefined;
}

/** A Connection Broker as captured. */
export interface CapturedBroker extends CapturedObject {
  server: string;
  priority: number | undefined;
  enabled: boolean | undefined;
  standby: boolean | undefined;
  /** Null: RAS has none. */
  ip: string | null | undefined;
  alternativeIps: readonly string[] | undefined;
  description: string | undefined;
  markedForDeletion: boolean;
}

/** A gateway, RD Session Host or Provider as captured. */
export interface CapturedMember extends CapturedObject {
  name: string;
  /** The host that it runs on or manages; its name for gateways and RD Session Hosts. */
  server: string;
  enabled: boolean | undefined;
  /** Id of a broker; 0 is Automatic. */
  preferredBrokerId: number | undefined;
  /** Whether the defaults of the site take the place of its own settings. */
  inherits: boolean | undefined;
  /** Of a gateway. */
  mode: EnumValue | undefined;
  /** Of a Provider. */
  type: EnumValue | undefined;
}

/** A row of the list of all agents, or a status object. */
export interface CapturedStatus extends CapturedObject {
  /** What it is about; null for what no farm file holds. */
  of: ServerTypeRow['is'] | 'site';
  /** Whether it is of the list of all agents. */
  isAgent: boolean;
  name: string;
  server: string;
  enabled: boolean | undefined;
  ip: string | null | undefined;
  state: EnumValue | undefined;
  version: string | undefined;
}

/** The defaults of gateways or RD Session Hosts; `siteId` null for those of the only site. */
export interface CapturedDefaults extends CapturedObject {
  of: 'gateway' | 'rds-host';
  preferredBrokerId: number | undefined;
  mode: EnumValue | undefined;
}

/** One call of a cmdlet, or one file: what it covers. */
export interface CapturedCall {
  kind: CapturedKind;
  source: string;
  /** Null: it was for all sites, or it doesn't say for which. */
  siteId: number | null;
  error: CallError | null;
}

/** Properties of one kind of object that farm doesn't know: they are left out. */
export interface UnknownProperties {
  kind: CapturedKind;
  /** How many different ones there are. */
  count: number;
  /** The first of their names. */
  names: readonly string[];
}

/** What was read off a live farm. */
export interface Capture extends Omit<RawCapture, 'results'> {
  sites: readonly CapturedSite[];
  brokers: readonly CapturedBroker[];
  gateways: readonly CapturedMember[];
  rdsHosts: readonly CapturedMember[];
  providers: readonly CapturedMember[];
  statuses: readonly CapturedStatus[];
  defaults: readonly CapturedDefaults[];
  /** What Get-RASVersion printed, such as `20.0.1`. */
  versions: readonly { text: string; source: string }[];
  calls: readonly CapturedCall[];
  unknown: readonly UnknownProperties[];
  /** Properties of each kind that the depth of the export cut off. */
  cut: readonly { kind: CapturedKind; names: readonly string[] }[];
}

/** Where a capture comes from, as answers show it. */
export interface CapturedFrom extends Pick<
  Capture,
  'capturedAt' | 'server' | 'pseudonyms' | 'module'
> {
  files: readonly string[];
}

/** Where a capture comes from; `files` as they were typed. */
export function capturedFrom(
  { capturedAt, server, pseudonyms, module }: Capture,
  files: readonly string[],
): CapturedFrom {
  return { files, capturedAt, server, pseudonyms, module };
}
