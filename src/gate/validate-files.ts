import type { Progress } from '../cli/progress.js';
import { noPolicy, readFarm } from '../store/farm/farm-file.js';
import type { FarmSource } from '../store/farm/locate.js';
import { isPolicyFile, policyOf, readPolicy } from '../store/policy/find-policy.js';
import { type Tried, tryEach } from './many-files.js';

/**
 * Reads farm files, and policies that are named or apply to them: a broken policy is one more broken file, and the farm
 * files are validated without it.
 * @throws FarmError of anything but a broken file
 */
export async function validateFiles(
  sources: readonly FarmSource[],
  progress?: Pick<Progress, 'show'>,
): Promise<Tried<unknown>[]> {
  const files = await tryEach<unknown>(
    sources,
    (source) => (isPolicyFile(source.path) ? readPolicy(source.path) : readFarm(source, noPolicy)),
    (done) => progress?.show('Validating file', done, sources.length),
  );
  const farms = sources.filter(({ path }) => !isPolicyFile(path));
  const policies = await tryEach<unknown>(farms, policyOf);
  const named = new Set(files.map(({ source }) => source.path));
  return [...files, ...policies.filter((one) => 'error' in one && !named.has(one.source.path))];
}
