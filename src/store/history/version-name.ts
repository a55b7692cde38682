import { command, FarmError, sentence } from '../../domain/model/index.js';

/** Names of versions in the history: `@2` of the farm file, `berlin.farm.json@2` of that file. */

/** A version as it is named. */
export interface VersionName {
  /** The farm file as typed; empty: the one that is found. */
  file: string;
  /** Counted back from now: 0 is the file as it is. */
  number: number;
}

/** The version that a name stands for; null for another name. */
export function parseVersionName(name: string): VersionName | null {
  const [, file = '', number = ''] = /^([^]*)@(\d{1,9})$/u.exec(name) ?? [];
  return number === '' ? null : { file, number: Number(number) };
}

/** The number of a version as typed: `3` or `@3`. @throws FarmError E_USAGE */
export function versionNumber(text: string): number {
  const version = parseVersionName(text.startsWith('@') ? text : `@${text}`);
  if (version?.file === '') return version.number;
  throw new FarmError({
    code: 'E_USAGE',
    message: `"${text}" is not a version.`,
    nextStep: sentence`specify a number, such as 2, from: ${command`history`}`,
  });
}
