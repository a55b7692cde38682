import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inexactNumberAt } from '../../src/store/json/json-scan.js';

/** Numbers under keys of the user's own are kept as they are, or refused. */

describe('a number that JavaScript cannot keep', () => {
  it('is none that JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })), (numbers) => {
        expect(inexactNumberAt(JSON.stringify({ 'x-n': numbers }))).toBeNull();
      }),
    );
  });

  it('is a whole number that comes back as another', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (number) => {
        const isKept = BigInt(String(Number(number))) === number;
        expect(inexactNumberAt(`{"x-n": ${number}}`) === null).toBe(isKept);
      }),
    );
  });

  it.each([
    ['1e400', 0],
    ['0.12345678901234567890123', 0],
    ['9007199254740993', 0],
    ['-12345678901234567890', 0],
  ])('%s', (number, at) => {
    expect(inexactNumberAt(number)).toBe(at);
  });

  it.each(['1.50', '0', '-0', '1e3', '1E-7', '100000000000000000000', '0.10', '123456789012345'])(
    '%s is exact',
    (number) => {
      expect(inexactNumberAt(`[${number}]`)).toBeNull();
    },
  );

  it('is not looked for in texts', () => {
    expect(inexactNumberAt('{"x-12345678901234567890": "12345678901234567890"}')).toBeNull();
  });
});
