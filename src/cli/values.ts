import {
  automaticWords,
  command,
  FarmError,
  parseDuration,
  mergeDomains,
  sameName,
  sentence,
  suggestedCommand,
} from '../domain/model/index.js';

/** Values from the words that were typed. */

/** A preferred broker: a server name, or the word automatic (also auto), which is null. */
export function brokerOrAutomatic(text: string): string | null {
  return automaticWords.some((word) => sameName(word, text)) ? null : text;
}

/** The word that clears an optional value. */
export function valueOrNone(text: string): string | null {
  return sameName(text, 'none') || text === '' ? null : text;
}

/** What the flags say about the brokers of a new site. @throws FarmError E_USAGE */
export function brokerValues({
  ip,
  domain = [],
}: {
  ip?: string | undefined;
  domain?: string[] | undefined;
}): {
  ip: string | null;
  failureDomains: Record<string, string>;
} {
  return { ip: valueOrNone(ip ?? ''), failureDomains: parseDomains(domain) };
}

/** The auto-promotion that the flag gives; undefined if it is left out. @throws FarmError E_USAGE */
export function autoPromotionOf(flags: {
  'auto-promotion'?: string | undefined;
}): number | 'off' | undefined {
  const delay = flags['auto-promotion'];
  return delay === undefined ? undefined : delayOrOff(delay);
}

/** `off`, or a delay in minutes. */
export function delayOrOff(text: string): number | 'off' {
  return sameName(text, 'off') ? 'off' : parseDuration(text);
}

/** How many saves to undo or redo. @throws FarmError E_USAGE */
export function parseSaves(text: string): number {
  if (/^\d+$/.test(text) && Number(text) > 0) return Number(text);
  throw new FarmError({
    code: 'E_USAGE',
    message: `"${text}" is not a number of saves.`,
    nextStep: /^@\d+$/.test(text)
      ? sentence`to give the file that version: ${command`restore ${text}`}`
      : 'specify a whole number of at least 1, such as 2',
  });
}

/** Addresses separated by semicolons, as in the console; the flag may also be repeated; the word none means no address. */
export function splitAddresses(texts: readonly string[]): string[] {
  if (texts.length === 1 && valueOrNone(texts[0] ?? '') === null) return [];
  return texts
    .flatMap((text) => text.split(';'))
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/**
 * Failure domains from `key=value` texts; an empty value removes the domain.
 * @throws FarmError E_USAGE
 */
export function parseDomains(texts: readonly string[]): Record<string, string> {
  const domains = new Map<string, string>();
  for (const text of texts) {
    const at = text.indexOf('=');
    if (at < 1) {
      throw new FarmError({
        code: 'E_USAGE',
        message: `"${text}" is not a failure domain.`,
        nextStep: 'write it as key=value, such as --domain hypervisor=hv1',
      });
    }
    const key = text.slice(0, at).trim();
    if ([...domains.keys()].some((known) => sameName(known, key))) {
      throw new FarmError({
        code: 'E_USAGE',
        message: `the failure domain "${key}" is given twice.`,
        why: 'A host is in one domain of each kind.',
        nextStep: `give --domain ${key}=VALUE once`,
      });
    }
    domains.set(key, text.slice(at + 1).trim());
  }
  return Object.fromEntries(domains);
}

/** The failure domains of a host with some of them changed, or cleared by an empty value. */
export function withDomains(
  before: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const changes = Object.entries(given).map(
    ([key, value]) => [key, value === '' ? null : value] as const,
  );
  return mergeDomains(before, Object.fromEntries(changes));
}

/** The properties that are given: those that are not undefined. */
export function omitUndefined<T extends object>(
  given: T,
): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/**
 * The words of `agent assign`: agents, and the broker last.
 * @throws FarmError E_USAGE when one of the two is missing
 */
export function agentsAndBroker(words: readonly string[]): { agents: string[]; broker: string } {
  const broker = words.at(-1);
  if (broker === undefined || words.length < 2) {
    throw new FarmError({
      code: 'E_USAGE',
      message: 'name the agents, then a broker.',
      nextStep: command`agent assign ${'RDS1*'} BROKER`,
    });
  }
  return { agents: words.slice(0, -1), broker };
}

/** @throws FarmError E_USAGE for an edit without a change */
export function requireSomething(given: object, name: string): void {
  if (Object.values(given).some((value) => value !== undefined)) return;
  throw new FarmError({
    code: 'E_USAGE',
    message: 'no changes specified.',
    nextStep: suggestedCommand(name, { options: [['--help', null]] }),
  });
}

/** The options as they were typed, to suggest the command again. */
export function typedOptions(
  flags: Readonly<Record<string, unknown>>,
  names: readonly string[],
): [flag: string, value: string | null][] {
  return names.flatMap((name): [string, string | null][] => {
    const value = flags[name];
    if (value === undefined) return [];
    if (typeof value === 'boolean') return [[value ? `--${name}` : `--no-${name}`, null]];
    const values: unknown[] = Array.isArray(value) ? value : [value];
    return values.map((one) => [`--${name}`, String(one)]);
  });
}

/** The longest reason: a sentence or two, not a report. */
const longestReason = 1000;

/** The text of --reason. @throws FarmError E_USAGE for one that is empty or far too long */
export function requireReason(text: string): string {
  const reason = text.trim();
  if (reason !== '' && reason.length <= longestReason) return reason;
  throw new FarmError({
    code: 'E_USAGE',
    message: `--reason ${reason === '' ? 'is empty' : `is longer than ${longestReason} characters`}.`,
    nextStep: "say why in a sentence, such as --reason 'maintenance of rack 1', or leave it out",
  });
}

/** The words of a command line without --reason, which the history keeps beside them. */
export function withoutReason(words: readonly string[]): string[] {
  return words.filter(
    (word, at) =>
      word !== '--reason' && !word.startsWith('--reason=') && words[at - 1] !== '--reason',
  );
}
