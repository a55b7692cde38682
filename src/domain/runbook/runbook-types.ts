import type { AssumptionId, ConsoleStepId, RasVersion } from '../facts/index.js';
import type { EditStep } from '../edits/index.js';

/** A plan as a procedure: what is done on the real farm, and what the farm looks like before and after. */

/** What the module of the farm can do, as a capture reports it. */
export interface KnownModule {
  /** Parameter names by cmdlet; null where the module lacks the cmdlet. */
  parameters: Readonly<Record<string, readonly string[] | null>>;
}

/** The procedure of a whole plan. */
export interface Runbook {
  /** Names of the farms. */
  from: string;
  to: string;
  rasVersion: RasVersion;
  steps: RunbookStep[];
  /** What any step assumes, by id. */
  assumptions: AssumptionId[];
}

/** A step of the plan. */
export interface RunbookStep {
  /** Its number in the plan, counted from 1. */
  number: number;
  edit: EditStep;
  /** Done one after the other; each is checked by itself. */
  parts: RunbookPart[];
  assumptions: AssumptionId[];
}

/** One action, between two looks at the farm. */
export interface RunbookPart {
  before: ExpectedSite;
  action: RunbookAction;
  after: ExpectedSite;
  /** Whether the change takes effect only when it is applied. */
  apply: boolean;
  /** Who tells that it is done: a second look at the farm, or the administrator, where no cmdlet reports it. */
  check: 'read-back' | 'administrator';
  assumptions: AssumptionId[];
}

/** What is done. */
export type RunbookAction =
  | {
      kind: 'cmdlet';
      calls: CmdletCall[];
      /** Proven by the vendor's own scripts and pages, or known from the module of this farm. */
      confirmedBy: 'documented' | 'module';
      /** The calls work on the site that the session is connected to; for another site the console is used. */
      onlyInSite: string | null;
      /** Used where the module lacks a cmdlet or parameter after all. */
      console: ConsoleAction;
    }
  | { kind: 'promote'; broker: string; stay: boolean; console: ConsoleAction }
  | ({ kind: 'console' } & ConsoleAction)
  /** Nothing to do in RAS: only the model has it. */
  | { kind: 'model-only' };

/** A change that the administrator makes in the RAS Console. */
export interface ConsoleAction {
  step: ConsoleStepId;
  site: string | null;
  /** The objects that it is done to, by name. */
  names: readonly string[];
  /** What is entered or chosen, by the label of the console. */
  values: Readonly<Record<string, ConsoleValue>>;
}

/** A value to enter; an empty text clears the field, null is Automatic. */
export type ConsoleValue = string | boolean | number | null | readonly string[];

/** A call of a cmdlet, by its newest name. */
export interface CmdletCall {
  cmdlet: string;
  arguments: Readonly<Record<string, CallValue>>;
}

/** A value of a parameter; ids are looked up by name when the script runs. */
export type CallValue =
  | string
  | boolean
  | { idOfSite: string }
  /** The id of a broker of the site; null is Automatic. */
  | { idOfBroker: string | null; site: string }
  | { idOfProvider: string; site: string }
  | { object: 'gateway' | 'provider'; name: string; site: string };

/** What the Get cmdlets should report of one site. */
export interface ExpectedSite {
  site: string;
  exists: boolean;
  licensing?: boolean;
  /** In priority order: all of them. */
  brokers: ExpectedBroker[];
  /** Whether the order of all is compared, or only which one is the primary. */
  order: 'all' | 'primary';
  gateways: ExpectedMember[];
  hosts: ExpectedMember[];
  providers: ExpectedMember[];
  /** Servers whose agent works, in this version. */
  upgraded: { servers: string[]; version: RasVersion } | null;
}

/** What is expected of a broker; what is left out is not compared. */
export interface ExpectedBroker {
  server: string;
  enabled?: boolean;
  standby?: boolean;
  ip?: string | null;
  alternativeIps?: readonly string[];
  description?: string;
}

/** What is expected of another object; what is left out is not compared. */
export interface ExpectedMember {
  name: string;
  exists: boolean;
  /** Null is Automatic. */
  preferredBroker?: string | null;
  mode?: string;
  ip?: string | null;
}
