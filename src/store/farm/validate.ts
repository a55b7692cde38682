import { isObject } from '../json/is-object.js';
import type { Problem } from '../../domain/model/index.js';
import { checkFarm } from '../../domain/readiness/index.js';
import { toFarm } from './convert.js';
import { recoverDocument, WrongPlaces } from '../json/recover.js';
import { type ContentProblem, findShapeProblems } from './schema-errors.js';

/**
 * Everything wrong with a parsed document: its shape, and the invariants as far as it can be read.
 * Told is what is wrong whatever was meant in the places where the shape is wrong; what merely follows from those isn't.
 */

/** Problems of shape and of invariants together, in no particular order. */
export function findContentProblems(document: unknown): ContentProblem[] {
  const shape = findShapeProblems(document);
  const wrong = new WrongPlaces(shape.map(({ problem }) => problem.path));
  if (!isObject(document) || wrong.hold([])) return shape;
  const unnamed = sitesWithUnnamedBroker(shape);
  const invariants = checkFarm(toFarm(recoverDocument(document, wrong)))
    .map((problem): ContentProblem => ({ of: wrongPart(problem), problem }))
    .filter(({ of, problem: { path } }) => {
      if (path.at(-1) === 'preferredBroker' && unnamed.has(path[1])) return false;
      return !wrong.cover(of === 'key' ? path.slice(0, -1) : path);
    });
  return [...shape, ...invariants];
}

/** The indexes of sites where the name of a broker can't be read: it may be the one that others prefer. */
function sitesWithUnnamedBroker(
  shape: readonly ContentProblem[],
): Set<string | number | undefined> {
  const sites = new Set<string | number | undefined>();
  for (const { path } of shape.map(({ problem }) => problem)) {
    const [top, site, list, , key = 'server'] = path;
    if (top === 'sites' && list === 'brokers' && key === 'server') sites.add(site);
  }
  return sites;
}

/** Where names are keys, the name may be what is wrong; all else that an invariant tells is about a value. */
function wrongPart({ path }: Problem): ContentProblem['of'] {
  const within = path.at(-2);
  return within === 'failureDomains' || within === 'rules' ? 'key' : 'value';
}
