import { isIp } from '../address.js';
import type { Problem } from '../errors.js';
import type { Path } from '../places.js';
import { shortened } from '../words.js';

/**
 * What must hold for names and addresses.
 */

/** Length of the longest name, as in DNS. */
export const longestName = 255;

/** What is wrong with a name: empty, too long, control characters, space at an end. */
export function checkName(name: string, path: Path, noun: string): Problem[] {
  const expected = `1 to ${longestName} characters, no control characters, no space at either end`;
  if (name.trim() === '')
    return [{ path, message: `the name of ${aOrAn(noun)} is empty.`, expected }];
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (
    name !== name.trim() ||
    name.length > longestName ||
    /[\u0000-\u001f\u007f-\u009f]/.test(name)
  ) {
    return [
      { path, message: `"${shortened(name)}" can't be the name of ${aOrAn(noun)}.`, expected },
    ];
  }
  return [];
}

function aOrAn(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** What is wrong with the name of a server. */
export function checkServer(server: string, path: Path, noun: string): Problem[] {
  if (isServer(server)) return [];
  return [
    {
      path,
      message:
        server === ''
          ? `a ${noun} has an empty server name.`
          : `"${shortened(server)}" is not a server name.`,
      expected: 'an FQDN, a NetBIOS name or an IP address',
    },
  ];
}

/** Whether the text can name a server: FQDN, NetBIOS name, IPv4 or IPv6 address. */
function isServer(text: string): boolean {
  if (text.length > longestName) return false;
  if (isIp(text)) return true;
  if (/^[\d.]+$/.test(text)) return false;
  return text
    .split('.')
    .every((label) => /^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/.test(label));
}

/** What is wrong with an IP address. */
export function checkIp(ip: string, path: Path): Problem[] {
  if (isIp(ip)) return [];
  return [
    {
      path,
      message: `"${shortened(ip)}" is not an IP address.`,
      expected: 'an IPv4 or IPv6 address, such as 10.1.0.11',
    },
  ];
}

/** Indexes of the names that are in the list before. */
export function repeated(names: readonly string[]): number[] {
  const seen = new Set<string>();
  const indexes: number[] = [];
  names.forEach((name, index) => {
    const key = name.toLowerCase();
    if (seen.has(key)) indexes.push(index);
    seen.add(key);
  });
  return indexes;
}
