import {
  expandRanges,
  parseDuration,
  type Path,
  printDuration,
  type Problem,
} from '../../domain/model/index.js';
import type {
  Expectations,
  Failure,
  MomentExpectations,
  ShareLimits,
  StateKey,
} from '../../domain/expectations/index.js';
import {
  type FailureEvent,
  parseEvents,
  parseGroups,
  splitNames,
} from '../../domain/simulate/index.js';
import { all, EntryReader, type OneOrMore } from './entry-reader.js';

/**
 * A condition as it is written: what fails ("when"), and what must hold after it ("then"). Test files and other files of
 * expectations read it the same way.
 */

/** The failure, as it is written. */
export interface WhenEntry {
  down?: DownEntry | readonly DownEntry[];
  'any-down'?: number;
  partition?: string | readonly OneOrMore[];
  'any-split'?: boolean;
  events?: OneOrMore;
}

/** A broker by its name, or a failure domain: `{ rack: r1 }`. */
type DownEntry = string | Readonly<Record<string, OneOrMore>>;

/** The expectations of a state, as written. */
export interface StateEntry extends Omit<Pick<Expectations, StateKey>, 'load-share'> {
  'load-share'?: Readonly<Record<string, ShareEntry>>;
}

/** The share of one broker, as written. */
export type ShareEntry = number | { 'at-least'?: number; 'at-most'?: number };

/** The expectations, as written: like the parsed ones except for times, shares and lists of one. */
export interface ThenEntry
  extends
    StateEntry,
    Omit<Expectations, StateKey | 'refused' | 'stopped-for-at-most' | 'no-majority-in' | 'at'> {
  'stopped-for-at-most'?: string;
  'no-majority-in'?: OneOrMore;
  at?: Readonly<Record<string, StateEntry>>;
}

/** Where the two parts of a condition are in their document. */
export interface ConditionPaths {
  when: Path;
  then: Path;
}

/** A condition as read, with every problem in it. */
export interface Condition {
  when: Failure;
  expect: Expectations;
  problems: Problem[];
}

/** Reads a condition of the right shape. */
export function readCondition(
  { when = {}, then }: { when?: WhenEntry; then: ThenEntry },
  paths: ConditionPaths,
): Condition {
  const problems: Problem[] = [];
  const failure = readFailure(when, new EntryReader(problems, paths.when));
  const minutes = failure.events.reduce(
    (sum, event) => sum + (event.kind === 'after' ? event.minutes : 0),
    0,
  );
  const reader = new EntryReader(problems, paths.then);
  return { when: failure, expect: readExpectations(then, when, minutes, reader), problems };
}

function readFailure(when: WhenEntry, reader: EntryReader): Failure {
  const {
    down = [],
    partition,
    events = [],
    'any-down': anyDown = 0,
    'any-split': anySplit = false,
  } = when;
  if (anySplit && (anyDown > 0 || partition !== undefined)) {
    const other = partition === undefined ? 'any-down' : 'partition';
    reader.report(
      ['any-split'],
      `"any-split" and "${other}" can't be used in one test.`,
      'separate tests',
    );
  }
  const groups =
    partition === undefined ? null : reader.try(() => asGroups(partition), ['partition']);
  return {
    ...readDown(down, reader.in('down')),
    groups: groups ?? [],
    events: all(events).flatMap((text, index) =>
      readEvents(text, typeof events === 'string' ? ['events'] : ['events', index], reader),
    ),
    anyDown,
    anySplit,
  };
}

function readDown(
  down: NonNullable<WhenEntry['down']>,
  reader: EntryReader,
): Pick<Failure, 'down' | 'domains'> {
  const entries = Array.isArray(down) ? (down as readonly DownEntry[]) : [down as DownEntry];
  const isList = Array.isArray(down);
  return {
    down: entries.flatMap((entry, index) =>
      typeof entry === 'string' ? reader.names(entry, isList ? [index] : []) : [],
    ),
    domains: entries.flatMap((entry) =>
      typeof entry === 'string'
        ? []
        : Object.entries(entry).flatMap(([key, values]) =>
            all(values).map((value) => ({ key, value })),
          ),
    ),
  };
}

/** Parses each event separately, so that all invalid ones are reported. */
function readEvents(text: string, path: Path, reader: EntryReader): FailureEvent[] {
  const parts = text.split(/\r?\n/u).flatMap((line) => line.replace(/#.*$/u, '').split(';'));
  const written = parts.map((part) => part.trim()).filter((part) => part !== '');
  if (written.length === 0)
    reader.report(path, 'this contains no events.', 'an event, such as down CB1');
  return written.flatMap(
    (part) => reader.try(() => parseEvents(part, '').map(({ event }) => event), path) ?? [],
  );
}

function readExpectations(
  then: ThenEntry,
  { events }: WhenEntry,
  minutes: number,
  reader: EntryReader,
): Expectations {
  for (const key of ['stopped-for-at-most', 'at'] as const) {
    if (then[key] === undefined || events !== undefined) continue;
    const expected = '"events" in "when", such as ["down CB1", "after 1h"]';
    reader.report([key], 'without "events" no time passes.', expected);
  }
  const { 'stopped-for-at-most': longest, 'no-majority-in': keys, at } = then;
  // In the order written, which is the order of the report.
  return inOrderOf(then, {
    ...readState(then, reader),
    ...(longest === undefined
      ? {}
      : {
          'stopped-for-at-most':
            reader.try(() => parseDuration(longest), ['stopped-for-at-most']) ?? 0,
        }),
    ...(keys === undefined ? {} : { 'no-majority-in': all(keys) }),
    ...(at === undefined
      ? {}
      : { at: readMoments(at, events === undefined ? null : minutes, reader) }),
  });
}

/** The parsed expectations of a state that differ from the written ones. */
function readState(
  { 'load-share': shares }: StateEntry,
  reader: EntryReader,
): Partial<Expectations> {
  if (shares === undefined) return {};
  const limits = Object.entries(shares).map(([server, share]): [string, ShareLimits] => {
    if (typeof share === 'number') return [server, { least: share, most: share }];
    const { 'at-least': least = 0, 'at-most': most = 100 } = share;
    if (least > most) {
      const message = `no share is at least ${least}% and at most ${most}%.`;
      reader.report(['load-share', server], message, 'an "at-least" up to "at-most"');
    }
    return [server, { least, most }];
  });
  return { 'load-share': Object.fromEntries(limits) };
}

/** @param end how long the events last, in minutes; null where there are none */
function readMoments(
  at: NonNullable<ThenEntry['at']>,
  end: number | null,
  reader: EntryReader,
): MomentExpectations[] {
  return Object.entries(at).flatMap(([written, state]) => {
    const path = ['at', written];
    const minutes = reader.try(() => parseDuration(written), path);
    if (minutes === null) return [];
    if (end !== null && minutes > end) {
      reader.report(
        path,
        `the events end after ${printDuration(end)}, before this moment.`,
        `a moment up to ${printDuration(end)}, or "after ${printDuration(minutes - end)}" at the end of the events`,
      );
    }
    return [{ minutes, written, expect: inOrderOf(state, readState(state, reader.in(...path))) }];
  });
}

/** The written expectations with those replaced that were parsed. */
function inOrderOf(written: object, parsed: Partial<Expectations>): Expectations {
  return Object.fromEntries(
    Object.entries(written).map(([key, value]) => [
      key,
      parsed[key as keyof Expectations] ?? value,
    ]),
  );
}

function asGroups(partition: NonNullable<WhenEntry['partition']>): string[][] {
  const groups =
    typeof partition === 'string'
      ? parseGroups(partition)
      : partition.map((group) => all(group).flatMap(splitNames));
  return groups.map(expandRanges);
}
