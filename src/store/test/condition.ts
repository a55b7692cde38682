import { expandNames, parseDuration, type Path, type Problem } from '../../domain/model/index.js';
import type { Expectations, Failure } from '../../domain/expectations/index.js';
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
  down?: OneOrMore;
  'any-down'?: number;
  partition?: string | readonly OneOrMore[];
  'any-split'?: boolean;
  events?: OneOrMore;
}

/** The expectations, as written: like the parsed ones except for durations and lists of one. */
export interface ThenEntry extends Omit<Expectations, 'stopped-for-at-most' | 'no-majority-in'> {
  'stopped-for-at-most'?: string;
  'no-majority-in'?: OneOrMore;
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
  return {
    when: readFailure(when, new EntryReader(problems, paths.when)),
    expect: readExpectations(then, when, new EntryReader(problems, paths.then)),
    problems,
  };
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
    down: reader.names(down, ['down']),
    groups: groups ?? [],
    events: all(events).flatMap((text, index) =>
      readEvents(text, typeof events === 'string' ? ['events'] : ['events', index], reader),
    ),
    anyDown,
    anySplit,
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
  reader: EntryReader,
): Expectations {
  const { 'stopped-for-at-most': longest, 'no-majority-in': keys } = then;
  if (longest !== undefined && events === undefined) {
    reader.report(
      ['stopped-for-at-most'],
      'without "events" no time passes.',
      '"events" in "when", such as ["down CB1", "after 1h"]',
    );
  }
  const converted: Partial<Expectations> = {
    ...(longest === undefined
      ? {}
      : {
          'stopped-for-at-most':
            reader.try(() => parseDuration(longest), ['stopped-for-at-most']) ?? 0,
        }),
    ...(keys === undefined ? {} : { 'no-majority-in': all(keys) }),
  };
  // In the order written, which is the order of the report.
  return Object.fromEntries(
    Object.keys(then).map((key) => [key, { ...then, ...converted }[key as keyof Expectations]]),
  );
}

function asGroups(partition: NonNullable<WhenEntry['partition']>): string[][] {
  const groups =
    typeof partition === 'string'
      ? parseGroups(partition)
      : partition.map((group) => all(group).flatMap(splitNames));
  return groups.map(expandNames);
}
