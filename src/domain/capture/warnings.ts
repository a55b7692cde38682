import type { AgentKind, ObjectKind } from '../model/index.js';
import type { CallError } from './raw.js';

/** A value and where it was read. */
export interface Sourced<T = string> {
  value: T;
  source: string;
}

/** What in a capture contradicts itself or can't be kept, as facts. Its words: render/capture-words.ts. */
export type CaptureWarning =
  /** The site status names another primary than the priorities do; `taken`: the one that was taken. */
  | {
      kind: 'other-primary';
      site: string;
      byPriority: Sourced;
      byStatus: Sourced;
      taken: string;
      assumption: 'A10';
    }
  | {
      kind: 'same-lowest-priority';
      site: string;
      brokers: string[];
      priority: number;
      source: string;
      taken: string;
    }
  /** Brokers without a priority: `taken` is the primary. */
  | { kind: 'no-priority'; site: string; brokers: string[]; source: string; taken: string }
  /** The primary is disabled or in standby, which RAS doesn't allow. */
  | {
      kind: 'primary-not-active';
      site: string;
      broker: string;
      state: 'disabled' | 'in standby';
      source: string;
    }
  | { kind: 'unknown-broker'; site: string; broker: string; source: string; list: string }
  /** Not exactly one Licensing Site. */
  | { kind: 'licensing-sites'; sites: string[]; taken: string; source: string }
  /** Two sources say different things about one object. */
  | {
      kind: 'lists-disagree';
      object: ObjectKind;
      name: string;
      about: 'enabled' | 'site' | 'IP';
      first: Sourced;
      second: Sourced;
    }
  /** An object that one list has and the other lacks; `site` where it should be. */
  | { kind: 'in-one-list'; object: ObjectKind; name: string; has: string; lacks: string }
  | {
      kind: 'unknown-preferred-broker';
      object: ObjectKind;
      name: string;
      id: number;
      source: string;
    }
  /** `kept`: the type of the model; null: the Provider is left out. */
  | {
      kind: 'unknown-provider-type';
      provider: string;
      type: string | null;
      kept: string | null;
      source: string;
    }
  /** A value that no farm file can hold, left out. */
  | { kind: 'not-kept'; what: string; problem: string }
  /** One host by two names: the model's is kept. */
  | { kind: 'same-host'; object: ObjectKind; site: string; inModel: string; captured: string }
  /** The name is in the list twice; the first was taken. */
  | { kind: 'twice'; object: ObjectKind; name: string; source: string }
  /** Objects that don't say in which of several sites they are. */
  | { kind: 'no-site'; source: string; objects: number }
  | { kind: 'site-without-broker'; site: string }
  | { kind: 'marked-for-deletion'; site: string; broker: string; source: string }
  /** A cmdlet that the module lacks, or that was refused or failed; a file that holds something else. */
  | { kind: 'call-failed'; source: string; error: CallError['kind']; message: string }
  /** Properties that the depth of the export cut off. */
  | { kind: 'cut-off'; source: string; properties: string[] }
  | { kind: 'other-version'; versions: string[]; source: string }
  | { kind: 'pseudonyms' };

/** What of the model the capture says nothing about, so that it was kept. */
export interface NotCovered {
  site: string;
  what: 'brokers' | 'gateways' | 'providers' | 'preferred brokers' | AgentKind;
}
