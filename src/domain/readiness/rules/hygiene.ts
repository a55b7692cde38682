import type { Rule } from './rule.js';

/** RAS900 to RAS902: the farm file and its suppressions, not its sites. These can't be suppressed. */
export const hygieneRules = [
  {
    id: 'RAS901',
    slug: 'suppression-expired',
    severity: 'warning',
    statement: 'No suppression is past its last day.',
    why: 'Its finding is back; somebody has to decide again.',
    statements: [],
    assumptions: [],
  },
  {
    id: 'RAS902',
    slug: 'suppression-unused',
    severity: 'info',
    statement: 'Every suppression suppresses a finding.',
    why: 'One that does not will hide the next finding of that kind from you.',
    statements: [],
    assumptions: [],
  },
  {
    id: 'RAS900',
    slug: 'invalid-farm-file',
    severity: 'error',
    statement: 'The farm file can be read, and what it says can be a farm.',
    why: 'A farm that cannot be read as a whole gives no answer to any other rule.',
    statements: [],
    assumptions: [],
  },
] as const satisfies readonly Rule[];
