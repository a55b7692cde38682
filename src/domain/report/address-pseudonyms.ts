import { addressBits, addressOfBits, isIp } from '../model/index.js';

/**
 * Pseudonyms of IP addresses. Two addresses have as many leading bits in common as before, so that what was in one
 * network, of whatever length, still is. They are of ranges that no network uses: 240.0.0.0/4 and 3fff::/20.
 */

/** Gives each address and network its pseudonym. */
export interface AddressPseudonyms {
  /** The pseudonym of an address. */
  address: (ip: string) => string;
  /** The pseudonym of a network in CIDR notation. */
  network: (cidr: string) => string;
}

/** So many bits name a block; they are replaced as a whole. */
const blockBits = { 32: 8, 128: 32 } as const;

/** Pseudonyms of the addresses of farms. The first address of a block gets zeros, so networks first. */
export function addressPseudonyms(): AddressPseudonyms {
  const blocks = new Map<string, string>();
  const firstBit = new Map<string, string>();

  const blockOf = (block: string): string => {
    const known = blocks.get(block);
    if (known !== undefined) return known;
    const before = [...blocks.keys()].filter(({ length }) => length === block.length).length;
    const given =
      block.length === 8 ? binary((240 + before) % 256, 8) : binary(0x3fff_0000 + before, 32);
    blocks.set(block, given);
    return given;
  };
  const replace = (bits: string): string => {
    const start = blockBits[bits.length === 32 ? 32 : 128];
    let shown = blockOf(bits.slice(0, start));
    for (let at = start; at < bits.length; at += 1) {
      const [before, bit] = [bits.slice(0, at), bits.charAt(at)];
      const first = firstBit.get(before) ?? bit;
      firstBit.set(before, first);
      shown += bit === first ? '0' : '1';
    }
    return shown;
  };
  /** The network comes first, so that no host has its address. */
  const replaceHost = (bits: string): string => {
    const segment = bits.length === 32 ? 24 : 64;
    replace(bits.slice(0, segment).padEnd(bits.length, '0'));
    return replace(bits);
  };
  return {
    address: (ip) => addressOfBits(replaceHost(addressBits(ip))),
    network: (cidr) => {
      const [base = '', length = ''] = cidr.split('/');
      if (!isIp(base)) return cidr;
      const bits = replace(addressBits(base));
      const kept = bits.slice(0, Number(length)).padEnd(bits.length, '0');
      return `${addressOfBits(kept)}/${length}`;
    },
  };
}

function binary(number: number, digits: number): string {
  return number.toString(2).padStart(digits, '0');
}
