import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/domain/model/refusal.js';
import { expandNames } from '../../src/domain/model/names.js';
import { compressNames } from '../../src/domain/model/names/compress.js';
import { selectByName } from '../../src/domain/model/names/select.js';
import { anyName } from './arbitrary.js';

/** Names close to each other, so that ranges really form. */
const closeNames = fc.array(
  fc
    .tuple(
      fc.constantFrom('R', 'RDS0', 'h2-'),
      fc.integer({ min: 0, max: 12 }),
      fc.constantFrom(0, 2, 3),
      fc.constantFrom('', '.x', 'b'),
    )
    .map(
      ([before, number, width, after]) => `${before}${String(number).padStart(width, '0')}${after}`,
    ),
  { minLength: 1, maxLength: 30 },
);

/** Names with any digits at all: leading zeros, more digits than a number holds. */
const digitNames = fc.array(
  fc
    .tuple(fc.constantFrom('', 'R'), fc.stringMatching(/^\d{1,18}$/u))
    .map(([word, digits]) => `${word}${digits}`),
  { minLength: 1, maxLength: 12 },
);

/** A run of numbers, which is what ranges are for. */
const runs = fc
  .record({
    first: fc.nat(1_000_000_000),
    length: fc.integer({ min: 1, max: 30 }),
    width: fc.nat(12),
  })
  .map(({ first, length, width }) =>
    Array.from({ length }, (_, at) => `RDS${String(first + at).padStart(width, '0')}`),
  );

describe('names in few letters', () => {
  it('are the same names when expanded again, in the same order', () => {
    fc.assert(
      fc.property(
        fc.oneof(closeNames, digitNames, runs, fc.array(anyName, { minLength: 1 })),
        (names) => {
          expect(expandNames(compressNames(names))).toEqual(names);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('are never longer than the names themselves', () => {
    fc.assert(
      fc.property(fc.oneof(closeNames, runs), (names) => {
        // Two names of one letter each are as short: "1, 2" and "[1-2]" differ by brackets alone.
        expect(compressNames(names).length).toBeLessThanOrEqual(
          names.join(', ').length + names.length,
        );
      }),
    );
  });

  it('typed anyhow, are names, or a bad name list that is refused', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('R', '1', '0', '[', ']', '-', ',', ' ', '*') }),
        (text) => {
          try {
            for (const name of expandNames(text)) expect(name).toBe(name.trim());
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            expect([error.code, error.reason.kind]).toEqual(['E_USAGE', 'bad-name-list']);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('choose every object by its own name in any case, and nothing else', () => {
    const list = fc.uniqueArray(anyName, { minLength: 1, selector: (name) => name.toLowerCase() });
    fc.assert(
      fc.property(list, fc.nat(), (names, at) => {
        const name = names[at % names.length]!;
        const place = { object: 'agent', site: 'S', siteOption: null } as const;
        expect(selectByName(names, (one) => one, [name.toUpperCase()], place)).toEqual([name]);
        expect(selectByName(names, (one) => one, ['*'], place)).toEqual(names);
      }),
    );
  });
});
