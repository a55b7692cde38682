import { type NameReason, type Path, Refusal } from '../model/index.js';

/** Why a test can't be judged for its farm, with the place in the test, such as `['given', 0]`. */
export interface Misfit {
  path: Path;
  reason: MisfitReason;
}

/** The reason as facts. Its words: render/misfit-words.ts. */
export type MisfitReason =
  /** The site of the test; `sites`: those of the farm. */
  | { kind: 'site'; refusal: Refusal; sites: string[] }
  /** `sites`: those of the farm. */
  | { kind: 'no-such-site'; wanted: string; sites: string[] }
  /** An edit of the test is refused. */
  | { kind: 'edit'; refusal: Refusal }
  /** What the test says of failures or expectations. `event`: as it is written; null where it is none. */
  | { kind: 'name'; refusal: Refusal; event: string | null }
  /** RAS would not allow it. `scenario`: as its events are written. */
  | { kind: 'scenario'; refusal: Refusal; scenario: string | null }
  | { kind: 'too-many-scenarios'; site: string; scenarios: number; most: number }
  /** No network split divides so few active brokers. */
  | { kind: 'no-split'; site: string; active: number }
  /** `down`: active brokers that should fail; `left`: those that can. */
  | { kind: 'too-few-brokers'; site: string; down: number; left: number }
  | { kind: 'unknown-rule'; rule: string; rules: string[] }
  /** Ids and names that exist: `processes`. */
  | { kind: 'unknown-process'; process: string; processes: string[] }
  /** `key`: as typed; `keys`: those that brokers of the site have; `values`: those of the key, empty if it is unknown. */
  | {
      kind: 'unknown-domain';
      site: string;
      key: string;
      value: string;
      keys: string[];
      values: string[];
    };

/** What a function returns, or the refusal that it throws. */
export function tried<T>(run: () => T): { value: T } | { refusal: Refusal } {
  try {
    return { value: run() };
  } catch (error) {
    return { refusal: refusalIn(error) };
  }
}

/** Refused for how a name is written, or because nothing has it. */
const nameReasons: ReadonlySet<string> = new Set<NameReason['kind']>([
  'site-not-specified',
  'site-not-found',
  'not-found',
  'no-match',
  'bad-name-list',
  'too-many-names',
  'too-many-patterns',
  'bad-duration',
]);

/** Whether a refusal is about a name that is not in the farm, rather than about the edit. */
export function isMisspelled({ reason }: Refusal): boolean {
  return nameReasons.has(reason.kind);
}

/** The refusal that was thrown; anything else is thrown on. */
export function refusalIn(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}
