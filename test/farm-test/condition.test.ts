/* oxlint-disable unicorn/no-thenable -- "then" is a key of the file format; never awaited */
import { describe, expect, it } from 'vitest';
import type { ContentProblem } from '../../src/store/farm/schema-errors.js';
import { readCondition, type ThenEntry, type WhenEntry } from '../../src/store/test/condition.js';
import { expectNode, whenNode } from '../../src/store/test/condition-schema.js';
import { shapeProblemsAt } from '../../src/store/test/test-shape.js';

/** A condition by itself, as other files than test files have one: read at any path of its document. */

const paths = { when: ['rules', 0, 'when'], then: ['rules', 0, 'require'] };

function shapeProblems({ when = {}, then }: { when?: unknown; then: unknown }): ContentProblem[] {
  return [
    ...shapeProblemsAt(whenNode, when, paths.when),
    ...shapeProblemsAt(expectNode, then, paths.then),
  ];
}

function read(written: { when?: WhenEntry; then: ThenEntry }): ReturnType<typeof readCondition> {
  expect(shapeProblems(written)).toEqual([]);
  return readCondition(written, paths);
}

describe('a condition', () => {
  it('is read in the order written', () => {
    const {
      when,
      expect: wanted,
      problems,
    } = read({
      when: {
        down: ['CB[1-2]', { rack: ['r1', 'r2'] }],
        events: ['after 10m; heal', 'after 1h'],
        'any-down': 1,
      },
      then: {
        'stopped-for-at-most': '30m',
        'load-share': { CB1: 40, CB2: { 'at-most': 20 }, CB3: { 'at-least': 5 } },
        at: { '70m': { primary: 'CB2', 'load-share': { CB1: { 'at-least': 1, 'at-most': 2 } } } },
        'no-majority-in': 'rack',
        sessions: true,
      },
    });
    expect(problems).toEqual([]);
    expect(when).toEqual({
      down: ['CB1', 'CB2'],
      domains: [
        { key: 'rack', value: 'r1' },
        { key: 'rack', value: 'r2' },
      ],
      groups: [],
      events: [{ kind: 'after', minutes: 10 }, { kind: 'heal' }, { kind: 'after', minutes: 60 }],
      anyDown: 1,
      anySplit: false,
    });
    expect(Object.entries(wanted)).toEqual([
      ['stopped-for-at-most', 30],
      [
        'load-share',
        {
          CB1: { least: 40, most: 40 },
          CB2: { least: 0, most: 20 },
          CB3: { least: 5, most: 100 },
        },
      ],
      [
        'at',
        [
          {
            minutes: 70,
            written: '70m',
            expect: { primary: 'CB2', 'load-share': { CB1: { least: 1, most: 2 } } },
          },
        ],
      ],
      ['no-majority-in', ['rack']],
      ['sessions', true],
    ]);
  });

  it('reports what is wrong at the paths of its document', () => {
    const { problems } = read({
      when: { down: 'CB[1', events: 'down CB1; after 10m' },
      then: {
        at: { '11m': { sessions: true }, soon: { sessions: true } },
        'load-share': { CB1: { 'at-least': 50, 'at-most': 40 } },
      },
    });
    expect(problems.map(({ path }) => path.join('.'))).toEqual([
      'rules.0.when.down',
      'rules.0.require.load-share.CB1',
      'rules.0.require.at.11m',
      'rules.0.require.at.soon',
    ]);
    expect(problems.map(({ message, expected }) => `${message} / ${expected ?? ''}`)).toEqual(
      expect.arrayContaining([
        'no share is at least 50% and at most 40%. / an "at-least" up to "at-most"',
        'the events end after 10m, before this moment. / a moment up to 10m, or "after 1m" at the end of the events',
      ]),
    );
  });

  it('needs events for what takes time', () => {
    const { problems } = read({
      then: { at: { '0m': { sessions: true } }, 'stopped-for-at-most': '1h' },
    });
    expect(problems.map(({ path, message }) => [path.at(-1), message])).toEqual([
      ['stopped-for-at-most', 'without "events" no time passes.'],
      ['at', 'without "events" no time passes.'],
    ]);
  });

  it.each<[string, { when?: unknown; then: unknown }, string]>([
    ['an unknown key', { then: { refused: true } }, 'rules.0.require.refused'],
    ['an unknown failure', { when: { dwn: 'x' }, then: { sessions: true } }, 'rules.0.when.dwn'],
    [
      'two keys of a domain',
      { when: { down: { rack: 'r1', room: 'a' } }, then: { serving: 1 } },
      'rules.0.when.down',
    ],
    [
      'a number for a time',
      { then: { 'stopped-for-at-most': 30 } },
      'rules.0.require.stopped-for-at-most',
    ],
    [
      'what takes time at a moment',
      { then: { at: { '1m': { throughout: ['sessions'] } } } },
      'rules.0.require.at.1m.throughout',
    ],
    [
      'false for never',
      { then: { 'never-two-primaries': false } },
      'rules.0.require.never-two-primaries',
    ],
    [
      'a share over 100',
      { then: { 'load-share': { CB1: { 'at-most': 101 } } } },
      'rules.0.require.load-share.CB1.at-most',
    ],
  ])('refuses %s', (_name, written, path) => {
    const found = shapeProblems(written);
    expect(found.map(({ problem }) => problem.path.join('.'))).toEqual([path]);
  });
});
