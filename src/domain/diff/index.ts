/** DOOR domain/diff */
export {
  type BeforeAfter,
  describeEdit,
  type EditAnswer,
  type SiteConsequences,
} from './changes.js';
export type { Change } from './diff.js';
