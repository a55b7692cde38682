import type { FoundAs, InSite, ObjectKind, SuggestedCommand } from '../model/index.js';
import type { AssumptionId, StatementId } from '../facts/index.js';

/**
 * What the user should know about an edit, as facts. Its words: render/note-words.ts. Where a note is about several objects,
 * `names` has them, and the name of the one is a list of all.
 */
export type EditNote =
  /** Names that were found with or without a domain suffix. */
  | ({ kind: 'found-as' } & FoundAs)
  /** A new object has the name of one that exists, with or without a domain suffix. */
  | { kind: 'exists-as'; object: ObjectKind; name: string; existing: string }
  /** The site that was chosen, where the rest of the answer does not name it. */
  | { kind: 'site-chosen'; site: string; by: 'names' | 'default' }
  /** What the vendor says about such an edit. */
  | { kind: 'statements'; statements: readonly StatementId[] }
  /** The resolver found more addresses than the one that was taken. */
  | { kind: 'more-addresses'; server: string; others: string[] }
  /** A new broker is in standby because the site already has that many brokers. */
  | ({ kind: 'starts-in-standby'; broker: string; brokers: number; names?: string[] } & InSite)
  /** Objects that preferred a deleted broker; `broker`: the one they prefer now, null for Automatic. */
  | { kind: 'reassigned'; object: ObjectKind; names: string[]; broker: string | null }
  /**
   * Another server has the place of a broker. `removed`: alternative IPs of the old one. `isAddressNew`: the old one had no
   * address, so that nothing but its name tells that it is another server.
   */
  | { kind: 'replaced'; broker: string; server: string; removed: string[]; isAddressNew: boolean }
  /** The broker is disabled, whatever its standby is. */
  | ({ kind: 'still-disabled'; broker: string; names?: string[] } & InSite)
  | ({ kind: 'still-in-standby'; broker: string; names?: string[] } & InSite)
  /** The former primary, after a promotion. */
  | { kind: 'first-secondary'; broker: string; assumption: AssumptionId }
  /** How the promotion is done in the real farm, on the server of this broker. */
  | {
      kind: 'promote-in-console';
      broker: string;
      statements: readonly StatementId[];
      source: string[];
    }
  /** The commands that restore the former order after a promotion, in order. `promotion`: the command that they take back. */
  | { kind: 'way-back'; promotion: SuggestedCommand; commands: SuggestedCommand[] }
  /** The site that was the Licensing Site. */
  | { kind: 'licensing-moved'; from: string }
  /** A new provider prefers the primary, because Automatic is not the default of so small a site. */
  | {
      kind: 'prefers-primary';
      provider: string;
      names?: string[];
      broker: string;
      automatic: AutomaticDefault;
      assumption: AssumptionId;
    }
  /** A provider was given a preference in a site where Automatic is not the default. */
  | { kind: 'automatic-not-default'; automatic: AutomaticDefault }
  /** farm plan deletes the object on the real farm and adds it again, because of the property that changed. */
  | { kind: 'added-again'; object: 'agent' | 'provider'; property: 'kind' | 'type' | 'name' }
  /** A preferred broker that isn't active. */
  | ({ kind: 'preference-inactive'; broker: string; state: 'standby' | 'disabled' } & InSite)
  /** A gateway in another network than brokers without alternative IPs. */
  | {
      kind: 'other-network';
      gateway: string;
      names?: string[];
      brokers: string[];
      statement: StatementId;
      assumption: AssumptionId;
    }
  /** What is deleted together with a site, by name in file order. */
  | ({ kind: 'deleted-with-site' } & SiteContents)
  /** How a deletion that was saved is taken back. */
  | { kind: 'deletion-can-be-undone' }
  /** Saves that were taken back or made again, in that order. */
  | { kind: 'saves-undone' | 'saves-redone'; saves: NotedSave[] }
  /** An earlier version that the file got; `number`: counted back from before the restore. */
  | { kind: 'version-restored'; number: number; save: NotedSave }
  /** The default site of the farm file got another name, and is still its default. */
  | { kind: 'default-site-renamed'; site: string }
  /** The file was no valid farm before, so its changes are unknown. */
  | { kind: 'file-was-invalid' };

/** The objects of a site, by name in file order. */
export interface SiteContents {
  site: string;
  brokers: string[];
  agents: string[];
  providers: string[];
  gateways: string[];
}

/** A save as a note names it. */
export interface NotedSave {
  /** How the version came to be: `outside` is a change that another program made. */
  kind: 'found' | 'created' | 'saved' | 'outside' | 'undone' | 'redone' | 'restored';
  /** ISO 8601 in UTC. */
  time: string;
  user: string | null;
  /** The words of the command line, without `farm`. */
  command: readonly string[] | null;
  reason: string | null;
}

/** Why Automatic is not the default: the site has `active` brokers, and the console presets it from `least` on. */
export interface AutomaticDefault {
  site: string;
  active: number;
  least: number;
  assumption: AssumptionId;
}
