import {
  command,
  suggestedCommand,
  parseDuration,
  FarmError,
  automaticWords,
  sameName,
} from '../domain/model/index.js';
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { newestRasVersion, type RasVersion, rasVersions } from '../domain/facts/index.js';
import { preferenceKeys } from '../store/preferences/preferences.js';

/**
 * Flags and arguments that several commands share, each defined once.
 */

/** The site of a command that is about one site. */
export const siteFlag = Flags.string({
  helpValue: 'NAME',
  description: 'site name (required if the farm has several)',
});

/** The site of a command that is about every site without it. */
export const onlySiteFlag = Flags.string({
  helpValue: 'NAME',
  description: 'only this site (default: all sites)',
});

/** The day of `--today`; what it means is said by `dayOf`. */
export const todayFlag = Flags.string({
  helpValue: 'YYYY-MM-DD',
  description: 'date used to evaluate suppressions, for tests and audits (default: today)',
});

/** A preferred broker: a server name, or the word automatic (also auto), which is null. */
export function brokerOrAutomatic(text: string): string | null {
  return automaticWords.some((word) => sameName(word, text)) ? null : text;
}

/** The word that clears an optional value. */
export function valueOrNone(text: string): string | null {
  return sameName(text, 'none') || text === '' ? null : text;
}

/** `off`, or a delay in minutes. */
export function delayOrOff(text: string): number | 'off' {
  return sameName(text, 'off') ? 'off' : parseDuration(text);
}

/** Addresses as the console takes them, separated by semicolons; the flag may also be repeated; the word none is no address. */
export function splitAddresses(texts: readonly string[]): string[] {
  if (texts.length === 1 && valueOrNone(texts[0] ?? '') === null) return [];
  return texts
    .flatMap((text) => text.split(';'))
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/**
 * Failure domains from `key=value` texts; an empty value stands for "not any more".
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
        why: 'A broker stands in one domain of each kind.',
        nextStep: `give --domain ${key}=VALUE once`,
      });
    }
    domains.set(key, text.slice(at + 1).trim());
  }
  return Object.fromEntries(domains);
}

/**
 * A broker's failure domains with some of them changed, or cleared by an empty value. Keys are compared without regard
 * to case; one that is there keeps its spelling.
 */
export function mergeDomains(
  before: Readonly<Record<string, string>>,
  texts: readonly string[],
): Record<string, string> {
  const merged = new Map(Object.entries(before));
  for (const [key, value] of Object.entries(parseDomains(texts))) {
    merged.set([...merged.keys()].find((known) => sameName(known, key)) ?? key, value);
  }
  return Object.fromEntries([...merged].filter(([, value]) => value !== ''));
}

/** Only what was said: properties without those that are undefined. */
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
      message: 'agents and then a broker must be named.',
      nextStep: command`agent assign ${'RDS1*'} BROKER`,
    });
  }
  return { agents: words.slice(0, -1), broker };
}

/**
 * A name of a list in the list's own spelling.
 * @throws FarmError E_USAGE for a name that is not in it
 */
export function nameOf(text: string, names: readonly string[], noun: string): string {
  const found = names.find((name) => sameName(name, text));
  if (found !== undefined) return found;
  throw new FarmError({
    code: 'E_USAGE',
    message: `"${text}" is not a ${noun}.`,
    typed: text,
    candidates: names,
    nextStep: `choose one of ${names.join(', ')}`,
  });
}

/** Refuses an edit that was told nothing to change. */
export function requireSomething(given: object, name: string): void {
  if (Object.values(given).some((value) => value !== undefined)) return;
  throw new FarmError({
    code: 'E_USAGE',
    message: 'nothing was said that should change.',
    nextStep: suggestedCommand(name, { options: [['--help', null]] }),
  });
}

/** The site, where it is the object of the command. */
export const siteArg = Args.string({ description: 'site name (required if the farm has several)' });

/** The network segment of a site; the word none clears it. */
export const networkFlag = Flags.string({
  helpValue: 'CIDR',
  description: "network of the site's brokers, such as 10.1.0.0/24, or none",
});

/** A place in the priority order, counted from 1. */
export const placeFlag = Flags.integer({
  helpValue: 'N',
  min: 1,
  description: 'position in the list, starting at 1',
});

/** A RAS version that we know the rules of. */
export const rasFlag = Flags.option({ options: rasVersions.map(String) });

/** The version said by a `rasFlag`; the newest where nothing was said. */
export function rasVersionOf(said: string | undefined): RasVersion {
  return rasVersions.find((version) => String(version) === said) ?? newestRasVersion;
}

/** The key of a preference. */
export const preferenceArg = Args.string({
  required: true,
  description: `one of ${preferenceKeys.map((row) => row.key).join(', ')}`,
});

/** The first of the agents that a command is about. */
export const agentsArg = Args.string({
  required: true,
  description: "names, ranges, lists or patterns, such as 'RDS[01-10]' or 'RDS1*'",
});

/** What `broker add` and `broker set` can say of a broker in the same words. */
export const brokerFlags = {
  'alternative-ips': Flags.string({
    helpValue: 'IP;IP',
    description:
      'more addresses, separated by semicolons, for gateways that cannot reach the FQDN or the main IP; repeatable',
    multiple: true,
    multipleNonGreedy: true,
  }),
  description: Flags.string({ helpValue: 'TEXT', description: 'free-text description' }),
  domain: Flags.string({
    helpValue: 'KEY=VALUE',
    description:
      'failure domain, such as hypervisor=hv1 or rack=r2; an empty value removes it; repeatable',
    multiple: true,
    multipleNonGreedy: true,
  }),
  resolve: Flags.boolean({
    description: 'look up the IP with the system resolver (the only use of the network)',
    exclusive: ['ip'],
  }),
};

/** The broker that a command is about. */
export const serverArg = Args.string({
  name: 'server',
  required: true,
  description: 'broker: FQDN, NetBIOS name or IP, as in the farm file',
});

/** What the flags say of a broker; undefined where they are silent. */
export function brokerSaid(flags: {
  ip?: string | undefined;
  'alternative-ips'?: string[] | undefined;
  description?: string | undefined;
  'install-gateway'?: boolean | undefined;
  'enable-html5'?: boolean | undefined;
  'add-firewall-rules'?: boolean | undefined;
}) {
  return {
    ip: flags.ip === undefined ? undefined : valueOrNone(flags.ip),
    alternativeIps: flags['alternative-ips'] && splitAddresses(flags['alternative-ips']),
    description: flags.description,
    installGateway: flags['install-gateway'],
    enableHtml5: flags['enable-html5'],
    addFirewallRules: flags['add-firewall-rules'],
  };
}
