import { describe, expect, it } from 'vitest';
import { captureRequest } from '../../src/domain/capture/index.js';
import { cmdlets } from '../../src/domain/facts/powershell.table.js';

describe('the cmdlets of RAS', () => {
  const request = captureRequest({ farmVersion: '0.1.0', pseudonyms: false });

  it('that a capture runs only read, by every name that they have', () => {
    const run = request.cmdlets
      .filter(({ runs }) => runs)
      .flatMap(({ names }) => Object.values(names));
    expect(run.length).toBeGreaterThan(0);
    expect(run.filter((name) => name !== null && !name.startsWith('Get-'))).toEqual([]);
    const asked = request.cmdlets.filter(({ runs }) => !runs).map(({ names }) => names['19']);
    expect(asked.filter((name) => name?.startsWith('Get-') === true)).toEqual([]);
  });

  it('have one row each, and no name means two of them in one module', () => {
    for (const generation of ['19', '18', '17'] as const) {
      const names = request.cmdlets.flatMap(({ names: all }) => all[generation] ?? []);
      expect(new Set(names).size, generation).toBe(names.length);
    }
  });

  it('say of each parameter whether it is proven or only wanted', () => {
    for (const { name, parameters, wanted } of cmdlets) {
      expect(
        wanted.filter((parameter) => Object.hasOwn(parameters, parameter)),
        name,
      ).toEqual([]);
    }
  });

  it('guess names of modules that they have a name in, and know the objects of a status', () => {
    const names = cmdlets.map(({ name }) => name);
    for (const { name, olderNames, guessed, statusOf } of cmdlets) {
      const known = ['19', ...Object.keys(olderNames)];
      expect(
        guessed.filter((generation) => !known.includes(generation)),
        name,
      ).toEqual([]);
      if (statusOf !== undefined) expect(names).toContain(statusOf);
    }
  });
});
