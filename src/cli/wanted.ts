import { sameName, automaticWords, type Wanted } from '../domain/model/index.js';

/** What the words of a command line name, for look-ups. */

/** One broker. */
export function oneBroker(word: string): Wanted {
  return { object: 'broker', words: [word], one: true };
}

/** Brokers by names, ranges, lists, patterns and failure domains. */
export function brokers(words: readonly unknown[]): Wanted {
  return { object: 'broker', words: words.map(String) };
}

/** A broker that others prefer; none if the word is left out, or is automatic. */
export function preferredBroker(word: unknown): Wanted {
  const isNone =
    typeof word !== 'string' || automaticWords.some((automatic) => sameName(automatic, word));
  return { object: 'broker', words: isNone ? [] : [word], one: true };
}

/** Agents by names, ranges, lists and patterns. */
export function agents(words: readonly unknown[]): Wanted {
  return { object: 'agent', words: words.map(String) };
}

/** Gateways by names, ranges, lists and patterns. */
export function gateways(words: readonly unknown[]): Wanted {
  return { object: 'gateway', words: words.map(String) };
}

/** Providers by names, ranges, lists and patterns. */
export function providers(words: readonly unknown[]): Wanted {
  return { object: 'provider', words: words.map(String) };
}
