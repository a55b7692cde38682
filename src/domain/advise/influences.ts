/**
 * Which kinds of change can resolve what a rule finds. The search tries no other change for it, so a row may name a kind too
 * many, but not one too few: then a smaller set could be missed. test/advise compares with every set there is.
 */

/** A kind of change, as far as it decides what can be resolved with it. */
export type Lever =
  /** A broker becomes active, or an active one is added. */
  | 'more-active'
  /** An active broker goes to standby. */
  | 'fewer-active'
  /** A disabled broker goes to standby, or a standby is added. */
  | 'more-standbys'
  /** Brokers move to another failure domain of the kind that the finding is about. */
  | 'domain'
  | 'agents'
  | 'providers'
  | 'gateways'
  | 'auto-promotion';

const anyBroker = ['more-active', 'fewer-active', 'more-standbys'] as const;

/** The rules that the arrangement of brokers, agents and providers decides. */
const leversOfRules: Readonly<Record<string, readonly Lever[]>> = {
  RAS101: ['more-active', 'more-standbys'],
  RAS102: ['more-active'],
  RAS103: ['fewer-active'],
  RAS104: ['more-active', 'fewer-active'],
  RAS105: ['more-active'],
  RAS106: ['more-active', 'more-standbys'],
  RAS108: ['more-active', 'agents', 'providers', 'gateways'],
  RAS109: ['more-active'],
  RAS201: ['more-active', 'auto-promotion'],
  RAS202: ['fewer-active', 'auto-promotion'],
  RAS203: ['auto-promotion'],
  RAS204: ['fewer-active', 'auto-promotion'],
  RAS301: ['more-active', 'fewer-active', 'agents'],
  RAS401: ['more-active'],
  RAS402: ['providers'],
  RAS601: [...anyBroker, 'domain', 'auto-promotion'],
  RAS602: ['more-active', 'more-standbys', 'domain'],
};

/** Rules about names, addresses, ports and the farm file: commands of another kind resolve what they find. */
export const rulesLeft: readonly string[] = [
  'RAS107',
  'RAS501',
  'RAS502',
  'RAS503',
  'RAS504',
  'RAS900',
  'RAS901',
  'RAS902',
  'RAS903',
  'RAS904',
  'RAS905',
  'RAS906',
];

/** Whether changes of brokers, agents, providers or auto-promotion resolve what the rule finds. */
export function isDecidedHere(rule: string): boolean {
  return leversOfRules[rule] !== undefined;
}

/** What can resolve a finding of the rule. */
export function leversOfRule(rule: string): readonly Lever[] {
  return leversOfRules[rule] ?? [];
}

/** What can raise the tolerance. */
export const leversOfTolerance: readonly Lever[] = ['more-active'];
export const leversOfToleranceWithStandbys: readonly Lever[] = anyBroker;
/** What can keep a failure domain from taking a service with it. */
export const leversOfDomain: readonly Lever[] = [...anyBroker, 'domain'];
