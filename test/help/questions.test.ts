import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answersTo, availableAnswers } from '../../src/cli/help/answers.js';
import { questions } from '../../src/cli/help/questions.table.js';
import { search, termsOf } from '../../src/cli/help/search.js';
import type { CommandTree } from '../../src/cli/completion/command-tree.js';
import { helpPages } from '../../src/render/help/pages.js';
import { Room } from '../sessions/harness/room.js';

const manifest = readFileSync(join(import.meta.dirname, '../../oclif.manifest.json'), 'utf8');
const { commands } = JSON.parse(manifest) as Pick<CommandTree, 'commands'>;
const tree: CommandTree = { commands, topics: {} };

/** Fourteen questions of a working week, and the commands of which one has to be the first or the second answer. */
const week: readonly [question: string, commands: readonly string[]][] = [
  ['can I reboot one tonight', ['maintenance']],
  ['what if a rack dies', ['simulate']],
  ['why 40 % on one broker', ['advise --why', 'load']],
  ['from 3 to 5 brokers', ['advise', 'load --brokers', 'broker add']],
  ['preferred broker per provider', ['advise', 'provider set', 'provider preferred-broker']],
  ['primary dead for 20 minutes', ['simulate --site Berlin --events']],
  ['primary moved for a week', ['broker promote']],
  ['two designs side by side', ['diff']],
  ['a picture of the farm', ['graph']],
  ['a report', ['report']],
  ['what changed since last month', ['diff --since']],
  ['undo that', ['undo']],
  ['import my farm', ['import']],
  ['what do I type in PowerShell', ['plan planned.json --runbook cmdlets']],
];

describe('a question', () => {
  it.each(week)('%s', (question, accepted) => {
    const available = accepted.filter((command) => availableAnswers([command], tree).length > 0);
    const { answers } = answersTo(question, tree, helpPages);
    expect(answers.length).toBeGreaterThan(0);
    // This build may lack the command that answers best.
    if (available.length === 0) return;
    const first = answers.slice(0, 2).map(({ command }) => command);
    expect(
      first.some((command) => available.some((one) => command.startsWith(`farm ${one}`))),
      first.join('\n'),
    ).toBe(true);
  });

  it.each(questions.map(({ asks, answers }) => [asks, answers] as const))(
    'of the list is found as it is: %s',
    (asks, answers) => {
      const [best] = availableAnswers(answers, tree);
      expect(best, 'no command of this build answers it').toBeDefined();
      const found = answersTo(asks, tree, helpPages).answers.map(({ command }) => command);
      expect(found.slice(0, 2)).toContain(`farm ${best}`);
    },
  );

  it('about something else has no answer', () => {
    for (const question of ['make me a sandwich', 'qwertz uiop', 'the of and'])
      expect(answersTo(question, tree, helpPages).answers).toEqual([]);
  });

  it('is found whatever its form, its order and its case', () => {
    const first = (question: string) => answersTo(question, tree, helpPages).answers[0]?.command;
    const expected = first('what if a rack dies');
    for (const one of [
      'Rack died?',
      'RACK DIES',
      'a dying rack',
      'the rack is dead',
      'failure of racks',
    ])
      expect(first(one), one).toBe(expected);
  });
});

describe('the search', () => {
  it('ranks a text with all of the words above one with some of them, and rare words above common ones', () => {
    const texts = ['alpha beta', 'alpha gamma', 'alpha delta', 'beta gamma'].map((text) => ({
      text,
      weight: 1,
      leadsTo: text,
    }));
    const ranked = search('alpha beta', texts, (text) => text).map(({ found }) => found);
    expect(ranked[0]).toBe('alpha beta');
    expect(ranked[1]).toBe('beta gamma');
    expect(search('omega', texts, (text) => text)).toEqual([]);
  });

  it('reduces words to what they mean', () => {
    expect(termsOf('Why are the servers rebooting?')).toEqual(['broker', 'restart']);
    expect(termsOf('40 %')).toEqual(['load', 'load']);
  });
});

/** Answers that need more than the example farm: other files, a repository, a folder without a farm, or saves. */
const needsMore =
  /\.json|main$|HEAD|^(?:init|diff|plan|history|undo|redo|restore|unlock|test)\b|--output/u;

describe.skipIf(process.platform === 'win32')('what an answer gives to type', () => {
  it('works on the example farm', async () => {
    const room = new Room();
    onTestFinished(() => room.close());
    await room.run('farm init --example');
    const { exit } = await room.run('farm simulate --down rack=r1 --site Berlin');
    const all = new Set(questions.flatMap(({ answers }) => availableAnswers(answers, tree)));
    // Failure domains as names are not in every build.
    const tried = [...all].filter(
      (one) => !needsMore.test(one) && (exit <= 1 || !one.includes('rack=')),
    );
    expect(tried.length).toBeGreaterThan(30);
    const failed: string[] = [];
    for (const command of tried) {
      const outcome = await room.run(`farm ${command} --no-input`);
      if (outcome.exit > 1) failed.push(`farm ${command}: ${outcome.stderr}`);
    }
    expect(failed).toEqual([]);
  }, 120_000);
});
