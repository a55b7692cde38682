import { describe, expect, it } from 'vitest';
import {
  commandIn,
  placeholder,
  suggestedCommand,
} from '../../src/domain/model/suggested-command.js';
import { exampleFarm } from '../../src/domain/edits/example.js';
import { findSite } from '../../src/domain/model/find.js';
import { printCommand } from '../../src/render/command-line.js';
import { asUsageError } from '../../src/cli/usage-errors.js';
import { farmErrorOf } from '../store/a-farm.js';
import { printed } from './printed.js';

const farm = exampleFarm('Example', 21);

/** The error about extra words after `farm status`, for a complete command line. */
function errorOf(argv: readonly string[], extra: readonly string[]) {
  const thrown = Object.assign(new Error('Unexpected arguments'), { oclif: {}, args: extra });
  const flags = ['site', 'json'];
  const error = asUsageError(thrown, { argv, command: { name: 'status', flags } });
  return printed({ nextStep: error?.nextStep ?? '' }).nextStep;
}

describe('words too many for status', () => {
  it.each([
    ['status Berlin --json', ['Berlin'], 'farm status --site Berlin --json'],
    ['status Berlin Rome', ['Berlin', 'Rome'], 'farm status --help'],
    ['status --site Berlin Rome', ['Rome'], 'farm status --help'],
    ['status /', ['/'], 'farm status --help'],
  ])('%s', (typed, extra, output) => {
    expect(errorOf(typed.split(' '), extra)).toBe(output);
  });
});

describe('where no site is named', () => {
  it('the command says how it names one', async () => {
    const say = suggestedCommand('site show', { args: [placeholder('SITE')] });
    const error = await farmErrorOf(async () => findSite(farm, undefined, say));
    expect(printed({ nextStep: error.nextStep }).nextStep).toBe('farm site show SITE');
  });

  it('many are listed as ranges', async () => {
    const [site] = farm.sites;
    const sites = Array.from({ length: 20_000 }, (_, at) => ({ ...site!, name: `S${at}` }));
    const error = await farmErrorOf(async () => findSite({ ...farm, sites }));
    expect(error.message).toContain('has 20000 sites: S[0-19999].');
  });
});

describe('a command for a farm that came through a pipe', () => {
  const fix = commandIn({ sites: [{ name: 'B' }] } as never, { name: 'B' })`broker enable ${'CB2'}`;

  it.each(['-', '/dev/stdin', '/dev/fd/63', '/proc/self/fd/11'])('%s: asks for a file', (file) => {
    expect(printCommand(fix, { shell: 'posix', file })).toBe('farm broker enable CB2 --file FILE');
  });

  it('of any other name names it', () => {
    expect(printCommand(fix, { shell: 'posix', file: '/dev/shm/fd/63' })).toBe(
      'farm broker enable CB2 --file /dev/shm/fd/63',
    );
  });
});
