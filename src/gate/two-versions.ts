import { FarmError } from '../domain/model/index.js';
import { readFarm } from '../store/farm/farm-file.js';
import type { FarmSource } from '../store/farm/locate.js';
import { type FarmVersion, readVersion, versionOf } from '../store/farm/version.js';

/** Two versions of a farm, of which either may be the farm file. */

/** What to know about an answer for captures: what in them contradicts itself or was left out. */
export async function captureWarnings(versions: readonly FarmVersion[]): Promise<string[]> {
  const captured = versions.flatMap(({ name, captured }) =>
    captured === null ? [] : captured.warnings.map((warning) => ({ name, warning })),
  );
  if (captured.length === 0) return [];
  const { sayCaptureWarning } = await import('../render/capture-words.js');
  return captured.map(({ name, warning }) => `${name}: ${sayCaptureWarning(warning)}`);
}

/**
 * Reads both. A name that is left out stands for the farm file, which `locate` finds; it is called only if it is needed. A capture
 * is laid over the other one: what no capture holds is no difference.
 * @throws FarmError as `readVersion`; E_USAGE for standard input twice
 */
export async function readTwo(
  names: readonly [first: string | undefined, second: string | undefined],
  locate: () => FarmSource,
): Promise<[FarmVersion, FarmVersion]> {
  const current = memoised(locate);
  const read = async (name: string | undefined): Promise<FarmVersion> =>
    name === undefined ? versionOf(await readFarm(current())) : readVersion(name, current);
  const isStdin = (name: string | undefined): boolean =>
    name === undefined ? current().kind === 'stdin' : name === '-';
  if (names.every(isStdin)) {
    throw new FarmError({
      code: 'E_USAGE',
      message: 'standard input can be only one of the two farms.',
      nextStep: 'specify a file or REF:PATH for the other one',
    });
  }
  const [first, second] = names;
  const last = second === undefined ? await read(second) : null;
  return overEachOther(await read(first), last ?? (await read(second)));
}

function overEachOther(one: FarmVersion, other: FarmVersion): [FarmVersion, FarmVersion] {
  if (one.captured !== null && other.captured !== null) return [one, other];
  const laid = (live: FarmVersion, model: FarmVersion): FarmVersion =>
    live.captured === null ? live : { ...live, farm: live.captured.over(model.farm) };
  return [laid(one, other), laid(other, one)];
}

function memoised<T>(find: () => T): () => T {
  let found: { value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}
