import type { AssumptionId, StatementId } from '../../facts/index.js';
import {
  type NextStep,
  type Path,
  type Broker,
  type Farm,
  type Site,
  type Suppression,
  placeIn,
  type severities,
} from '../../model/index.js';

/** Worst first. */
export type Severity = (typeof severities)[number];

/** What each severity means: the one definition that `farm explain severities`, README and the rule pages print. */
export const severityMeanings: Readonly<Record<Severity, string>> = {
  error: "A setting that RAS ignores, or that can't do what it says.",
  warning: "Against the vendor's recommendation.",
  info: 'Worth knowing.',
};

/** What a finding can be about. */
export type TargetKind =
  | 'site'
  | 'broker'
  | 'agent'
  | 'provider'
  | 'gateway'
  | 'suppression'
  | 'file';

/** What one rule sees in one site. */
export interface Observation {
  target: { kind: TargetKind; name: string };
  /** Path of the object below its site, such as `['brokers', 3]`; empty for the site itself. */
  path: Path;
  message: string;
  observed: string | number;
  required: string | number;
  /** The commands that mend it, in order. Words in capitals are for the user to fill in. */
  remedy: NextStep[];
  /** The assumptions that this finding leans on, where they are not all of its rule. */
  assumptions?: readonly AssumptionId[];
}

/** What is said of every rule, whatever it looks at. */
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
  /** The vendor's statements that the rule is true to; none where it only follows from the model. */
  statements: readonly StatementId[];
  assumptions: readonly AssumptionId[];
  /** Where the rule keeps silent on purpose, each with the reason, in one sentence. */
  exemptions?: readonly string[];
  /** The number that a farm may set differently, where the source leaves room. */
  threshold?: RuleThreshold;
  /** What `farm check --fix` does; none where somebody has to decide. */
  fix?: RuleFix;
}

/** The number of a rule, and how far a farm may set it otherwise. */
export interface RuleThreshold {
  preset: number;
  least: number;
  most: number;
  /** What the number is, in one sentence. */
  says: string;
}

/**
 * How `farm check --fix` fixes the findings of a rule. A rule has one only where its finding has one safe answer: nothing
 * in the real farm would behave differently, nobody has to choose, and nothing is lost that RAS would have heeded.
 */
export interface RuleFix {
  /** What it does, in half a sentence: "turns failback off". */
  does: string;
  /** The farm with these findings fixed; `isFoundAt` says whether one of them is at a path of the farm document. */
  apply(farm: Farm, isFoundAt: (...path: (string | number)[]) => boolean): Farm;
}

/** A readiness rule: what should hold in a site, why, and how to see that it doesn't. */
export interface ReadinessRule extends Rule {
  /** Everything in the site that the rule objects to; `threshold` is the farm's number, or the preset. */
  find(site: Site, farm: Farm, threshold: number): Observation[];
}

/** A rule about suppressions: what should hold for each of them. */
export interface SuppressionRule extends Rule {
  /** What it objects to in one suppression. */
  judge(seen: SuppressionInUse): Seen[];
}

/** One suppression of a farm, and what came of it. */
export interface SuppressionInUse {
  suppression: Suppression;
  /** Its rule and target, such as "RAS104 on Berlin". */
  name: string;
  /** Whether it suppresses a finding. */
  isUsed: boolean;
  /** ISO date. */
  today: string;
}

/** Any rule. One that neither finds nor judges is about files that no farm can be read from: the store reports those. */
export type AnyRule = ReadinessRule | SuppressionRule | Rule;

/**
 * Two farm files of a rule, as small as can be: one that it objects to, and the same as it should be. The pages of the
 * rules show them, and the tests ask them. The program itself never loads them.
 */
export interface SampleFarms {
  bad: FarmFile;
  good: FarmFile;
  /** The other rules that the bad one breaks, where that can't be avoided. */
  alsoFires?: readonly Rule['id'][];
}

/** The day on which the suppressions of the samples are judged, ISO date. */
export const sampleDay = '2027-01-15';

/** What is in a farm file. RAS900 shows one that can't be read, so nothing more is said of it here. */
type FarmFile = Readonly<Record<string, unknown>>;

/** What an observation says, wherever it is. */
export type Seen = Pick<Observation, 'message' | 'observed' | 'required' | 'remedy'>;

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
