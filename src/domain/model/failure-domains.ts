import { globOf } from './names/glob.js';
import { asTyped } from './names/literal.js';
import { sameName } from './same-name.js';

/**
 * A broker's failure domains with some of them changed; null removes one. Keys are compared without regard to case; one
 * that is there keeps its spelling.
 */
export function mergeDomains(
  before: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | null>>,
): Record<string, string> {
  const merged = new Map<string, string | null>(Object.entries(before));
  for (const [key, value] of Object.entries(changes)) {
    merged.set([...merged.keys()].find((known) => sameName(known, key)) ?? key, value);
  }
  return Object.fromEntries(
    [...merged].flatMap(([key, value]) => (value === null ? [] : [[key, value] as const])),
  );
}

/** One failure domain, such as rack r1. */
export interface DomainOf {
  key: string;
  value: string;
}

/** A failure domain as it is typed, `rack=r1`; null for a text that is none. */
export function readDomain(text: string): DomainOf | null {
  const at = text.indexOf('=');
  const key = text.slice(0, Math.max(at, 0)).trim();
  const value = text.slice(at + 1).trim();
  return key === '' || value === '' ? null : { key, value };
}

/** A failure domain as the value of an option that sets it, where a bracket would begin a range. */
export function domainToSet(key: string, value: string): string {
  return `${key}=${value.includes('[') ? asTyped(value) : value}`;
}

/** Whether an object with these failure domains is in the domain, whose value may be a pattern. */
export function isInDomain(
  domains: Readonly<Record<string, string>>,
  { key, value }: DomainOf,
): boolean {
  const own = Object.entries(domains).find(([known]) => sameName(known, key))?.[1];
  return own !== undefined && globOf(value)(own);
}
