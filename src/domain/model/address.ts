import ipaddr from 'ipaddr.js';

/**
 * IP addresses and networks. The only place in the domain that uses a package: ipaddr.js is pure arithmetic.
 */

/** Length of the longest address: IPv6 that ends in IPv4. Longer text is not parsed. */
const longestIp = 45;

/** Whether the text is an IPv4 address in four decimal parts or an IPv6 address, without a zone. */
export function isIp(text: string): boolean {
  // The package throws and catches an error for each text that is not an address, and most names are not.
  if (text.length > longestIp || !/^[\d.]+$|:/.test(text)) return false;
  return ipaddr.IPv4.isValidFourPartDecimal(text) || (text.includes(':') && isIpv6(text));
}

function isIpv6(text: string): boolean {
  return !text.includes('%') && ipaddr.IPv6.isValid(text);
}

/** Whether the text is a network in CIDR notation with no host bits set, such as 10.0.4.0/24. */
export function isNetwork(text: string): boolean {
  const network = parseNetwork(text);
  return network !== null && networkOf(network[0].toString(), network[1]) === normalNetwork(text);
}

/** The network in its shortest form, or null if the text is not a network. */
export function normalNetwork(text: string): string | null {
  const network = parseNetwork(text);
  return network === null ? null : `${network[0].toString()}/${network[1]}`;
}

/** The network of that prefix length that the address is in. */
function networkOf(ip: string, prefix: number): string {
  return `${familyOf(ip).networkAddressFromCIDR(`${ip}/${prefix}`).toString()}/${prefix}`;
}

/** The kind of address. Parsing with it is faster: ipaddr.js tries IPv6 first, for an IPv4 address in vain. */
function familyOf(text: string): typeof ipaddr.IPv4 | typeof ipaddr.IPv6 {
  return text.includes(':') ? ipaddr.IPv6 : ipaddr.IPv4;
}

/** Whether the address is in the network; false when one is IPv4 and the other IPv6. */
export function isInNetwork(ip: string, network: string): boolean {
  const address = familyOf(ip).parse(ip);
  const [base, prefix] = familyOf(network).parseCIDR(network);
  return address.kind() === base.kind() && address.match(base, prefix);
}

/**
 * The segment of an address where the site has no network: one /24 for IPv4, one /64 for IPv6.
 * Assumption A13.
 */
export function assumedSegment(ip: string): string {
  return networkOf(ip, ip.includes(':') ? 64 : 24);
}

/** The address in its shortest form, so that equal ones are equal texts; other text unchanged. */
export function normalIp(text: string): string {
  // Four decimal numbers without leading zeros can't be shorter, valid or not.
  if (/^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){3}$/.test(text)) return text;
  return isIp(text) ? familyOf(text).parse(text).toString() : text;
}

/** The address that many places after an address, in its shortest form; null past the last one there is. */
export function addressAfter(ip: string, places: number): string | null {
  const bytes = familyOf(ip).parse(ip).toByteArray();
  let carry = places;
  for (let at = bytes.length - 1; at >= 0 && carry > 0; at -= 1) {
    const sum = (bytes[at] ?? 0) + carry;
    bytes[at] = sum % 256;
    carry = Math.floor(sum / 256);
  }
  return carry > 0 ? null : ipaddr.fromByteArray(bytes).toString();
}

/** The bits of an address, 32 or 128 of them, as a text of zeros and ones. */
export function addressBits(ip: string): string {
  const bytes = familyOf(ip).parse(ip).toByteArray();
  return bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
}

/** The address with these bits, in its shortest form. */
export function addressOfBits(bits: string): string {
  const bytes = bits.match(/.{8}/g) ?? [];
  return ipaddr.fromByteArray(bytes.map((byte) => Number.parseInt(byte, 2))).toString();
}

/** The address of a server: its IP, or its name if that is an IP. */
export function addressOf(host: { server: string; ip: string | null }): string | null {
  return host.ip ?? (isIp(host.server) ? host.server : null);
}

function parseNetwork(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | null {
  const slash = text.indexOf('/');
  if (slash < 0 || !isIp(text.slice(0, slash)) || !/^\d{1,3}$/.test(text.slice(slash + 1)))
    return null;
  try {
    return familyOf(text).parseCIDR(text);
  } catch {
    return null;
  }
}
