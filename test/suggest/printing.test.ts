import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFarms } from '../../src/domain/diff/compare.js';
import {
  commandMapper,
  forFarmFile,
  mapCommands,
} from '../../src/domain/model/suggested-command.js';
import { printCommands, printCommandsForText } from '../../src/render/command-line.js';
import { anyFarm } from '../properties/arbitrary.js';

/** A comparison names the same findings several times: they are printed once, which nobody may notice. */

const context = { shell: 'posix', file: null } as const;

function withoutArgv(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, item: unknown) => (key.endsWith('Argv') ? undefined : item)),
  );
}

describe('the commands of a result', () => {
  it('are printed the same whether its parts are shared or not', () => {
    let commands = 0;
    fc.assert(
      fc.property(anyFarm(), anyFarm(), (one, other) => {
        const shared = compareFarms(one, other, '2026-11-20');
        const apart: typeof shared = JSON.parse(JSON.stringify(shared));
        const printed = printCommands(shared, context);
        expect(printed).toEqual(printCommands(apart, context));
        expect(printCommandsForText(shared, context)).toEqual(withoutArgv(printed));
        const toFile = commandMapper((command) => forFarmFile(command, 'f.json'));
        expect(toFile(shared)).toEqual(
          mapCommands(apart, (command) => forFarmFile(command, 'f.json')),
        );
        commands += shared.findings.gained.length;
      }),
      { numRuns: 50 },
    );
    expect(commands).toBeGreaterThan(50);
  });
});
