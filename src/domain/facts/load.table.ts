import type { AssumptionId } from './assumptions.js';
import type { CitationId } from './citations.js';

/**
 * How agent connections are split over the active brokers of a site, per RAS version.
 */

/** Shares as integer weights, to avoid rounding errors: a share is weight / sum of weights. */
export interface LoadRow {
  brokers: number;
  primary: number;
  eachSecondary: number;
}

/** How agents are split in some RAS versions. */
export interface LoadRule {
  id: string;
  says: string;
  /** The versions, ascending. A version is in one rule only; those of all rules are the supported versions. */
  versions: readonly number[];
  rows: readonly LoadRow[];
  citations: readonly CitationId[];
  /** What the rule assumes because the sources leave it open. */
  assumptions: readonly AssumptionId[];
}

/** Newest first. */
export const loadRules = [
  {
    id: 'primary-relieved',
    says: 'RAS 21: the primary takes fewer agents the more brokers there are, and none with five or more.',
    versions: [21],
    // Percentages as printed by the vendor; with five or more brokers the primary takes none.
    rows: [
      { brokers: 1, primary: 100, eachSecondary: 0 },
      { brokers: 2, primary: 40, eachSecondary: 60 },
      { brokers: 3, primary: 20, eachSecondary: 40 },
      { brokers: 4, primary: 10, eachSecondary: 30 },
      { brokers: 5, primary: 0, eachSecondary: 1 },
    ],
    citations: ['secondary-brokers-21'],
    assumptions: [],
  },
  {
    id: 'equal',
    says: 'Up to RAS 20: all brokers take the same number of agents.',
    versions: [17, 18, 19, 20],
    rows: [{ brokers: 1, primary: 1, eachSecondary: 1 }],
    citations: ['kb-124003', 'portal-load-20'],
    assumptions: ['A21'],
  },
] as const satisfies readonly LoadRule[];
