import { checkFarm } from '../../../../src/domain/readiness/policy.js';
import { compressNames, expandNames } from '../../../../src/domain/model/names.js';
import { sayPath } from '../say.js';
import type { Verbs } from '../verb.js';

/** What a farm can never be, and how names are said. */
export const modelVerbs: Verbs = {
  /** invariants: every breach of what must hold */
  invariants: (_line, farm) => {
    const problems = checkFarm(farm).map(
      ({ path, message, expected, typed, candidates }) =>
        `${sayPath(path)}: ${message}${expected === undefined ? '' : `\n  expected: ${expected}`}${typed === undefined ? '' : `\n  typed ${typed}, there is ${candidates?.join(', ')}`}`,
    );
    return { said: problems.length === 0 ? ['sound'] : problems };
  },
  /** expand NAMES: the names that a list with ranges means */
  expand: (line) => ({ said: [expandNames(line.rest().join(' ')).join(' ')] }),
  /** compress NAME NAME…: names as short as they can be said */
  compress: (line) => ({ said: [compressNames(line.rest())] }),
};
