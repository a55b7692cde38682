import {
  type AssumptionId,
  type CitationId,
  loadRules,
  processesCitation,
  type StatementId,
} from '../facts/index.js';
import type { Rule } from '../readiness/index.js';

/**
 * What `farm explain` tells beside rules, assumptions, processes and statements: the concepts that they all use. What
 * Parallels says is named by its statement, so that numbers and citations stand in one place.
 */
export interface ConceptTopic {
  id: string;
  title: string;
  /** Other words for it. */
  aliases: readonly string[];
  /** In our words, a paragraph each. */
  says: readonly string[];
  statements: readonly StatementId[];
  assumptions: readonly AssumptionId[];
  /** Rules about it, beside those that lean on the same statements. */
  rules?: readonly Rule['id'][];
  /** Documents beside those of the statements. */
  citations: readonly CitationId[];
  /** Commands that answer for a farm of one's own. */
  commands: readonly string[];
}

/** Every concept that can be explained. */
export const conceptTopics = [
  {
    id: 'load',
    title: 'Load split',
    aliases: ['load-split', 'load-table'],
    says: [
      "Agents connect to the active Connection Brokers of their Site. Those that prefer a broker go to it first; the others are split over the active brokers by the rule of the Farm's RAS version.",
      'The vendor gives shares and no rounding: farm hands out whole agents by the largest remainder, ties to the higher priority, in blocks of the order in the file.',
    ],
    statements: ['load-pinned', 'standby-connections'],
    assumptions: ['A1', 'A3', 'A21', 'A22'],
    citations: loadRules.flatMap((rule) => rule.citations),
    commands: ['farm load', 'farm load --brokers 3 --agents 40'],
  },
  {
    id: 'majority',
    title: 'Majority and high availability for VDI',
    aliases: ['quorum', 'split-brain', 'vdi', 'high-availability'],
    says: [
      'With enough active Connection Brokers, providers move to another broker when theirs fails: high availability for VDI is armed. From then on, brokers that reach each other serve the providers only where they are a majority: half of the active brokers, rounded down, plus one.',
      'Without a majority all providers are dropped at once, even where brokers are up. That is why an even number gains nothing: one broker more, and still the same number may fail.',
    ],
    statements: ['R2', 'R3', 'R4', 'R5', 'R6', 'all-reach-all'],
    assumptions: ['A4', 'A5', 'A15', 'A16'],
    citations: [],
    commands: ['farm simulate --down BROKER', 'farm prove', 'farm prove --table'],
  },
  {
    id: 'tolerance',
    title: 'Tolerance',
    aliases: ['redundancy', 'n+1'],
    says: [
      'The largest number of Connection Brokers of a Site that may be down, whichever they are, while it still serves sessions and, where it has providers, all of them. Two figures, always both: without standbys, and with them stepping in.',
    ],
    statements: ['R1', 'R2', 'R5', 'R8', 'R23'],
    assumptions: ['A4', 'A5', 'A16', 'A23'],
    citations: [],
    commands: ['farm status', 'farm prove', 'farm prove --require 1'],
  },
  {
    id: 'auto-promotion',
    title: 'Auto-promotion and failback',
    aliases: ['failback', 'autopromotion'],
    says: [
      'When the primary of a Site is away for longer than the delay, RAS can promote the next secondary by itself. Failback is a switch of its own: with it, the original primary takes its place again when it is back.',
    ],
    statements: ['R12', 'R13', 'R14', 'R15-least', 'R15-most', 'R16', 'R17', 'R18', 'R19'],
    assumptions: ['A6', 'A7', 'A12', 'A17', 'A18', 'A19'],
    citations: [],
    commands: [
      'farm site set SITE --auto-promotion 30m --failback',
      "farm simulate --events 'down BROKER; after 1h; up BROKER'",
    ],
  },
  {
    id: 'promotion',
    title: 'Promoting a secondary by hand',
    aliases: ['promote'],
    says: [
      'A promotion makes a secondary the primary of its Site. The processes that only a primary runs go with it. The load table then counts it as the primary; we assume that agents that are connected stay where they are.',
    ],
    statements: ['R28', 'R29', 'R30', 'promotion-account'],
    assumptions: ['A2', 'A22'],
    citations: [],
    commands: ['farm broker promote BROKER --dry-run'],
  },
  {
    id: 'standby',
    title: 'Standby Connection Brokers',
    aliases: ['standbys'],
    says: [
      'A standby is a secondary that waits: it serves nobody and counts for nothing until an active broker is completely offline. Then it steps in, in priority order, until that broker is back.',
    ],
    statements: ['standby-connections', 'R2', 'R9', 'R22', 'R23'],
    assumptions: ['A1', 'A5', 'A14', 'A17'],
    citations: [],
    commands: ['farm broker standby BROKER', 'farm broker activate BROKER'],
  },
  {
    id: 'processes',
    title: 'Who runs what',
    aliases: ['roles', 'role-table'],
    says: [
      'Some processes run on every active Connection Broker, some on the primary of each Site, and some on the primary of the Licensing Site alone. What only a primary runs stops while it is away, until somebody is promoted.',
    ],
    statements: ['one-primary', 'licensing-site'],
    assumptions: ['A9', 'A14'],
    citations: [processesCitation],
    commands: ['farm roles', 'farm roles --broker BROKER'],
  },
  {
    id: 'preferred-broker',
    title: 'Preferred Connection Broker',
    aliases: ['preference', 'automatic'],
    says: [
      'An agent, a provider or a gateway can prefer a Connection Broker of its Site; without that it is Automatic. A preference for a broker that is not active counts as Automatic.',
    ],
    statements: ['load-pinned', 'R32', 'R33', 'R35'],
    assumptions: ['A8', 'A11', 'A24'],
    citations: [],
    commands: ['farm agent assign', 'farm provider preferred-broker'],
  },
  {
    id: 'adding-brokers',
    title: 'Adding a Connection Broker',
    aliases: ['how-many', 'add-broker'],
    says: [
      'How many Connection Brokers a Site should have, and what to do in the RAS Console after its Add wizard. In farm the new broker is the last in priority.',
      'Description and standby are not in that wizard: in RAS they are set in the properties of the broker.',
    ],
    statements: ['R1', 'R8', 'R9', 'R11', 'R22', 'add-wizard'],
    assumptions: ['A23'],
    citations: [],
    commands: ['farm broker add', 'farm prove --table'],
  },
  {
    id: 'network',
    title: 'The network between Connection Brokers',
    aliases: ['segments', 'subnet', 'wan'],
    says: [
      'Where the Connection Brokers of a Site should be, and how they and the gateways reach each other.',
    ],
    statements: ['R31', 'fast-channel', 'all-reach-all', 'alternative-ips', 'not-to-the-wan'],
    assumptions: ['A13', 'A25'],
    rules: ['RAS107'],
    citations: [],
    commands: [
      'farm ports',
      'farm site set SITE --network CIDR',
      "farm broker set BROKER --alternative-ips 'IP;IP'",
    ],
  },
  {
    id: 'failure-domains',
    title: 'Failure domains',
    aliases: ['domains'],
    says: [
      'What can take a server down together with others, as key = value: hypervisor=hv1, rack=r2, location=Berlin. The keys are yours; keys and values are compared without regard to case. Brokers that differ in location, datacentre or datacenter are in different locations.',
    ],
    statements: ['R19'],
    assumptions: ['A5'],
    rules: ['RAS601', 'RAS602'],
    citations: [],
    commands: ['farm broker set BROKER --domain hypervisor=hv1', 'farm prove'],
  },
  {
    id: 'severities',
    title: 'Severities and --fail-on',
    aliases: ['severity', 'fail-on', 'threshold'],
    says: [
      'Every rule has a severity, which a farm file may change. --fail-on sets from which severity on farm check exits 1; it never hides a finding. As a gate use --fail-on warning: what the vendor recommends, such as three active brokers for high availability, is a warning.',
      'The rules about the farm file itself use the same scale: a file that is no farm is an error, a suppression that somebody must decide about again is a warning.',
    ],
    statements: [],
    assumptions: [],
    citations: [],
    commands: ['farm check --fail-on warning', 'farm config set fail-on warning'],
  },
  {
    id: 'suppressions',
    title: 'Accepting a finding',
    aliases: ['suppression', 'suppress', 'baseline', 'accept'],
    says: [
      'A suppression in the farm file accepts a finding: it names the rule, the target, a reason, and where it should not last for ever the last day on which it holds. The target is a Site, for all its findings of that rule, or one object such as Berlin/broker/CB4. The finding is still there, marked, and counts no more.',
      'For a first adoption a baseline accepts all that is there today, in a file of its own; what comes later counts.',
    ],
    statements: [],
    assumptions: [],
    rules: ['RAS901', 'RAS902'],
    citations: [],
    commands: [
      'farm check --show-suppressed',
      'farm check --write-baseline farm.baseline.json',
      'farm check --baseline farm.baseline.json --fail-on warning',
    ],
  },
  {
    id: 'rule-settings',
    title: 'Setting a rule',
    aliases: ['settings', 'rules', 'off'],
    says: [
      'Under "rules" a farm file says how a rule is meant, by its id or slug: another severity; another threshold, where the source leaves room for one; or off, with a reason.',
    ],
    statements: [],
    assumptions: [],
    citations: [],
    commands: ['farm check'],
  },
] as const satisfies readonly ConceptTopic[];

/** Id of a concept, such as `load`. */
export type ConceptId = (typeof conceptTopics)[number]['id'];

/** The commands whose answers lean on an assumption, beside the rules that name it. */
export const answersLeaning: Readonly<Record<AssumptionId, readonly string[]>> = {
  A1: ['load', 'simulate', 'prove --table'],
  A2: ['broker promote', 'simulate'],
  A3: ['simulate'],
  A4: ['status', 'simulate', 'prove', 'prove --table', 'maintenance'],
  A5: ['status', 'simulate', 'prove', 'prove --table', 'maintenance'],
  A6: ['simulate', 'prove', 'maintenance'],
  A7: ['simulate'],
  A8: ['simulate', 'prove', 'prove --table', 'maintenance'],
  A9: ['roles', 'simulate'],
  A10: ['broker list', 'status'],
  A11: ['provider add'],
  A12: ['simulate', 'prove', 'prove --table'],
  A13: ['gateway add'],
  A14: ['roles', 'simulate', 'maintenance'],
  A15: ['simulate'],
  A16: ['status', 'simulate', 'provider add'],
  A17: ['simulate'],
  A18: ['simulate'],
  A19: ['simulate'],
  A20: [],
  A21: ['load', 'simulate', 'prove --table'],
  A22: ['simulate'],
  A23: ['prove --table'],
  A24: [],
  A25: ['ports'],
};
