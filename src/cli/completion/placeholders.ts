/** What a placeholder of the help, such as BROKER or FILE, stands for. Words that are not placeholders are values themselves. */

/** What can be completed in the place of a placeholder. */
export type ValueKind =
  | 'agents'
  | 'brokers'
  | 'commands'
  | 'domains'
  | 'files'
  | 'gateways'
  | 'preference values'
  | 'preferences'
  | 'providers'
  | 'rules'
  | 'services'
  | 'sites'
  | 'topics'
  | 'new';

/** A value that is a list: what its parts are, and the characters between them. */
export interface Placeholder {
  kind: ValueKind;
  /** Characters that separate the parts of a list; none: one value. */
  separators?: string;
}

/** `new`: nothing that the farm has yet, or nothing that can be listed. */
export const placeholders: Readonly<Record<string, Placeholder>> = {
  AGENT: { kind: 'agents' },
  AGENTS: { kind: 'agents', separators: ',' },
  BROKER: { kind: 'brokers' },
  BROKERS: { kind: 'brokers', separators: ',' },
  CIDR: { kind: 'new' },
  COMMANDS: { kind: 'files' },
  FILE: { kind: 'files' },
  FILES: { kind: 'files' },
  FROM: { kind: 'files' },
  GATEWAY: { kind: 'gateways' },
  GATEWAYS: { kind: 'gateways', separators: ',' },
  CONDITION: { kind: 'new' },
  GOAL: { kind: 'new' },
  GROUPS: { kind: 'brokers', separators: ',/' },
  ID: { kind: 'rules', separators: ',' },
  IP: { kind: 'new' },
  'IP;IP': { kind: 'new' },
  KEY: { kind: 'preferences' },
  'KEY=VALUE': { kind: 'domains' },
  MINUTES: { kind: 'new' },
  N: { kind: 'new' },
  NAME: { kind: 'new' },
  NEW: { kind: 'files' },
  OLD: { kind: 'files' },
  PATH: { kind: 'files' },
  PROVIDER: { kind: 'providers' },
  PROVIDERS: { kind: 'providers', separators: ',' },
  REF: { kind: 'new' },
  RULE: { kind: 'rules' },
  SAVES: { kind: 'new' },
  SERVER: { kind: 'brokers' },
  SERVICES: { kind: 'services', separators: ',' },
  SITE: { kind: 'sites' },
  SITES: { kind: 'sites', separators: ',' },
  SLUG: { kind: 'new' },
  TEXT: { kind: 'new' },
  TO: { kind: 'files' },
  TOPIC: { kind: 'topics' },
  VALUE: { kind: 'preference values' },
  VERSION: { kind: 'new' },
  WORDS: { kind: 'commands' },
  'YYYY-MM-DD': { kind: 'new' },
};

/** The objects of the commands of a topic, for a placeholder that says only NAME or SERVER. */
const objectsOfTopic: Readonly<Record<string, ValueKind>> = {
  agent: 'agents',
  broker: 'brokers',
  gateway: 'gateways',
  provider: 'providers',
  site: 'sites',
};

/** A command that creates what it names: its own object is new. */
const creating = new Set(['add', 'init']);

/** Where the placeholder is: the words of the command, and the flag or argument. */
export interface Place {
  command: readonly string[];
  /** A flag without dashes, or an argument. */
  name: string;
  isFlag: boolean;
  /** Of an argument: whether it is the first. The object of a command is. */
  isFirst: boolean;
  /** Of an argument: whether the command takes several, so that a word can be a list. */
  isOfSeveral?: boolean;
}

/** What a placeholder stands for in its place. */
export function meaningOf(placeholder: string, place: Place): Placeholder {
  const { command, name, isFlag, isFirst } = place;
  const [topic = '', verb = ''] = [command[0], command.at(-1)];
  const ownObject = objectsOfTopic[topic];
  if (!isFlag && isFirst && ownObject !== undefined) {
    if (creating.has(verb)) return { kind: 'new' };
    const separators = place.isOfSeveral === true ? ',' : placeholders[placeholder]?.separators;
    return { kind: ownObject, ...(separators === undefined ? {} : { separators }) };
  }
  if (isFlag && name === 'site')
    return { kind: creating.has(verb) && topic === verb ? 'new' : 'sites' };
  // A primary of a new site, or a new name.
  if (placeholder === 'SERVER' && (verb === 'init' || (topic === 'site' && verb === 'add')))
    return { kind: 'new' };
  return placeholders[placeholder] ?? { kind: 'new' };
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
