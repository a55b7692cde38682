import * as Flags from '@oclif/core/flags';
import { mostTolerance } from '../domain/advise/index.js';

/** The flags of `farm advise` that name a goal, and what they ask for. */
export const goalFlags = {
  tolerance: Flags.integer({
    helpValue: 'N',
    min: 0,
    max: mostTolerance,
    description: 'the site can lose any N brokers; short for --goal tolerance=N',
  }),
  'with-standbys': Flags.boolean({
    default: false,
    description: 'count standbys for the tolerance',
  }),
  goal: Flags.string({
    helpValue: 'GOAL',
    multiple: true,
    description:
      'ready, tolerance=N, no-warnings, no-findings, or domain=KEY (no one rack, hypervisor … is needed); repeat for several',
  }),
  most: Flags.integer({
    helpValue: 'N',
    min: 1,
    max: 40,
    default: 3,
    description: 'number of proposals per site',
  }),
};

/** The names of these flags: another question can't have them. */
export const goalFlagNames = ['goal', 'tolerance', 'with-standbys', 'most'];
