import type { StatementId } from '../facts/index.js';
import type { EditStep } from '../edits/index.js';
import type { Broker } from '../model/index.js';

/** What has to be done in one site, before anything is in order. */

/** A broker of either end of the plan. */
export interface PlannedBroker {
  /** Its index in the list of all brokers of both ends. */
  id: number;
  /** Null for a new broker. */
  old: Broker | null;
  /** Null for a broker that is removed. */
  now: Broker | null;
}

/** What a task changes of the things that decide its place in the order. */
export type TaskChange =
  | { kind: 'add' | 'promote' | 'delete'; broker: number }
  | { kind: 'flag'; broker: number; flag: 'enabled' | 'standby'; to: boolean }
  /** How many members prefer these brokers more or less than before, and how many providers there are more. */
  | {
      kind: 'members';
      preferring: readonly (readonly [broker: number, by: number])[];
      providers: number;
    }
  /** Properties, such as a description. */
  | { kind: 'none' };

/** The names that brokers have at some point of the plan. */
export type NameOf = (broker: number) => string;

/** One step that is needed, and what must be done before it. */
export interface Task {
  /** Which of several equally good orders is preferred: lower ranks first, then lower order. */
  rank: number;
  order: number;
  change: TaskChange;
  after: Task[];
  /** The edit; names are those of the moment. */
  edit: (nameOf: NameOf) => EditStep;
  why: readonly StepReason[];
  /** The broker that the task renames, and its new name. */
  renames?: { broker: number; to: string };
  /** The broker whose properties the task sets. */
  sets?: number;
}

/** Why a step is where it is, as facts. Its words: render/plan-words.ts. */
export type StepReason =
  /** Auto-promotion must not act while brokers are changed. */
  | { kind: 'auto-promotion-paused' }
  /** It is on again once all brokers are as planned. */
  | { kind: 'auto-promotion-last' }
  /** The site has that many brokers already, so RAS puts a new one in standby. */
  | { kind: 'arrives-in-standby'; brokers: number; statement: StatementId }
  /** It comes before brokers leave, so that the tolerance doesn't fall. */
  | { kind: 'before-others-leave' }
  /** Only then can the old primary leave, or stop being active. */
  | { kind: 'before-primary-leaves'; primary: string; leaves: 'delete' | 'standby' | 'disable' }
  /** These prefer a broker that is leaving. */
  | { kind: 'before-preferred-leaves'; broker: string }
  /** The new preferred broker is active by now. */
  | { kind: 'preferred-is-active'; broker: string }
  /** It is no longer the primary, and nothing prefers it. */
  | { kind: 'no-longer-needed' }
  /** By now the site has enough active brokers for high availability of providers. */
  | { kind: 'after-high-availability'; active: number }
  /** Changes of the primary come last. */
  | { kind: 'primary-last' }
  /** The address is needed by another broker. */
  | { kind: 'frees-address'; address: string; for: string }
  /** RAS can't change this property, so the object is deleted and added again. */
  | { kind: 'added-again'; property: 'type' | 'kind' }
  /** The object leaves its other site first: it can be in one site only. */
  | { kind: 'one-site-at-a-time'; site: string }
  /** The order of the secondaries is settled once all new brokers are there. */
  | { kind: 'order-last' }
  /** Another site must be the Licensing Site before this one is deleted. */
  | { kind: 'licensing-before-delete'; site: string }
  /** Sites are deleted after everything else. */
  | { kind: 'sites-leave-last' }
  /** The Licensing Site is upgraded before all others. */
  | { kind: 'licensing-site-first'; statement: StatementId }
  /** Within a site: brokers by priority, then gateways, then hosts. */
  | { kind: 'upgrade-order'; component: 'broker' | 'gateway' | 'agent'; statement: StatementId }
  /** No source describes the way to an earlier RAS version. */
  | { kind: 'earlier-version' }
  /** Every host has the version by now, so its rules apply. */
  | { kind: 'version-last' };

/** Ranks of tasks: of several equally good orders the one that goes this way is chosen. */
export const ranks = {
  freeAddress: 5,
  addBroker: 10,
  enable: 12,
  activate: 14,
  setBroker: 20,
  setPrimary: 21,
  gateway: 30,
  deleteReplaced: 32,
  addProvider: 34,
  addAgents: 36,
  prefer: 40,
  promote: 50,
  deleteMember: 60,
  standby: 70,
  disable: 72,
  clearFlag: 74,
  deleteBroker: 80,
} as const;
