import * as fc from 'fast-check';
import { expect, it } from 'vitest';

const fails = fc.property(fc.integer(), (number) => number > number + 1);

it('a property that fails reports the seed of the run, and how to repeat it', () => {
  const { seed } = fc.readConfigureGlobal() ?? {};
  expect(seed).toBe(Number(process.env['FARM_SEED'] ?? '20261120'));
  expect(() => fc.assert(fails)).toThrow(`seed: ${seed}`);
  expect(() => fc.assert(fails)).toThrow(`FARM_SEED=${seed} npx vitest run`);
});

it('a property gets the same inputs in every run', () => {
  const inputs = (): number[] => {
    const seen: number[] = [];
    fc.assert(fc.property(fc.integer(), (number) => void seen.push(number)));
    return seen;
  };
  expect(inputs()).toEqual(inputs());
});
