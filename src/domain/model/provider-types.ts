import { type ProviderType, providerTypes } from '../facts/index.js';

/** Every name that a farm file can give a provider type by: that of the REST API, or the switch of PowerShell. */
export const providerTypeNames: readonly string[] = providerTypes.flatMap(({ name, powerShell }) =>
  powerShell === undefined ? [name] : [name, powerShell],
);

/** Every name that people write: those of a farm file, and what administrators also call the type. */
export const writtenProviderTypes: readonly string[] = providerTypes.flatMap(namesOf);

function namesOf({ name, powerShell, alsoCalled = [] }: ProviderType): string[] {
  return [name, ...(powerShell === undefined ? [] : [powerShell]), ...alsoCalled];
}

const byName = new Map(
  providerTypes.flatMap((type) => namesOf(type).map((name) => [lettersOf(name), type.name])),
);

/**
 * The type's name as a farm file holds it, for any of its names, in any case, with or without spaces, dashes and the like; undefined for
 * what is no type.
 */
export function providerTypeOf(name: string): string | undefined {
  return byName.get(lettersOf(name));
}

/** Words that people use for more than one type: the user says which one. They are no names of RAS. */
export const sharedTypeWords: readonly { words: readonly string[]; types: readonly string[] }[] = [
  { words: ['VMware', 'vSphere', 'VMware vSphere'], types: ['VMwarevCenter', 'VMwareESXi'] },
  { words: ['Remote PC', 'Remote PCs'], types: ['RemotePCStatic', 'RemotePCDynamic'] },
  { words: ['Microsoft'], types: ['HyperV', 'HyperVFailover', 'Azure', 'AVD'] },
];

/** The types that a word may stand for, if it is one that people use for several; else none. */
export function typesCalled(word: string): readonly string[] {
  const letters = lettersOf(word);
  const shared = sharedTypeWords.find(({ words }) =>
    words.some((one) => lettersOf(one) === letters),
  );
  return shared?.types ?? [];
}

function lettersOf(name: string): string {
  return name.toLowerCase().replaceAll(/[\s\p{P}]/gu, '');
}
