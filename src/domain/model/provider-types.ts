import { sameName } from './same-name.js';
import { providerTypes } from '../facts/index.js';

/** Every name that a provider type can be given by: that of the REST API, or the switch of PowerShell. */
export const providerTypeNames: readonly string[] = providerTypes.flatMap(({ name, powerShell }) =>
  powerShell === undefined ? [name] : [name, powerShell],
);

/** The type's name as a farm file holds it, for any of its names in any case; undefined for what is no type. */
export function providerTypeOf(name: string): string | undefined {
  return providerTypes.find(
    (type) =>
      sameName(type.name, name) ||
      (type.powerShell !== undefined && sameName(type.powerShell, name)),
  )?.name;
}
