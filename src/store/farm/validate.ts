import { isObject } from '../json/is-object.js';
import type { Problem } from '../../domain/model/index.js';
import { checkFarm } from '../../domain/readiness/index.js';
import { toFarm } from './convert.js';
import { recoverDocument, WrongPlaces } from '../json/recover.js';
import { type ContentProblem, findShapeProblems } from './schema-errors.js';

/**
 * Every problem of a parsed document: its shape, and the invariants as far as it can be read. Problems that only follow from
 * a wrong shape are not reported.
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

/** The indexes of sites where the name of a broker can't be read: others may prefer that broker. */
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

/** Where names are keys, the name itself may be wrong; all other invariants are about a value. */
function wrongPart({ path }: Problem): ContentProblem['of'] {
  const within = path.at(-2);
  return within === 'failureDomains' || within === 'rules' ? 'key' : 'value';
}
