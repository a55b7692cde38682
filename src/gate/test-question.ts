import * as Flags from '@oclif/core/flags';
import { todayFlag } from '../cli/flags.js';
import { dayOf } from '../domain/readiness/index.js';
import type { TestQuestion } from './test.js';

/** The flags of `farm test`, and the question that they ask. */
export const testFlags = {
  grep: Flags.string({
    helpValue: 'TEXT',
    description: 'run only tests whose name contains this text',
  }),
  format: Flags.option({ options: ['text', 'json', 'junit'] as const })({
    description: 'output format; json is the same as --json',
  }),
  output: Flags.string({
    helpValue: 'FILE',
    description: 'write JUnit to this file, and text to standard output',
    dependsOn: ['format'],
  }),
  today: todayFlag,
  watch: Flags.boolean({
    description: 'run again at every change, until Ctrl-C',
    exclusive: ['json', 'quiet', 'format', 'init', 'given'],
  }),
  init: Flags.boolean({
    description: 'write a test file with tests that pass now; FILES is its name',
  }),
  given: Flags.string({
    helpValue: 'NAME',
    description: 'print the farm that the test with this name starts from',
    exclusive: ['init', 'grep'],
  }),
};

/** What the flags ask; `today` is the day of asking. @throws FarmError E_USAGE for a day that is none */
export function testQuestionOf(
  flags: Pick<TestQuestion, 'file' | 'grep'> & { today?: string | undefined },
  today: string,
): TestQuestion {
  return {
    file: flags.file,
    grep: flags.grep,
    today: flags.today === undefined ? today : dayOf(flags.today),
    env: process.env,
    cwd: process.cwd(),
  };
}
