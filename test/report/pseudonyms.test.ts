import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIp, type Farm } from '../../src/domain/model/index.js';
import { addressPseudonyms } from '../../src/domain/report/address-pseudonyms.js';
import { pseudonymsOf, reportOf } from '../../src/domain/report/index.js';
import { anyFarm } from '../properties/arbitrary.js';

/** Pseudonyms: nothing of the owner is left, and every answer is the same. */

const today = '2026-11-20';
/** A plan between two farms of which none is like the other takes long. */
const small = { sites: 2, brokers: 3, agents: 6, providers: 2 };

/** Every text that people gave, in brackets that nothing else has. */
function marked(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => marked(one, key));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([inner, one]) => [
        inner,
        marked(one, key === 'failureDomains' ? 'name' : inner),
      ]),
    );
  }
  const given = ['name', 'server', 'preferredBroker', 'description', 'reason'];
  if (typeof value !== 'string') return value;
  if (key === 'target') {
    const [site, kind, name] = value.split('/');
    return name === undefined ? `Zq${site}qZ` : `Zq${site}qZ/${kind}/Zq${name}qZ`;
  }
  return given.includes(key) && value !== '' ? `Zq${value}qZ` : value;
}

describe('pseudonyms', () => {
  it('leave no name, text or address of the farm in any answer', () => {
    fc.assert(
      fc.property(anyFarm(small), anyFarm(small), (one, other) => {
        const real = [one, other].map((farm) => marked(farm) as Farm);
        const [farm, old] = pseudonymsOf(real).farms;
        if (farm === undefined) throw new Error('no farm');
        const text = JSON.stringify([farm, old, reportOf(farm, { today, old })]);
        expect(text).not.toMatch(/zq|qz/iu);
        expect(text).not.toContain('corp.example');
        for (const address of addressesIn(real)) {
          expect(text.split(/[^0-9a-f.:]/iu)).not.toContain(address);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('change no answer', () => {
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        const [shown] = pseudonymsOf([farm]).farms;
        if (shown === undefined) throw new Error('no farm');
        expect(figures(shown)).toEqual(figures(farm));
      }),
      { numRuns: 50 },
    );
  });

  it('are the same for the same name in two versions, and never a name that the farm has', () => {
    const [farm] = fc.sample(anyFarm({ sites: 1 }), 1);
    if (farm === undefined) throw new Error('no farm');
    const { brokers } = farm.sites[0]!;
    const named = {
      ...farm,
      sites: [{ ...farm.sites[0]!, brokers: [{ ...brokers[0]!, server: 'CB-1' }] }],
    };
    const later = {
      ...named,
      sites: [{ ...named.sites[0]!, brokers: [{ ...brokers[0]!, server: 'cb-1' }] }],
    };
    const shown = pseudonymsOf([named, later]).farms.map((one) => one.sites[0]?.brokers[0]?.server);
    expect(shown).toEqual(['CB-2', 'CB-2']);
  });

  it('of addresses have as many leading bits in common as before', () => {
    const ip = fc.oneof(
      fc.ipV4(),
      fc.nat(0xffff).map((low) => `10.1.${low >> 8}.${low & 255}`),
    );
    fc.assert(
      fc.property(fc.uniqueArray(ip, { minLength: 2, maxLength: 12 }), (ips) => {
        const pseudonyms = addressPseudonyms();
        const shown = ips.map((one) => pseudonyms.address(one));
        for (const [at, one] of ips.entries()) {
          for (const [other, second] of ips.entries()) {
            const before = commonBits(one, second);
            if (before < 8) continue;
            expect(commonBits(shown[at] ?? '', shown[other] ?? '')).toBe(before);
          }
        }
        expect(new Set(shown).size).toBe(ips.length);
      }),
    );
  });

  it('of addresses depend only on which of them are in common networks', () => {
    const ips = fc.uniqueArray(fc.ipV4(), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(ips, fc.nat(0xff_ffff), (real, mask) => {
        const other = real.map((ip) => masked(ip, [mask >> 16, (mask >> 8) & 255, mask & 255]));
        const shown = [real, other].map((list) => {
          const pseudonyms = addressPseudonyms();
          return list.map((ip) => pseudonyms.address(ip));
        });
        expect(shown[1]).toEqual(shown[0]);
      }),
    );
  });
});

/** The address with bits of its first three bytes inverted: pairs have as many leading bits in common as before. */
function masked(ip: string, mask: readonly number[]): string {
  return ip
    .split('.')
    .map((byte, at) => Number(byte) ^ (mask[at] ?? 0))
    .join('.');
}

/** Leading bits that two IPv4 addresses share, counted plainly. */
function commonBits(one: string, other: string): number {
  const bits = (ip: string): string =>
    ip
      .split('.')
      .map((byte) => Number(byte).toString(2).padStart(8, '0'))
      .join('');
  const [a, b] = [bits(one), bits(other)];
  let at = 0;
  while (at < 32 && a[at] === b[at]) at += 1;
  return at;
}

function addressesIn(value: unknown): string[] {
  if (typeof value === 'string') return isIp(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(addressesIn);
}

/** What a report says, without names. */
function figures(farm: Farm) {
  const report = reportOf(farm, { today });
  const siteAt = (name: string | null) => farm.sites.findIndex((site) => site.name === name);
  return {
    findings: report.findings.map(({ rule, severity, site, suppressed }) => [
      rule,
      severity,
      siteAt(site),
      suppressed === null,
    ]),
    tolerance: report.status.sites.map(({ tolerance, active }) => [tolerance, active]),
    load: report.load.sites.map(({ brokers }) =>
      brokers.map(({ nominalShare, effectiveShare, agents }) => [
        nominalShare,
        effectiveShare,
        agents,
      ]),
    ),
    ports: report.ports.rows.map(({ port, from, to }) => [
      port,
      from.hosts.length,
      to.hosts.length,
    ]),
    scenarios: report.survival.map(({ proof }) => proof?.scenarios),
    restarts: report.maintenance.sites.map(({ groups, possible }) => [groups.length, possible]),
  };
}
