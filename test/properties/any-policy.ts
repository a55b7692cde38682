import * as fc from 'fast-check';
import { severities } from '../../src/domain/model/fields/site-fields.js';
import type { Policy, PolicyRule, SuppressionLimit } from '../../src/domain/model/policy.js';

/** Policies as fast-check makes them: few rules, so that a farm's settings often meet them. */

/** Rules that farms of the properties set and suppress, too. */
const ids = ['RAS103', 'RAS104', 'RAS107', 'RAS109', 'RAS202', 'RAS401'];

const anyLimit: fc.Arbitrary<SuppressionLimit> = fc.oneof(
  fc.constantFrom('any' as const, 'never' as const),
  fc.integer({ min: 0, max: 400 }).map((days) => ({ days })),
);

const anySeverity = fc.constantFrom(...severities);

/** What is left out stays out: a row has no key without a value. */
const anyRow = (threshold: fc.Arbitrary<number>): fc.Arbitrary<PolicyRule> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant({ off: true, reason: 'a reason' }) },
    {
      weight: 4,
      arbitrary: fc.record(
        { severity: anySeverity, threshold, required: fc.boolean(), suppress: anyLimit },
        { requiredKeys: [] },
      ),
    },
  );

const noThreshold = fc.record(
  { severity: anySeverity, required: fc.boolean(), suppress: anyLimit },
  { requiredKeys: [] },
);

const thresholds: Readonly<Record<string, fc.Arbitrary<number>>> = {
  RAS103: fc.integer({ min: 2, max: 6 }),
  RAS109: fc.integer({ min: 0, max: 3 }),
};

const rowWithout = anyRow(fc.constant(0)).map(
  ({ threshold: _threshold, ...row }): PolicyRule => row,
);

/** A valid policy. */
export const anyPolicy: fc.Arbitrary<Policy> = fc.record({
  name: fc.constant('farm.policy.json'),
  failOn: fc.constantFrom('error', 'warning', 'info', 'never', null),
  rules: fc
    .record(
      {
        '*': noThreshold,
        ...Object.fromEntries(
          ids.map((id) => [id, thresholds[id] === undefined ? rowWithout : anyRow(thresholds[id])]),
        ),
      },
      { requiredKeys: [] },
    )
    .map((rules): Policy['rules'] => rules),
  suppress: anyLimit,
  tolerance: fc.array(
    fc.record({
      sites: fc.constantFrom(['*'], ['B*'], ['Berlin', 'a*']),
      tolerance: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 2 },
  ),
});
