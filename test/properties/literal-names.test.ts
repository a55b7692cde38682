import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addProvider,
  deleteProvider,
  editEach,
  newFarm,
  renameMember,
} from '../../src/domain/edits/index.js';
import {
  asTyped,
  expandNames,
  type Farm,
  nameList,
  oneName,
  Refusal,
  selectObjects,
} from '../../src/domain/model/index.js';
import { globOf } from '../../src/domain/model/names/glob.js';

/** Names with the characters of ranges, lists and patterns: as they are typed, they are that name and nothing else. */

const letters = fc.constantFrom('[', ']', '*', '?', ',', '-', '1', '2', 'P', 'p', '=', ' ');
const hostile = fc
  .string({ unit: letters, minLength: 1, maxLength: 9 })
  .map((name) => name.trim())
  .filter((name) => name !== '');
const hostileNames = fc.uniqueArray(hostile, {
  minLength: 1,
  maxLength: 8,
  selector: (name) => name.toLowerCase(),
});

const bare = newFarm({ name: 'F', rasVersion: 21, site: 'S', primary: { server: 'CB1' } });

function farmWith(typed: readonly string[]): Farm {
  return editEach(bare, bare.sites[0]!, expandNames(typed), (farm, site, name) =>
    addProvider(farm, site, { name, type: 'AVD' }),
  ).farm;
}

function providersOf(farm: Farm): string[] {
  return farm.sites[0]!.providers.map(({ name }) => name);
}

/** A name as the documentation says that it is typed, character by character. */
function plainTyped(name: string): string {
  return Array.from(name, (one) => ('[]*?,'.includes(one) ? `[${one}]` : one)).join('');
}

describe('a name with brackets, stars, question marks or commas', () => {
  it('can be added, found, renamed and deleted, and is never taken for another', () => {
    fc.assert(
      fc.property(hostileNames, hostile, fc.nat(), (names, other, at) => {
        fc.pre(names.every((name) => name.toLowerCase() !== other.toLowerCase()));
        const name = names[at % names.length]!;
        const rest = names.filter((one) => one !== name);
        const typed = plainTyped(name);
        expect([asTyped(name), oneName(typed)]).toEqual([typed, name]);

        const farm = farmWith(names.map(plainTyped));
        const [site] = farm.sites;
        expect(providersOf(farm)).toEqual(names);
        const words = [typed.toUpperCase()];
        expect(selectObjects(farm, [{ object: 'provider', words }]).names).toEqual([[name]]);
        const to = oneName(plainTyped(other));
        const renamed = renameMember(farm, site!, 'provider', { from: name, to });
        expect(providersOf(renamed.farm)).toEqual(names.map((one) => (one === name ? other : one)));
        expect(providersOf(deleteProvider(farm, site!, name).farm)).toEqual(rest);
      }),
      { numRuns: 1500 },
    );
  });

  it('in a list of a suggested command, is one of exactly these', () => {
    fc.assert(
      fc.property(hostileNames, fc.nat(), (names, count) => {
        const some = names.slice(0, 1 + (count % names.length));
        // An object with the very name of the list is that object, as documented.
        fc.pre(
          !names.some((name) => name.toLowerCase() === nameList(some).toLowerCase()) ||
            some.length === 1,
        );
        const farm = farmWith(names.map(asTyped));
        const words = [nameList(some)];
        expect(selectObjects(farm, [{ object: 'provider', words }]).names).toEqual([some]);
      }),
      { numRuns: 1500 },
    );
  });

  it('is matched by a pattern as by its letters, `[*]` being a star', () => {
    const patternLetters = fc.constantFrom(
      '*',
      '?',
      '[*]',
      '[?]',
      '[[]',
      '[]]',
      'P',
      '1',
      '[',
      ']',
    );
    const text = fc.string({ unit: fc.constantFrom('*', '?', '[', ']', 'P', '1'), maxLength: 6 });
    let matched = 0;
    fc.assert(
      fc.property(fc.array(patternLetters, { maxLength: 6 }), text, (parts, name) => {
        // Letters that are typed apart may spell one that stands for itself: only the parts that are read as such count.
        const pattern = parts.join('');
        const read = pattern.match(/\[[[\]*?,]\]|[\s\S]/gu) ?? [];
        const source = read
          .map((one) => {
            if (one === '*') return '[\\s\\S]*';
            if (one === '?') return '[\\s\\S]';
            const letter = one.length === 3 ? one[1]! : one;
            return letter.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&');
          })
          .join('');
        const wanted = new RegExp(`^${source}$`, 'iu').test(name);
        expect(globOf(pattern)(name)).toBe(wanted || pattern.toLowerCase() === name.toLowerCase());
        if (wanted) matched += 1;
      }),
      { numRuns: 5000 },
    );
    expect(matched).toBeGreaterThan(100);
  });

  it('typed anyhow, is read or refused, and never read as nothing', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        try {
          const names = expandNames(text);
          expect(names.length).toBeGreaterThan(0);
          expect(names).not.toContain('');
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the name of an object that exists', () => {
  it('is its own name even where that is written as another', () => {
    // One is spelled as the other is typed: the one that is typed comes first.
    const farm = farmWith(['P*', 'P[*]', 'P1', 'P2', 'P[1-2]'].map(asTyped));
    const found = (word: string): string[][] =>
      selectObjects(farm, [{ object: 'provider', words: [word] }]).names;
    expect(found('P[*]')).toEqual([['P*']]);
    expect(found('P[[][*][]]')).toEqual([['P[*]']]);
    expect(found('P[1-2]')).toEqual([['P[1-2]']]);
    expect(found('P1,P2')).toEqual([['P1', 'P2']]);
    expect(found('P?')).toEqual([['P*', 'P1', 'P2']]);
  });
});
