import fc from 'fast-check';
import { providerTypes } from '../src/domain/facts/providers.table.js';
import type { Custom } from '../src/domain/model/farm.js';
import type { Field, Fields, Values } from '../src/domain/model/fields/field.js';

/**
 * Objects of the model as their fields allow them, so that a new field is in every property test from the start. What the
 * invariants want beyond the fields is given as `own`.
 */
export function anyObject<F extends Fields>(
  fields: F,
  own: { [K in keyof F]?: fc.Arbitrary<Values<F>[K]> } = {},
): fc.Arbitrary<Values<F>> {
  const arbitraries = Object.entries(fields).map(([key, field]) => [
    key,
    own[key] ?? anyValue(field),
  ]);
  return fc.record(Object.fromEntries(arbitraries) as never) as fc.Arbitrary<Values<F>>;
}

/** Objects of which some have keys of the user's own. */
export function withCustom<T extends object>(objects: fc.Arbitrary<T>): fc.Arbitrary<T & Custom> {
  return fc
    .tuple(objects, fc.option(anyCustom, { freq: 4 }))
    .map(([object, custom]) =>
      custom === null || Object.keys(custom).length === 0 ? object : { ...object, custom },
    );
}

const anyCustom = fc.dictionary(
  fc.constantFrom('x-owner', 'x-', 'x-cmdb.id', '$comment', 'x-__proto__'),
  // As JSON.parse gives it: it has no negative zero.
  fc.json({ maxDepth: 2 }).map((text): unknown => JSON.parse(text)),
  { maxKeys: 3, noNullPrototype: true },
);

function anyValue({ kind, choices = [], range }: Field): fc.Arbitrary<unknown> {
  switch (kind) {
    case 'name':
      return fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    case 'text':
      return fc.string({ unit: 'binary', maxLength: 20 });
    case 'optional text':
      return fc.option(fc.string({ minLength: 1, maxLength: 20 }));
    case 'IP':
      return fc.option(fc.ipV4());
    case 'IPs':
      return fc.array(fc.oneof(fc.ipV4(), fc.ipV6()), { maxLength: 2 });
    case 'yes or no':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...choices);
    case 'provider type':
      return fc.constantFrom(...providerTypes.map((type) => type.name));
    case 'number':
      return fc.integer({ min: 1, max: 100 });
    case 'minutes':
      return fc.integer({ min: range?.least ?? 1, max: range?.most ?? 100 });
    case 'tags':
      return fc.dictionary(
        fc.constantFrom('rack', 'hypervisor', 'dc-1', 'constructor'),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
        { maxKeys: 3, noNullPrototype: true },
      );
    case 'preferred broker':
      return fc.constant(null);
  }
}
