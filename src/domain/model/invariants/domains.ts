import type { Problem } from '../errors.js';
import type { Path } from '../places.js';
import { shortened } from '../words.js';
import { checkName, repeated } from './names.js';

/**
 * What is wrong with the failure domains of an object, such as `{ rack: 'r1' }`.
 * @param path the object's own
 * @param subject what messages call it
 */
export function checkDomains(
  failureDomains: Readonly<Record<string, string>>,
  path: Path,
  subject: () => string,
): Problem[] {
  const keys = Object.keys(failureDomains);
  // Most of 100,000 agents have none.
  if (keys.length === 0) return [];
  const problems = repeated(keys).map((index): Problem => {
    const key = keys[index] ?? '';
    return {
      path: [...path, 'failureDomains', key],
      message: `${subject()} has the failure domain "${shortened(key)}" twice: names are case-insensitive.`,
      expected: 'one failure domain of each name',
    };
  });
  for (const [key, value] of Object.entries(failureDomains)) {
    const here = [...path, 'failureDomains', key];
    if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(key)) {
      problems.push({
        path: here,
        message: `"${shortened(key)}" is not a name for a failure domain.`,
        expected: 'letters, digits, - and _, such as hypervisor or rack',
      });
    }
    problems.push(...checkName(value, here, `failure domain ${key}`));
  }
  return problems;
}
