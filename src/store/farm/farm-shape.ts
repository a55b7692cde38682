import { validate as validateUntyped } from './validate-farm.generated.js';

/** What the compiled validator reports of one mismatch. */
export interface Mismatch {
  instancePath: string;
  keyword: string;
  params: { missingProperty?: string; additionalProperty?: string };
}

const validate: { (document: unknown): boolean; errors?: Mismatch[] | null } = validateUntyped;

/** Whether the document has the shape of a farm file: types, keys and word lists, no invariants. */
export function hasFarmShape(document: unknown): boolean {
  return validate(document);
}

/** Every place where the shape is wrong. */
export function shapeMismatches(document: unknown): readonly Mismatch[] {
  return validate(document) ? [] : (validate.errors ?? []);
}
