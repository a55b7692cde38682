import type { BrokerLoad, LoadResult, LoadSplit } from '../domain/load/index.js';
import { compressNames, counted } from '../domain/model/index.js';
import type { Theme } from './theme.js';
import { sayAssumptions, sayPercent, sayState } from './words.js';

/** How the agents are distributed over the brokers of each site. */
export function renderLoad(result: LoadResult, theme: Theme): string {
  return [
    ...result.sites.map((site) => renderSplit(site, theme)),
    `${theme.wrap(result.rule)}\n${theme.wrap(`source: ${result.source.join('; ')}; ${sayAssumptions(result.assumptions)}`)}`,
  ].join('\n\n');
}

function renderSplit(split: LoadSplit, theme: Theme): string {
  const lines = [
    `${theme.colour.bold(split.site)}: ${counted(split.agents, 'agent')} over ${counted(split.brokersCounted, 'active broker')}`,
    theme.table(
      ['broker', 'role', 'nominal', 'effective', 'total', 'pinned', 'automatic'],
      split.brokers.map((broker) => [
        broker.server,
        broker.state === 'active' ? broker.role : sayState(broker.state, theme),
        sayPercent(broker.nominalShare),
        sayPercent(broker.effectiveShare),
        String(broker.agents),
        compressNames(broker.pinned) || '-',
        compressNames(broker.automatic) || '-',
      ]),
      { right: [2, 3, 4] },
    ),
  ];
  if (split.preferenceIgnored.length > 0) {
    lines.push(
      `${compressNames(split.preferenceIgnored)}: preferred broker not active, so counted as Automatic`,
    );
  }
  return lines.join('\n');
}

/** A split on one line, for before and after: "CB1 2 (20%), CB2 4 (40%)". */
export function sayLoad(split: LoadSplit): string {
  const active = split.brokers.filter((broker) => broker.state === 'active');
  return active
    .map((broker: BrokerLoad) =>
      split.agents === 0
        ? `${broker.server} ${sayPercent(broker.nominalShare)}`
        : `${broker.server} ${broker.agents} (${sayPercent(broker.effectiveShare)})`,
    )
    .join(', ');
}
