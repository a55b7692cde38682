import type { InSite, ObjectKind } from '../model/index.js';
import type { AssumptionId, StatementId } from '../facts/index.js';

/** What the user should know about an edit, as facts. Its words: render/note-words.ts. */
export type EditNote =
  /** What the vendor says about such an edit. */
  | { kind: 'statements'; statements: readonly StatementId[] }
  /** The resolver found more addresses than the one that was taken. */
  | { kind: 'more-addresses'; server: string; others: string[] }
  /** A new broker is in standby because the site already has that many brokers. */
  | ({ kind: 'starts-in-standby'; broker: string; brokers: number } & InSite)
  /** Objects that preferred a deleted broker; `broker`: the one they prefer now, null for Automatic. */
  | { kind: 'reassigned'; object: ObjectKind; names: string[]; broker: string | null }
  /**
   * Another server has the place of a broker. `removed`: alternative IPs of the old one. `isAddressNew`: the old one had no
   * address, so that nothing but its name tells that it is another server.
   */
  | { kind: 'replaced'; broker: string; server: string; removed: string[]; isAddressNew: boolean }
  /** The broker is disabled, whatever its standby is. */
  | ({ kind: 'still-disabled'; broker: string } & InSite)
  | ({ kind: 'still-in-standby'; broker: string } & InSite)
  /** The former primary, after a promotion. */
  | { kind: 'first-secondary'; broker: string; assumption: AssumptionId }
  /** The site that was the Licensing Site. */
  | { kind: 'licensing-moved'; from: string }
  /** A new provider prefers the primary, because Automatic is not the default of so small a site. */
  | {
      kind: 'prefers-primary';
      provider: string;
      broker: string;
      automatic: AutomaticDefault;
      assumption: AssumptionId;
    }
  /** A provider was given a preference in a site where Automatic is not the default. */
  | { kind: 'automatic-not-default'; automatic: AutomaticDefault }
  /** A preferred broker that isn't active. */
  | ({ kind: 'preference-inactive'; broker: string; state: 'standby' | 'disabled' } & InSite)
  /** A gateway in another network than brokers without alternative IPs. */
  | {
      kind: 'other-network';
      gateway: string;
      brokers: string[];
      statement: StatementId;
      assumption: AssumptionId;
    };

/** Why Automatic is not the default: the site has `active` brokers, and the console presets it from `least` on. */
export interface AutomaticDefault {
  site: string;
  active: number;
  least: number;
  assumption: AssumptionId;
}
