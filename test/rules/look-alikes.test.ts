import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Farm } from '../../src/domain/model/farm.js';
import { lookOf } from '../../src/domain/model/names/look-alikes.js';
import { rule as inTwoSites } from '../../src/domain/readiness/rules/RAS903-object-in-two-sites.js';
import { rule as looksAlike } from '../../src/domain/readiness/rules/RAS904-look-alike-names.js';
import { anyFarm } from '../properties/arbitrary.js';

describe('names that look alike', () => {
  it.each([
    ['RDS-01', 'RDS\u201301', 'a dash that a word processor made'],
    ['RDS-01', 'RDS\u201101', 'a hyphen that does not break'],
    ['RDS-01', 'RDS\u221201', 'a minus sign'],
    ["Bob's PC", 'Bob\u2019s PC', 'a quote that a word processor made'],
    ['PC 1', 'PC  1', 'two spaces'],
    ['PC 1', 'PC\u00a01', 'a space that does not break'],
    ['CB1', 'C\u3164B1', 'a filler'],
    ['CB1', '\u0421\u04121', 'Cyrillic letters'],
  ])('%s and %s: %s', (one, other) => {
    expect(lookOf(other)).toBe(lookOf(one));
  });

  it.each([
    ['RDS-01', 'RDS_01'],
    ['RDS-01', 'RDS01'],
    ['PC 1', 'PC1'],
    ['m1', 'rn1'],
  ])('%s and %s look different', (one, other) => {
    expect(lookOf(other)).not.toBe(lookOf(one));
  });

  it('of ASCII letters look as in a name with an invisible letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (name) => {
        expect(lookOf(name)).toBe(lookOf(`${name}\u00ad`));
      }),
    );
  });
});

/** The names of a farm in the order of its file, with their kind and site. */
function namesOf({ sites }: Farm): { kind: string; site: string; name: string }[] {
  return sites.flatMap(({ name: site, brokers, gateways, agents, providers }) => [
    { kind: 'site', site, name: site },
    ...brokers.map(({ server }) => ({ kind: 'broker', site, name: server })),
    ...gateways.map(({ server }) => ({ kind: 'gateway', site, name: server })),
    ...agents.map(({ name }) => ({ kind: 'agent', site, name })),
    ...providers.map(({ name }) => ({ kind: 'provider', site, name })),
  ]);
}

/** The farm, in which some agents have an l for a 1 in their name, and some another case. */
function withOtherLetters(farm: Farm): Farm {
  const sites = farm.sites.map((site) => ({
    ...site,
    agents: site.agents.map((agent, at) => {
      const { name } = agent;
      const names = [name, name.replaceAll('1', 'l'), name.toLowerCase()];
      return { ...agent, name: names[at % names.length] ?? name };
    }),
  }));
  return { ...farm, sites };
}

describe('the rules about names of the whole farm', () => {
  it('find what a comparison of all names with all others finds', () => {
    const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
    const seen = { alike: 0, twice: 0 };
    fc.assert(
      fc.property(anyFarm({ sites: 4 }), (plain) => {
        const farm = withOtherLetters(plain);
        const names = namesOf(farm);
        const alike = names.filter((one, at) => {
          const first = names.find(
            (other) =>
              (one.kind === 'site') === (other.kind === 'site') &&
              lookOf(other.name) === lookOf(one.name),
          );
          return first !== undefined && names.indexOf(first) < at && !same(first.name, one.name);
        });
        const twice = names.filter((one) => {
          const first = names.find(
            (other) => one.kind === other.kind && same(one.name, other.name),
          );
          return first !== undefined && first.site !== one.site;
        });
        const found = farm.sites.flatMap((site) => looksAlike.find(site, farm, 0));
        expect(found.map(({ target }) => target)).toEqual(
          alike.map(({ kind, name }) => ({ kind, name })),
        );
        const [places, expected] = [
          farm.sites.flatMap((site) =>
            inTwoSites.find(site, farm, 0).map(({ target }) => `${site.name} ${target.kind}`),
          ),
          twice.map(({ site, kind }) => `${site} ${kind}`),
        ];
        expect(new Set(places)).toEqual(new Set(expected));
        seen.alike += alike.length;
        seen.twice += twice.length;
      }),
    );
    expect(seen.alike).toBeGreaterThan(0);
    expect(seen.twice).toBeGreaterThan(0);
  });
});
