import type { AssumptionId, StatementId } from '../facts/index.js';
import type { Path } from './places.js';
import type { Broker } from './farm.js';
import type { Option, SuggestedCommand } from './suggested-command.js';

/**
 * Why the domain refuses what was asked, as facts. All reasons are in one place, as all error codes are, so that the
 * compiler checks that each has its words: render/reason-words.ts. Texts that were typed are shortened to what is quoted.
 */

/** Why a look-up, an edit or a question is refused. */
export type Reason = NameReason | EditReason | QuestionReason;

/** What a name in a farm is of. */
export type ObjectKind = 'site' | 'broker' | 'agent' | 'provider' | 'gateway';

/** A site, and what `--site` must be in a command about it: null where it need not be named. */
export interface InSite {
  site: string;
  siteOption: string | null;
}

/** Names that can't be read, or that no object has. */
export type NameReason =
  /** Several sites, and none was named. `command`: the command again with a placeholder for it; null: `--site` names it. */
  | {
      kind: 'site-not-specified';
      farm: string;
      sites: string[];
      command: SuggestedCommand | null;
    }
  /** `brokerOf`: the sites that have a broker of that name, if any. */
  | { kind: 'site-not-found'; name: string; farm: string; brokerOf?: string[] }
  /** `elsewhere`: the other sites that have it, if any. */
  | ({ kind: 'not-found'; object: ObjectKind; name: string; elsewhere?: string[] } & InSite)
  /** In none of the sites. `isPattern`: a pattern or a failure domain, not a name. `isSite`: a site has that name. */
  | {
      kind: 'not-in-farm';
      object: ObjectKind;
      name: string;
      isPattern: boolean;
      farm: string;
      isSite?: true;
    }
  /** `found`: the objects that it may be; `command`: the command again with a placeholder for the site. */
  | {
      kind: 'in-several-sites';
      object: ObjectKind;
      name: string;
      found: { site: string; names: string[] }[];
      command: SuggestedCommand | null;
    }
  /** No site has all that is named. `objects`: two that are in different sites. */
  | {
      kind: 'in-different-sites';
      objects: { object: ObjectKind; name: string; sites: string[] }[];
    }
  /** One object is needed, and `names` match. */
  | { kind: 'several-match'; object: ObjectKind; name: string; names: string[] }
  | ({ kind: 'no-match'; object: ObjectKind; pattern: string } & InSite)
  /** A value that only one object can have, for `count` of them. `counting`: the option with a value that counts up. */
  | { kind: 'one-for-many'; flag: string; count: number; counting: Option | null }
  /** A range of failure domains, to be given in turn to fewer objects than it has. */
  | { kind: 'more-domains-than-objects'; text: string; domains: number; count: number }
  /** Addresses that count up past the last one of their network. */
  | { kind: 'addresses-run-out'; first: string; count: number; network: string }
  /** A range or a list where one new name belongs. `literal`: what is typed for the name that it spells. */
  | { kind: 'several-new-names'; text: string; count: number; literal: string }
  | { kind: 'bad-name-list'; list: string; fault: NameListFault }
  | { kind: 'too-many-names'; most: number }
  | { kind: 'too-many-patterns'; most: number }
  | { kind: 'bad-duration'; text: string }
  /** A value that no farm can have: a broken invariant, and what is valid instead. */
  | { kind: 'invalid-value'; path: Path; problem: string; expected: string | null };

/** What is wrong with a list of names. */
export type NameListFault =
  | { kind: 'unmatched-bracket' | 'unclosed-bracket' | 'empty-name' }
  | { kind: 'too-many-ranges' | 'name-too-long'; most: number }
  | { kind: 'not-a-range' | 'backwards-range'; part: string };

/** The configured state of a broker, and its name: what decides which commands make it the primary. */
export type Promotable = Pick<Broker, 'server' | 'enabled' | 'standby'>;

/** What can't be done to a primary, with the vendor's statement that says so. */
export type PrimaryEdit = 'delete' | 'move' | 'standby' | 'disable';

/** Who prefers a broker, by name; in file order. */
export interface Preferring {
  agents: string[];
  providers: string[];
  gateways: string[];
}

/** Edits that are refused. `statement` and `assumption` are what they are refused for. */
export type EditReason =
  /** `naming`: whether a new broker or a new name of one is refused. */
  | ({ kind: 'broker-exists'; broker: string; naming: 'new' | 'renamed' } & InSite)
  /** A server that should replace a broker has no address, or that of the broker. */
  | ({ kind: 'same-address'; broker: string; server: string; ip: string | null } & InSite)
  | ({ kind: 'names-exist'; object: ObjectKind; names: string[] } & InSite)
  | ({ kind: 'name-repeated'; object: ObjectKind; name: string } & InSite)
  | { kind: 'site-exists'; site: string; farm: string }
  | ({ kind: 'broker-preferred'; broker: string; by: Preferring } & InSite)
  | { kind: 'reassigned-to-deleted'; broker: string }
  /** `next`: the broker that takes the fewest steps to promote; null where the site has no other. */
  | ({
      kind: 'is-primary';
      broker: string;
      edit: PrimaryEdit;
      statement: StatementId;
      next: Promotable | null;
    } & InSite)
  | ({ kind: 'already-primary'; broker: string; statement: StatementId } & InSite)
  | ({
      kind: 'not-active';
      broker: string;
      state: 'standby' | 'disabled';
      assumption: AssumptionId;
    } & InSite)
  | ({ kind: 'place-of-primary'; broker: Promotable; statement: StatementId } & InSite)
  /** Places count from 1. */
  | ({
      kind: 'no-such-place';
      broker: string;
      from: number;
      to: number;
      last: number;
      direction: 'up' | 'down';
      statement: StatementId;
    } & InSite)
  | { kind: 'only-site'; site: string; farm: string }
  /** `asked`: how many saves; `left`: how many can be undone or redone. */
  | { kind: 'nothing-to-undo'; asked: number; left: number }
  | { kind: 'nothing-to-redo'; asked: number; left: number }
  /** `begins`: when the oldest version that is kept was saved; `oldest`: its number. */
  | { kind: 'history-begins-later'; time: string; begins: string | null; oldest: number }
  /** `other`: a site that can become the Licensing Site instead. */
  | { kind: 'is-licensing-site'; site: string; other: string; statement: StatementId };

/** Questions that can't be answered. */
export type QuestionReason =
  | {
      kind: 'bad-plan';
      brokers: number;
      agents: number;
      mostBrokers: number;
      mostAgents: number;
    }
  /** `source`: the file or the flag that has no events. */
  | { kind: 'no-events'; source: string }
  /** `forms`: how each event is written. */
  | { kind: 'unknown-event'; word: string; forms: string[] }
  | { kind: 'bad-event'; verb: string; fault: EventFault; form: string }
  | { kind: 'bad-split'; text: string }
  /** `split`: as it is typed, `CB1,CB2/CB3`. */
  | { kind: 'repeated-in-split'; broker: string; split: string }
  | { kind: 'unknown-service'; service: string; services: string[] }
  | ({ kind: 'no-failure'; primary: string } & InSite)
  /** `at`: minutes since the start. */
  | { kind: 'promoted-offline'; broker: string; at: number; statement: StatementId }
  | { kind: 'bad-failures'; text: string }
  | { kind: 'unknown-goal'; text: string }
  /** `most`: the largest tolerance that farm advise looks for. */
  | { kind: 'goal-too-high'; most: number }
  /** No broker has a failure domain of that key; `known`: the keys that brokers have. */
  | { kind: 'unknown-domain-key'; key: string; known: string[] }
  /** `brokers`: those that can serve; `command` simulates one failure. */
  | {
      kind: 'too-many-brokers';
      site: string;
      brokers: number;
      most: number;
      command: SuggestedCommand;
    }
  /** `command` asks what takes at most `most` scenarios. */
  | {
      kind: 'too-many-scenarios';
      site: string;
      scenarios: number;
      most: number;
      command: SuggestedCommand;
    }
  | { kind: 'no-rule-left' }
  | { kind: 'unknown-rule'; rule: string }
  | { kind: 'bad-date'; text: string }
  | { kind: 'unknown-topic'; topic: string }
  /** `subjects` and `operators`: all that a condition can have. */
  | { kind: 'bad-condition'; text: string; subjects: string[]; operators: string[] }
  | { kind: 'unknown-subject'; subject: string; subjects: string[] }
  /** A capture without the brokers that a new farm needs; `sources`: what it holds. */
  | {
      kind: 'no-captured-broker';
      /** The cmdlets and files that were read. */
      sources: string[];
      /** Why the cmdlet of the brokers gave nothing. */
      failure: {
        source: string;
        kind: 'missing' | 'failed' | 'unnamed' | 'empty';
        message: string;
      } | null;
    }
  /** No broker of the farm is in the capture. */
  | { kind: 'other-farm-captured'; farm: string; captured: string[] };

/** What is wrong with an event. A wait has its limits in minutes. */
export type EventFault =
  | { kind: 'nothing-after-it' | 'no-broker' | 'several-brokers' }
  | { kind: 'wait-out-of-range'; least: number; most: number };
