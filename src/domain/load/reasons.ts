import type { Farm } from '../model/index.js';
import { type LoadSplit, loadWeights, percent } from './load.js';

/** Why a broker has the share of agents that it has. */
export type ShareReason =
  /** The row of the load table for so many active brokers, in percent; `eachSecondary` is null without a secondary. */
  | { kind: 'table'; brokers: number; primary: number; eachSecondary: number | null }
  /** It has more than its share by the table: `pinned` of its agents prefer it. */
  | {
      kind: 'pinned';
      server: string;
      pinned: number;
      agents: number;
      nominalShare: number;
      effectiveShare: number;
    }
  /** They have more than their share, because agents are not divided. */
  | { kind: 'whole-agents'; servers: string[] }
  /** They take no agents: in standby, until another broker is offline; or disabled. */
  | { kind: 'standby' | 'disabled'; servers: string[] };

/** A load split with the reasons for its shares. */
export interface ExplainedSplit extends LoadSplit {
  reasons: ShareReason[];
}

/** The split with the reasons for its shares: of the table, then of each broker that has more than its share by the table. */
export function explainSplit(
  { rasVersion }: Pick<Farm, 'rasVersion'>,
  split: LoadSplit,
): ExplainedSplit {
  const { brokers, brokersCounted, agents } = split;
  const weights = loadWeights(rasVersion, brokersCounted);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const [primary = 0, secondary] = weights.map((weight) => percent(weight, sum));
  // By agents, not by rounded shares: 7 of 12 agents are 58.33%, 60% of 12 are 7.2 agents.
  const active = brokers.filter(({ state }) => state === 'active');
  const above = active.filter(({ agents: own }, at) => own * sum > agents * (weights[at] ?? 0));
  const inState = (state: 'standby' | 'disabled'): ShareReason[] => {
    const servers = brokers.filter((broker) => broker.state === state).map((one) => one.server);
    return servers.length === 0 ? [] : [{ kind: state, servers }];
  };
  const rounded = above.filter(({ pinned }) => pinned.length === 0).map((one) => one.server);
  return {
    ...split,
    reasons: [
      ...(brokersCounted === 0
        ? []
        : [
            {
              kind: 'table',
              brokers: brokersCounted,
              primary,
              eachSecondary: secondary ?? null,
            } as const,
          ]),
      ...above
        .filter(({ pinned }) => pinned.length > 0)
        .map(({ server, pinned, agents: own, nominalShare, effectiveShare }) => ({
          kind: 'pinned' as const,
          server,
          pinned: pinned.length,
          agents: own,
          nominalShare,
          effectiveShare,
        })),
      ...(rounded.length === 0 ? [] : [{ kind: 'whole-agents', servers: rounded } as const]),
      ...inState('standby'),
      ...inState('disabled'),
    ],
  };
}
