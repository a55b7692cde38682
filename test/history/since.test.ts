import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sinceTime } from '../../src/cli/since.js';
import { entriesSince, type HistoryEntry, versionAt } from '../../src/domain/history/index.js';

/** Which version a file had at a time, by going through the entries one by one. */

function entry(id: number, time: number): HistoryEntry {
  const version = `digest ${id}`;
  const about = { user: null, command: null, reason: null, of: [], before: null };
  return { id, kind: 'saved', version, time: new Date(time).toISOString(), ...about };
}

const moment = fc.integer({ min: 0, max: 40 }).map((day) => day * 86_400_000);

describe('the version at a time', () => {
  it('is the last of those that were saved by then; the others came since', () => {
    fc.assert(
      fc.property(fc.array(moment, { minLength: 1, maxLength: 12 }), moment, (times, asked) => {
        const entries = times.toSorted((a, b) => a - b).map((time, at) => entry(at, time));
        const by: HistoryEntry[] = [];
        const since: HistoryEntry[] = [];
        for (const one of entries) (Date.parse(one.time) <= asked ? by : since).push(one);
        const iso = new Date(asked).toISOString();
        expect(entriesSince(entries, iso)).toEqual(since);
        if (by.length === 0) expect(() => versionAt(entries, iso)).toThrow('history-begins-later');
        else expect(versionAt(entries, iso)).toBe(by.at(-1));
      }),
    );
  });

  it('is not there in an empty history', () => {
    expect(() => versionAt([], '2026-01-01T00:00:00.000Z')).toThrow('history-begins-later');
    expect(entriesSince([], '2026-01-01T00:00:00.000Z')).toEqual([]);
  });
});

describe('the time of --since', () => {
  const now = new Date('2026-11-22T12:00:00.000Z');

  it.each([
    ['30d', '2026-10-23T12:00:00.000Z'],
    ['4w', '2026-10-25T12:00:00.000Z'],
    ['12h', '2026-11-22T00:00:00.000Z'],
    ['1d12h', '2026-11-21T00:00:00.000Z'],
    ['0m', now.toISOString()],
  ])('%s is that long ago', (text, expected) => {
    expect(sinceTime(text, now)).toBe(expected);
  });

  it('of a day is its midnight here', () => {
    const date = new Date(sinceTime('2026-10-22', now));
    const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate(), date.getHours()];
    expect(parts).toEqual([2026, 10, 22, 0]);
  });

  it.each(['', '30', 'month', '2026-02-30', '2026-13-01', '2999-01-01', '-1d', '9999999w'])(
    'refuses %j',
    (text) => {
      expect(() => sinceTime(text, now)).toThrow('neither a duration nor a day');
    },
  );
});
