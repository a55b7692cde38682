import { checkFarm } from '../../../../src/domain/readiness/settings.js';
import { expandNames } from '../../../../src/domain/model/names.js';
import { compressNames } from '../../../../src/domain/model/names/compress.js';
import { sayPath } from '../say.js';
import type { Verbs } from '../verb.js';

/** Invariants of a farm, and lists of names. */
export const modelVerbs: Verbs = {
  /** invariants: every breach of what must hold */
  invariants: (_line, farm) => {
    const problems = checkFarm(farm).map(
      ({ path, message, expected, typed, candidates }) =>
        `${sayPath(path)}: ${message}${expected === undefined ? '' : `\n  expected: ${expected}`}${typed === undefined ? '' : `\n  typed ${typed}, there is ${candidates?.join(', ')}`}`,
    );
    return { output: problems.length === 0 ? ['sound'] : problems };
  },
  /** expand NAMES: the names that a list with ranges means */
  expand: (line) => ({ output: [expandNames(line.rest().join(' ')).join(' ')] }),
  /** compress NAME NAME…: the shortest form of names */
  compress: (line) => ({ output: [compressNames(line.rest())] }),
};
