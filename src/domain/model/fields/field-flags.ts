import { domainToSet } from '../failure-domains.js';
import { type Field, type Fields, isEmpty } from './field.js';

/** Which flags an object's properties have in the commands that add and change it. */

/** What a command does with the object. */
export type FlagVerb = 'add' | 'set';

/** The options that give an object its properties in a command that adds it; properties with their default are left out. */
export function addOptions(fields: Fields, object: object): [flag: string, value: string | null][] {
  return flaggedFields(fields, 'add').flatMap(({ key, flag, field }): [string, string | null][] => {
    const value: unknown = Reflect.get(object, key);
    if (isEmpty(value)) return [];
    if (field.kind === 'tags') {
      return Object.entries(value as object).map(([tag, text]) => [
        `--${flag}`,
        domainToSet(tag, String(text)),
      ]);
    }
    if (field.kind !== 'yes or no') {
      return [[`--${flag}`, Array.isArray(value) ? value.join(';') : String(value)]];
    }
    if (value === field.default && field.flag?.presetElsewhere !== true) return [];
    return [[value === true ? `--${flag}` : `--no-${flag}`, null]];
  });
}

/** A field that has a flag. */
export interface FlaggedField {
  key: string;
  flag: string;
  field: Field;
}

/** The fields that have a flag in a command, with its name. */
export function flaggedFields(fields: Fields, verb: FlagVerb): FlaggedField[] {
  return Object.entries(fields).flatMap(([key, field]) => {
    const { flag } = field;
    if (flag === undefined || (flag.only ?? verb) !== verb) return [];
    return [{ key, flag: flagName(key, field), field }];
  });
}

/** The name of a field's flag: its own, or the key in kebab case. */
export function flagName(key: string, { flag }: Field): string {
  return flag?.name ?? key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
