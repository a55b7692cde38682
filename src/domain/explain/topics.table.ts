import {
  type AssumptionId,
  type CitationId,
  loadRules,
  processesCitation,
  type StatementId,
} from '../facts/index.js';

/**
 * Concepts of `farm explain`, besides rules, assumptions, processes and statements. What Parallels says is referenced by
 * statement id, so that numbers and citations are in one place. A rule lists the concepts it belongs to (`Rule.concepts`),
 * unless it shares a statement with them.
 */
export interface ConceptTopic {
  id: string;
  title: string;
  /** Other names for it. */
  aliases: readonly string[];
  /** The explanation, in paragraphs. */
  says: readonly string[];
  statements: readonly StatementId[];
  assumptions: readonly AssumptionId[];
  /** Documents other than those of the statements. */
  citations: readonly CitationId[];
  /** Commands about it. */
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
      'The vendor gives shares but no rounding. farm assigns whole agents by the largest remainder, with ties to the higher priority, in blocks in file order.',
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
      'With enough active Connection Brokers, providers move to another broker when theirs fails: high availability for VDI is armed. Then a group of brokers that reach each other serves the providers only if it is a majority: half of the active brokers, rounded down, plus one.',
      'Without a majority all providers are dropped at once, even if some brokers are up. That is why an even number gains nothing: it has one broker more, but the same number may fail.',
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
      'The largest number N such that any N Connection Brokers of a Site may be down while it still serves sessions and all of its providers. farm always gives two figures: without standbys, and with standbys stepping in.',
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
      'When the primary of a Site is away for longer than the delay, RAS can promote the next secondary automatically. Failback is a separate setting: with it, the original primary becomes the primary again when it is back.',
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
    title: 'Promoting a secondary manually',
    aliases: ['promote'],
    says: [
      'A promotion makes a secondary the primary of its Site. The processes that only a primary runs move to it. The load table then counts it as the primary; farm assumes that connected agents stay where they are.',
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
      'A standby is a secondary in reserve: it does not serve and is not counted until an active broker is completely offline. Then the standby with the highest priority steps in, until that broker is back.',
    ],
    statements: ['standby-connections', 'R2', 'R9', 'R22', 'R23'],
    assumptions: ['A1', 'A5', 'A14', 'A17'],
    citations: [],
    commands: ['farm broker standby BROKER', 'farm broker activate BROKER'],
  },
  {
    id: 'processes',
    title: 'Which broker runs which process',
    aliases: ['roles', 'role-table'],
    says: [
      'Some processes run on every active Connection Broker, some on the primary of each Site, and some only on the primary of the Licensing Site. Processes that only a primary runs stop while it is offline, until another broker is promoted.',
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
      'How many Connection Brokers a Site should have, and what to do in the RAS Console after its Add wizard. In farm the new broker has the lowest priority.',
      'Description and standby are not in that wizard: set them in the properties of the broker.',
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
      'Where in the network the Connection Brokers of a Site should be, and how brokers and gateways reach each other.',
    ],
    statements: ['R31', 'fast-channel', 'all-reach-all', 'alternative-ips', 'not-to-the-wan'],
    assumptions: ['A13', 'A25'],
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
      'A failure domain is anything whose failure takes down several servers at once, written as key=value: hypervisor=hv1, rack=r2, location=Berlin. Choose any keys; keys and values are not case-sensitive. Brokers that differ in location, datacentre or datacenter are in different locations.',
    ],
    statements: ['R19'],
    assumptions: ['A5'],
    citations: [],
    commands: ['farm broker set BROKER --domain hypervisor=hv1', 'farm prove'],
  },
  {
    id: 'tests',
    title: 'Tests of a farm',
    aliases: ['test', 'test-files', 'expectations'],
    says: [
      'A test file beside the farm file states what must keep working. Each test has edits made in memory ("given"), a failure ("when") and what must hold ("then"): at the end, throughout, or at a moment of the events ("at"). A test can also expect that an edit is refused ("refused").',
      'A test with "sites: every" is run for each Site. A test with "cases" is run for each of them, with <column> replaced by its value. A test with "skip" and a reason is reported, but not run.',
    ],
    statements: [],
    assumptions: [],
    citations: [],
    commands: ['farm test --init', 'farm test', 'farm schema test'],
  },
  {
    id: 'severities',
    title: 'Severities and --fail-on',
    aliases: ['severity', 'fail-on', 'threshold'],
    says: [
      "Every rule has a severity, which a farm file can change. --fail-on sets the lowest severity at which farm check exits 1; it never hides a finding. As a gate, use --fail-on warning: the vendor's recommendations, such as three active brokers for high availability, are warnings.",
      'In text, findings of severity info are called notes. The rules about the farm file itself use the same scale: an invalid file is an error, an expired suppression is a warning.',
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
      'A suppression in the farm file accepts a finding. It has a rule, a target, a reason and, unless it is permanent, the last day on which it is valid. The target is a Site, for all its findings of that rule, or one object such as Berlin/broker/CB4. The finding is still reported as suppressed, but no longer counts.',
      'To adopt farm check for an existing farm, use a baseline: a separate file that accepts all current findings. Only new findings count.',
    ],
    statements: [],
    assumptions: [],
    citations: [],
    commands: [
      'farm check --show-suppressed',
      'farm check --write-baseline farm.baseline.json',
      'farm check --baseline farm.baseline.json --fail-on warning',
    ],
  },
  {
    id: 'rule-settings',
    title: 'Configuring a rule',
    aliases: ['settings', 'rules', 'off'],
    says: [
      'A farm file configures rules under "rules", by id or slug: another severity; another threshold, if the source leaves room for one; or off, with a reason.',
    ],
    statements: [],
    assumptions: [],
    citations: [],
    commands: ['farm check'],
  },
  {
    id: 'policy',
    title: 'Policy of a repository',
    aliases: ['policies', 'own-rules', 'farm.policy.json', 'organisation'],
    says: [
      'A policy sets what counts for all farms of a git repository. It is a file, farm.policy.json or farm.policy.yaml, in the folder of a farm file or above it, up to the root of the repository; the nearest one applies. Outside of git, it must be next to the farm file. To use another one, name it: farm check --policy FILE. Every command that runs rules applies the policy.',
      'A farm file can be stricter than the policy, but not weaker. If the policy sets the "severity" or "threshold" of a rule, that is the minimum, and a farm file can\'t turn the rule off. "required" does the same with the defaults of the rule. A weaker setting in a farm file has no effect and is a finding. "off" is only a default: a farm file that sets the rule overrides it. The name * stands for all rules.',
      '"suppress" limits suppressions, of all rules or of one: "any" allows all of them, "never" allows none, and "90d" allows those that end within 90 days from today. With "never", a baseline can\'t accept the findings either.',
      '"tolerance" is how many brokers a site must be able to lose, without standbys. If several rows match a site, the highest number applies. "fail-on" is the default of farm check --fail-on.',
      '"own-rules" are rules of your organisation, written like tests of farm test: "when" is what fails, and "require" is what must still hold. A rule applies to every site, or only to those that "sites" and "sites-with" select. Its findings are like all others: they can be suppressed, and --rule and --skip accept its id.',
      '"overrides" change settings for some files, named by patterns as in .gitignore. If several match, the last one takes precedence. Rules are merged, own rules are added, and every other setting is replaced.',
      "farm check --against REF uses the policy of that revision, so a change can't weaken the policy that judges it; a farm that it moves to a weaker policy is judged by the one where it was. With --deny rule-weakened, the check also fails if the change weakens the policy itself.",
    ],
    statements: [],
    assumptions: [],
    citations: [],
    commands: [
      'farm check farms/ --against origin/main --deny rule-weakened,suppression-added',
      'farm check --policy FILE',
      'farm schema policy > farm-policy.schema.json',
    ],
  },
] as const satisfies readonly ConceptTopic[];

/** Id of a concept, such as `load`. */
export type ConceptId = (typeof conceptTopics)[number]['id'];

/** The commands whose answers depend on an assumption, besides the rules that list it. */
export const dependentCommands: Readonly<Record<AssumptionId, readonly string[]>> = {
  A1: ['load', 'simulate', 'prove --table', 'advise', 'advise --why'],
  A2: ['broker promote', 'simulate', 'plan --runbook', 'advise --why'],
  A3: ['simulate'],
  A4: ['status', 'simulate', 'prove', 'prove --table', 'maintenance', 'advise'],
  A5: ['status', 'simulate', 'prove', 'prove --table', 'maintenance', 'advise'],
  A6: ['simulate', 'prove', 'maintenance'],
  A7: ['simulate'],
  A8: ['simulate', 'prove', 'prove --table', 'maintenance', 'advise', 'advise --preferred-brokers'],
  A9: ['roles', 'simulate'],
  A10: ['broker list', 'status'],
  A11: ['provider add', 'advise --preferred-brokers'],
  A12: ['simulate', 'prove', 'prove --table'],
  A13: ['gateway add'],
  A14: ['roles', 'simulate', 'maintenance'],
  A15: ['simulate'],
  A16: ['status', 'simulate', 'provider add', 'advise', 'advise --preferred-brokers'],
  A17: ['simulate'],
  A18: ['simulate'],
  A19: ['simulate'],
  A20: [],
  A21: ['load', 'simulate', 'prove --table', 'advise --why'],
  A22: ['simulate', 'advise --preferred-brokers'],
  A23: ['prove --table'],
  A24: ['advise --preferred-brokers'],
  A25: ['ports'],
  A26: ['plan --runbook'],
  A27: ['plan --runbook'],
  A28: ['plan --runbook'],
  A29: ['plan --runbook'],
  A30: ['plan --runbook'],
};
