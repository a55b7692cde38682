/** The commands as the manifest of oclif has them: the one source of what can be typed. */

/** A flag of the manifest. */
export interface ManifestFlag {
  name: string;
  type: 'boolean' | 'option';
  char?: string;
  summary?: string;
  description?: string;
  helpValue?: string;
  options?: readonly string[];
  multiple?: boolean;
  delimiter?: string;
  allowNo?: boolean;
  required?: boolean;
  hidden?: boolean;
  helpGroup?: string;
  exclusive?: readonly string[];
}

/** An argument of the manifest. */
export interface ManifestArg {
  name: string;
  description?: string;
  options?: readonly string[];
  required?: boolean;
  hidden?: boolean;
}

/** A command of the manifest. */
export interface ManifestCommand {
  /** Words joined with colons. */
  id: string;
  summary?: string;
  description?: string;
  examples?: readonly (string | { command: string })[];
  strict?: boolean;
  hidden?: boolean;
  args: Readonly<Record<string, ManifestArg>>;
  flags: Readonly<Record<string, ManifestFlag>>;
}

/** All commands and topics, by their ids. */
export interface CommandTree {
  commands: Readonly<Record<string, ManifestCommand>>;
  /** Descriptions of topics. */
  topics: Readonly<Record<string, { description?: string }>>;
}

/** A word that may follow others on a command line, and what it stands for. */
export interface NextWord {
  word: string;
  about: string;
}

/** The words that can follow the words of a command line, one level down. */
export function wordsAfter({ commands, topics }: CommandTree, path: readonly string[]): NextWord[] {
  const next = new Map<string, string>();
  for (const { id, summary = '', hidden } of Object.values(commands)) {
    const words = id.split(':');
    const word = words[path.length];
    if (hidden === true || word === undefined || path.some((one, at) => one !== words[at]))
      continue;
    const isCommand = words.length === path.length + 1;
    const about = isCommand
      ? summary
      : (topics[words.slice(0, path.length + 1).join(':')]?.description ?? '');
    if (isCommand || !next.has(word)) next.set(word, about);
  }
  return [...next].map(([word, about]) => ({ word, about }));
}

/** The command that a command line starts with, the number of its words, and how far the words lead into the tree. */
export function findCommand(
  tree: CommandTree,
  words: readonly string[],
): { command: ManifestCommand | undefined; path: readonly string[] } {
  const path: string[] = [];
  for (const word of words) {
    if (!wordsAfter(tree, path).some((next) => next.word === word)) break;
    path.push(word);
  }
  return { command: tree.commands[path.join(':')], path };
}
