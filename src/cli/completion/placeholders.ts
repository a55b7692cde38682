/** What a placeholder of the help, such as BROKER or FILE, stands for. Words that are not placeholders are values themselves. */

/** What can be completed in the place of a placeholder. */
export type ValueKind =
  | 'agents'
  | 'brokers'
  | 'commands'
  | 'domains'
  | DomainsOf
  | 'files'
  | 'gateways'
  | 'goals'
  | 'preference values'
  | 'preferences'
  | 'providers'
  | 'rules'
  | 'services'
  | 'sites'
  | 'tolerances'
  | 'topics'
  | 'version numbers'
  | 'versions'
  | 'new';

/** Failure domains that objects of one kind have, as they are typed instead of their names. */
export type DomainsOf = `domains of ${'agents' | 'brokers' | 'gateways' | 'providers'}`;

/** A value: what it can be; of a list, what its parts can be, and the characters between them. */
export interface Placeholder {
  kinds: readonly ValueKind[];
  /** Characters that separate the parts of a list; none: one value. */
  separators?: string;
}

/** `new`: nothing that the farm has yet, or nothing that can be listed. */
export const placeholders: Readonly<Record<string, Placeholder>> = {
  AGENT: { kinds: ['agents'] },
  AGENTS: { kinds: ['agents', 'domains of agents'], separators: ',' },
  BROKER: { kinds: ['brokers'] },
  BROKERS: { kinds: ['brokers', 'domains of brokers'], separators: ',' },
  CIDR: { kinds: ['new'] },
  COMMANDS: { kinds: ['files'] },
  FILE: { kinds: ['files'] },
  FILES: { kinds: ['files'] },
  FROM: { kinds: ['files', 'versions'] },
  GATEWAY: { kinds: ['gateways'] },
  GATEWAYS: { kinds: ['gateways', 'domains of gateways'], separators: ',' },
  CONDITION: { kinds: ['new'] },
  GOAL: { kinds: ['goals'] },
  GROUPS: { kinds: ['brokers', 'domains of brokers'], separators: ',/' },
  ID: { kinds: ['rules'], separators: ',' },
  IP: { kinds: ['new'] },
  'IP;IP': { kinds: ['new'] },
  KEY: { kinds: ['preferences'] },
  'KEY=VALUE': { kinds: ['domains'] },
  MINUTES: { kinds: ['new'] },
  N: { kinds: ['new'] },
  NAME: { kinds: ['new'] },
  NEW: { kinds: ['files', 'versions'] },
  OLD: { kinds: ['files', 'versions'] },
  PATH: { kinds: ['files', 'versions'] },
  PROVIDER: { kinds: ['providers'] },
  PROVIDERS: { kinds: ['providers', 'domains of providers'], separators: ',' },
  REF: { kinds: ['versions'] },
  RULE: { kinds: ['rules'] },
  SAVES: { kinds: ['new'] },
  SERVER: { kinds: ['brokers'] },
  SERVICES: { kinds: ['services'], separators: ',' },
  SITE: { kinds: ['sites'] },
  SITES: { kinds: ['sites'], separators: ',' },
  SLUG: { kinds: ['new'] },
  TEXT: { kinds: ['new'] },
  TO: { kinds: ['files', 'versions'] },
  TOPIC: { kinds: ['topics'] },
  VALUE: { kinds: ['preference values'] },
  VERSION: { kinds: ['version numbers'] },
  WORDS: { kinds: ['commands'] },
  'YYYY-MM-DD': { kinds: ['new'] },
};

/** The objects of the commands of a topic, for a placeholder that says only NAME or SERVER. */
const objectsOfTopic: Readonly<Record<string, Placeholder>> = {
  agent: { kinds: ['agents', 'domains of agents'], separators: ',' },
  broker: { kinds: ['brokers', 'domains of brokers'], separators: ',' },
  gateway: { kinds: ['gateways', 'domains of gateways'], separators: ',' },
  provider: { kinds: ['providers', 'domains of providers'], separators: ',' },
  site: { kinds: ['sites'] },
};

/** Flags whose number is a tolerance, or how many failures there are. */
const tolerances = new Set(['tolerance', 'require', 'keep-tolerance']);

/** Commands that read any number of farm files, and change none: FILES can be versions. */
const readsFarms = new Set(['check', 'validate']);

/** A command that creates what it names: its own object is new. */
const creating = new Set(['add', 'init']);

/** Where the placeholder is: the words of the command, and the flag or argument. */
export interface Place {
  command: readonly string[];
  /** A flag without dashes, or an argument. */
  name: string;
  isFlag: boolean;
  /** Whether the command changes the farm file: then no version of it can be meant. */
  changesFarm: boolean;
  /** Of an argument: whether it is the first. The object of a command is. */
  isFirst: boolean;
  /** Of an argument: whether the command takes several, so that a word can be a list. */
  isOfSeveral?: boolean;
}

const nothingKnown: Placeholder = { kinds: ['new'] };

/** What a placeholder stands for in its place. */
export function meaningOf(placeholder: string, place: Place): Placeholder {
  const { command, name, isFlag, isFirst, isOfSeveral = false } = place;
  const [topic = '', verb = ''] = [command[0], command.at(-1)];
  const own = objectsOfTopic[topic];
  if (!isFlag && own !== undefined) {
    if (isFirst && creating.has(verb)) return nothingKnown;
    // One object alone: neither a list nor a failure domain.
    if (isFirst) return isOfSeveral ? own : { kinds: own.kinds.slice(0, 1) };
    // The new server of `broker replace`.
    if (placeholder === 'NEW') return nothingKnown;
  }
  if (isFlag && name === 'site')
    return { kinds: [creating.has(verb) && topic === verb ? 'new' : 'sites'] };
  // A primary of a new site, or a new name.
  if (placeholder === 'SERVER' && (verb === 'init' || (topic === 'site' && verb === 'add')))
    return nothingKnown;
  if (placeholder === 'N' && tolerances.has(name)) return { kinds: ['tolerances'] };
  if (placeholder === 'FILES' && readsFarms.has(verb)) return { kinds: ['files', 'versions'] };
  const row = placeholders[placeholder] ?? nothingKnown;
  return place.changesFarm && row.kinds.includes('versions')
    ? { ...row, kinds: row.kinds.filter((kind) => kind !== 'versions') }
    : row;
}

/**
 * The parts of a help value such as `BROKER|automatic`: placeholders, and values as they are typed. Samples such as `30m`,
 * which stand for any value of their kind, are left out.
 */
export function partsOf(helpValue: string): { placeholders: string[]; values: string[] } {
  const parts = helpValue.split('|');
  const isKnown = (part: string) => Object.hasOwn(placeholders, part);
  // A single unknown word is a placeholder without a row.
  if (parts.length === 1) return { placeholders: parts, values: [] };
  return {
    placeholders: parts.filter(isKnown),
    values: parts.filter((part) => !isKnown(part) && !/^\d/u.test(part)),
  };
}
