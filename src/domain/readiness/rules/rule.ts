import type { AssumptionId, StatementId } from '../../facts/index.js';
import {
  type NextStep,
  type Path,
  type Broker,
  type Farm,
  type Site,
  type RuleSetting,
  type Suppression,
  type SuppressionRefusal,
  type Weakening,
  placeIn,
  type severities,
} from '../../model/index.js';

/** Worst first. */
export type Severity = (typeof severities)[number];

/** The meaning of each severity. `farm explain severities` and the pages of the rules print it. */
export const severityMeanings: Readonly<Record<Severity, string>> = {
  error:
    "A setting that RAS ignores, or that can't do what it says; or a requirement of yours that isn't met.",
  warning: "Against the vendor's recommendation.",
  info: 'Worth knowing.',
};

/** The kinds of object that a finding can be about. */
export type TargetKind =
  | 'site'
  | 'broker'
  | 'agent'
  | 'provider'
  | 'gateway'
  | 'suppression'
  | 'rule'
  | 'file';

/** What one rule finds in one site. */
export interface Observation {
  target: { kind: TargetKind; name: string };
  /** Path of the object below its site, such as `['brokers', 3]`; empty for the site itself. */
  path: Path;
  message: string;
  observed: string | number;
  required: string | number;
  /** The commands that fix it, in order. UPPERCASE words are placeholders. */
  remedy: NextStep[];
  /** The assumptions that this finding depends on, if not all of its rule. */
  assumptions?: readonly AssumptionId[];
  /** The message in a few words, if it is too long for a line. */
  brief?: string;
  /** What it is about, if findings of other rules may be about the same. */
  topic?: Topic;
}

/**
 * What findings of several rules can be about: the number of active brokers, or a broker that isn't active. `wanted`: how
 * many are active after the remedy.
 */
export type Topic =
  | { kind: 'too-few-active' | 'too-many-active'; wanted: number }
  | { kind: 'idle'; broker: string };

/** The metadata of every rule. */
export interface Rule {
  /**
   * RAS and three digits, never reused: 1xx brokers, 2xx promotion, 3xx load, 4xx providers, 5xx network, 6xx failure
   * domains, 9xx the farm as a whole and its file.
   */
  id: `RAS${number}`;
  slug: string;
  severity: Severity;
  /** What should hold, in one sentence. */
  statement: string;
  /** Why it matters, in one sentence. */
  why: string;
  /** The vendor's statements that the rule is based on; empty if it follows from the model alone. */
  statements: readonly StatementId[];
  assumptions: readonly AssumptionId[];
  /** Ids of the concepts in `farm explain` that list the rule, besides those with one of its statements. */
  concepts?: readonly string[];
  /** Where the rule deliberately reports nothing, each with the reason, in one sentence. */
  exemptions?: readonly string[];
  /** The threshold that a farm file can change, if the source leaves room. */
  threshold?: RuleThreshold;
  /** What `farm check --fix` does; absent if a person has to decide. */
  fix?: RuleFix;
}

/** The threshold of a rule: its default and its range. */
export interface RuleThreshold {
  preset: number;
  least: number;
  most: number;
  /** What the threshold means, in one sentence. */
  says: string;
  /** Whether it says what is required, so that a higher one is stricter. Otherwise it says how much is accepted. */
  isRequirement?: true;
}

/** Whether one threshold of a rule accepts less than another. */
export function isStricter(
  threshold: RuleThreshold | undefined,
  one: number,
  other: number,
): boolean {
  return threshold?.isRequirement === true ? one > other : one < other;
}

/**
 * How `farm check --fix` fixes the findings of a rule. A rule has a fix only if there is one safe answer: nothing in the
 * real farm would behave differently, nothing has to be chosen, and nothing is lost that RAS would have used.
 */
export interface RuleFix {
  /** What it does, as a phrase: "turns failback off". */
  does: string;
  /** The farm with these findings fixed; `isFoundAt` says whether one of them is at a path of the farm document. */
  apply(farm: Farm, isFoundAt: (...path: (string | number)[]) => boolean): Farm;
}

/** A readiness rule: what should hold in a site, why, and how to find violations. */
export interface ReadinessRule extends Rule {
  /** Everything in the site that violates the rule; `threshold` is the farm's setting, or the default. */
  find(site: Site, farm: Farm, threshold: number): Observation[];
}

/** A rule about suppressions: what should hold for each of them. */
export interface SuppressionRule extends Rule {
  /** What is wrong with one suppression. */
  judge(seen: SuppressionInUse): Seen[];
}

/** One suppression of a farm, and whether it is used. */
export interface SuppressionInUse {
  suppression: Suppression;
  /** Its rule and target, such as "RAS104 on Berlin". */
  name: string;
  /** Whether it suppresses a finding. */
  isUsed: boolean;
  /** ISO date. */
  today: string;
  /** Why it does not count under the policy; null if it does. */
  refused: SuppressionRefusal | null;
}

/** A rule about the farm file's settings of rules: what should hold for each of them. */
export interface SettingRule extends Rule {
  /** What is wrong with one setting. */
  judgeSetting(seen: SettingInUse): Seen[];
}

/** A farm file's setting of a rule under a policy. */
export interface SettingInUse {
  rule: Rule;
  setting: RuleSetting;
  /** The properties in which it is weaker than the policy's, which therefore count. */
  weakened: readonly Weakening[];
  /** The policy's setting. */
  fixed: RuleSetting;
  policy: string;
}

/** Any rule. One that only has metadata is about files that can't be read as a farm: the store reports those. */
export type AnyRule = ReadinessRule | SuppressionRule | SettingRule | Rule;

/**
 * Two minimal farm files of a rule: one that violates it, and the same one as it should be. The pages of the rules show
 * them, and the tests check them. The program itself never loads them.
 */
export interface SampleFarms {
  bad: FarmFile;
  good: FarmFile;
  /** The policy of both, where the rule needs one. */
  policy?: FarmFile;
  /** The other rules that the bad one violates, if that can't be avoided. */
  alsoFires?: readonly Rule['id'][];
}

/** The date used to decide which suppressions of the samples have expired, ISO date. */
export const sampleDay = '2027-01-15';

/** The content of a farm file or a policy. Not typed further, because RAS900 shows an invalid one. */
type FarmFile = Readonly<Record<string, unknown>>;

/** The content of an observation, without its place. */
export type Seen = Pick<Observation, 'message' | 'observed' | 'required' | 'remedy'> &
  Partial<Pick<Observation, 'brief' | 'topic'>>;

/** An observation about the site as a whole. */
export function aboutSite(site: Site, seen: Seen): Observation {
  return { target: { kind: 'site', name: site.name }, path: [], ...seen };
}

/** An observation about one broker of the site. */
export function aboutBroker(
  site: Site,
  broker: Broker,
  seen: Omit<Observation, 'target' | 'path'>,
): Observation {
  return {
    target: { kind: 'broker', name: broker.server },
    path: ['brokers', placeIn(site.brokers, broker)],
    ...seen,
  };
}
