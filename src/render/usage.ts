/** How a command is typed, for its help, the pages and the man pages: arguments, and flags that it can't do without. */

/** What the usage line needs of a command of the manifest. */
export interface CommandUsage {
  /** The words of the command. */
  words: readonly string[];
  args: Readonly<Record<string, { name: string; required?: boolean; hidden?: boolean }>>;
  flags: Readonly<
    Record<
      string,
      {
        name: string;
        type: string;
        required?: boolean;
        helpValue?: string | string[];
        options?: readonly string[];
      }
    >
  >;
  strict?: boolean | undefined;
  usage?: string | string[] | undefined;
}

/** A longer value is written as VALUE: the list of flags has all of it. */
const longestValue = 24;

/** The command lines without `farm`, such as `provider add NAME --type VALUE`: most commands have one. */
export function usageOf({ words, args, flags, strict, usage }: CommandUsage): string[] {
  if (usage !== undefined) return [usage].flat().flatMap((line) => line.split('\n'));
  const names = Object.values(args)
    .filter(({ hidden }) => hidden !== true)
    .map(({ name, required }) => {
      const placeholder = `${name.toUpperCase()}${strict === false ? '...' : ''}`;
      return required === true ? placeholder : `[${placeholder}]`;
    });
  const needed = Object.values(flags)
    .filter(({ required }) => required === true)
    .map((flag) =>
      flag.type === 'boolean' ? `--${flag.name}` : `--${flag.name} ${valueOf(flag)}`,
    );
  return [[...words, ...names, ...needed].join(' ')];
}

function valueOf({ helpValue, options }: CommandUsage['flags'][string]): string {
  const value = options?.join('|') ?? [helpValue ?? 'VALUE'].flat().join('|');
  return value.length > longestValue ? 'VALUE' : value;
}
