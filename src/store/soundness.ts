import type { Path, Problem } from '../domain/errors.js';
import { checkInvariants } from '../domain/invariants.js';
import { type FarmDocument, toFarm } from './convert.js';
import { formatVersion } from './schema.js';
import { type ContentProblem, findShapeProblems } from './shape.js';

/**
 * Everything wrong with a parsed document: its shape, and, as far as the shape is right, the invariants.
 * A site whose shape is wrong is judged by its name and its licensing only, so that the others can be judged at all.
 */

/** Problems of shape and of invariants together, in no particular order. */
export function findContentProblems(document: unknown): ContentProblem[] {
  const found = findShapeProblems(document);
  const shape = found.map(({ problem }) => problem);
  const judged = judgeable(document, shape);
  if (judged === null) return found;
  const broken = judged.map((site) => site.broken);
  for (const problem of checkInvariants(toFarm(farmOf(document as Loose, judged, shape)))) {
    if (isJudged(problem, shape, broken)) found.push({ of: wrongPart(problem), problem });
  }
  return found;
}

type Loose = Record<string, unknown>;

interface JudgedSite {
  broken: boolean;
  site: FarmDocument['sites'][number];
}

function judgeable(document: unknown, shape: readonly Problem[]): JudgedSite[] | null {
  if (!isObject(document) || !Array.isArray(document['sites'])) return null;
  const sites: unknown[] = document['sites'];
  const wrong = new Set(shape.filter(({ path }) => path[0] === 'sites').map(({ path }) => path[1]));
  const named = sites.some((site) => isObject(site) && site['licensing'] === true);
  return sites.map((site, index) => {
    if (!wrong.has(index)) return { broken: false, site: site as JudgedSite['site'] };
    const { name, licensing } = isObject(site) ? site : {};
    // An illegible "licensing" is given the benefit of the doubt: no second problem is made of it.
    const presumed = licensing === undefined ? {} : { licensing: !named };
    return {
      broken: true,
      site: {
        name: typeof name === 'string' ? name : `site ${index + 1}, whose name can't be read`,
        ...(typeof licensing === 'boolean' ? { licensing } : presumed),
        brokers: [{ server: 'unread' }],
      },
    };
  });
}

function farmOf(
  document: Loose,
  judged: readonly JudgedSite[],
  shape: readonly Problem[],
): FarmDocument {
  const legible = Object.entries(document).filter(
    ([key]) => key !== 'sites' && !shape.some(({ path }) => path[0] === key),
  );
  return {
    formatVersion,
    name: 'unread',
    ...Object.fromEntries(legible),
    sites: judged.map(({ site }) => site),
  };
}

/** Whether the invariant looked at something that was really written so. */
function isJudged(
  { path }: Problem,
  shape: readonly Problem[],
  broken: readonly boolean[],
): boolean {
  if (shape.some((problem) => startsWith(path, problem.path))) return false;
  const [top, index, key] = path;
  if (top !== 'sites' || typeof index !== 'number' || broken[index] !== true) return true;
  return key === 'name' || key === 'licensing';
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((step, depth) => path[depth] === step);
}

/** Where names are keys, the name may be what is wrong; all else that an invariant tells is about a value. */
function wrongPart({ path }: Problem): ContentProblem['of'] {
  const within = path.at(-2);
  return within === 'failureDomains' || within === 'rules' ? 'key' : 'value';
}

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
