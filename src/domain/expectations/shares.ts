import { sameName } from '../model/index.js';
import type { Outcome } from '../simulate/index.js';
import type { AfterDifference, ShareDifference } from './difference.js';
import type { ShareLimits } from './expectations.js';

/** Expectations of the share of the agents that a named broker has. */

/** Checks the share of each broker that is named; null if all are as expected. A broker that does not serve has none. */
export function judgeShares(
  expected: Readonly<Record<string, ShareLimits>>,
  { placement, brokers }: Outcome,
): AfterDifference | null {
  const wrong = Object.entries(expected).flatMap(([name, limits]): ShareDifference[] => {
    const broker = brokers.find(({ server }) => sameName(server, name));
    if (broker === undefined) throw new Error(`no standing of broker ${name}`);
    const { server, serves } = broker;
    const { share = 0, names = [] } = placement.find((one) => one.server === server) ?? {};
    if (share >= limits.least && share <= limits.most) return [];
    return [{ server, expected: limits, got: share, agents: names, serves }];
  });
  return wrong.length === 0 ? null : { kind: 'load-share', wrong };
}
