import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import {
  type FailureQuestion,
  parseEvents,
  parseGroups,
  readWords,
  splitNames,
} from '../domain/simulate/index.js';
import type { FarmSource } from '../store/farm/locate.js';
import { readTimeline } from '../store/test/timeline-file.js';

/** A failure as the command line describes it, for every command that is about one. */

/** The arguments: as many as are typed, so a command with them is not strict. */
export const failureArgs = {
  brokers: Args.string({
    description: 'brokers that are offline, the same as --down; or events, the same as --events',
  }),
};

/** The flags. */
export const failureFlags = {
  down: Flags.string({
    helpValue: 'BROKERS',
    multiple: true,
    description:
      'brokers that are completely offline: names, lists, ranges, patterns or failure domains (rack=r1)',
  }),
  partition: Flags.string({
    helpValue: 'GROUPS',
    description:
      'split the network into groups, such as CB1,CB2/CB3; brokers not listed are in the first group',
  }),
  events: Flags.string({
    helpValue: 'TEXT',
    description: 'events in order, such as a failure, a wait and a return',
    exclusive: ['timeline'],
  }),
  timeline: Flags.string({
    helpValue: 'FILE',
    description: 'read the events from a file, or - for standard input',
  }),
};

/** What was typed of them. */
interface FailureWords {
  down?: readonly string[] | undefined;
  partition?: string | undefined;
  events?: string | undefined;
  timeline?: string | undefined;
}

/**
 * The failure that the arguments and flags describe, in which nothing may have failed.
 * @param locate finds the farm file; called only for a timeline
 * @throws Refusal for what is no event; FarmError E_USAGE for a file that can't be read
 */
export async function readFailure(
  argv: readonly unknown[],
  { down = [], partition, events, timeline }: FailureWords,
  locate: () => FarmSource,
): Promise<FailureQuestion> {
  const bare = readWords(argv.map(String), timeline !== undefined || events !== undefined);
  const { text, file } =
    timeline === undefined
      ? { text: events ?? bare.events, file: '--events' }
      : await readTimeline(timeline, locate());
  return {
    down: [...bare.down, ...down].flatMap(splitNames),
    groups: partition === undefined ? [] : parseGroups(partition),
    events: text === undefined ? null : parseEvents(text, file),
  };
}
