import * as Flags from '@oclif/core/flags';
import { describe, expect, it } from 'vitest';
import { spellChoices } from '../../src/cli/choice-spelling.js';

const flags = {
  kind: Flags.option({ options: ['rds-host', 'remote-pc'] as const })({ char: 'k' }),
  name: Flags.string({ char: 'n' }),
  json: Flags.boolean(),
};

describe('choices as people write them', () => {
  it.each<[string[], string[]]>([
    [
      ['--kind', 'Remote PC'],
      ['--kind', 'remote-pc'],
    ],
    [['--kind=REMOTE_PC'], ['--kind=remote-pc']],
    [
      ['-k', 'RDSHost', 'Remote PC'],
      ['-k', 'rds-host', 'Remote PC'],
    ],
    [
      ['--kind', 'rds'],
      ['--kind', 'rds'],
    ],
    // A value, however it looks, is no flag.
    [
      ['--name', '--kind', 'RDSHost'],
      ['--name', '--kind', 'RDSHost'],
    ],
    [
      ['--name', 'Remote PC', '--json', 'RDS Host'],
      ['--name', 'Remote PC', '--json', 'RDS Host'],
    ],
    [
      ['--', '--kind', 'Remote PC'],
      ['--', '--kind', 'Remote PC'],
    ],
    [['--kind'], ['--kind']],
  ])('%j is %j', (typed, spelled) => {
    expect(spellChoices(typed, flags)).toEqual(spelled);
  });
});
