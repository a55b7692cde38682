import { counted, groupedBy } from '../../domain/model/index.js';
import type { AgentsNode, BrokerNode, SiteGraph } from '../../domain/graph/index.js';
import { clipped, displayWidth, padded } from '../text.js';
import type { Theme } from '../theme.js';
import { sayPercent } from '../words.js';
import { marks } from './graph-words.js';
import { changesOf, sayGraphState } from './node-words.js';

/** The rows of brokers in the picture for a terminal. */

const barWidth = 10;
/** A narrower terminal gets a sentence for each broker instead of columns. */
export const columnsFrom = 72;

/** A broker in a line: what it is, its agents, and below it what a comparison says of both. */
interface BrokerRow {
  text: string;
  agents: string;
  below: string[];
}

/** How a broker is written: in columns, each as wide as the site needs, within the terminal. */
export function rowOf({ nodes }: SiteGraph, theme: Theme): (broker: BrokerNode) => BrokerRow {
  const brokers = nodes.filter((node) => node.kind === 'broker');
  const agentsByServer = groupedBy(
    nodes.filter((node) => node.kind === 'agents'),
    ({ server }) => server,
  );
  const groupOf = ({ server, fate }: BrokerNode): AgentsNode | undefined =>
    agentsByServer.get(server)?.find((node) => fate === 'removed' || node.fate !== 'removed');
  const state = (broker: BrokerNode): string => `${marks[broker.fate]}${sayGraphState(broker)}`;
  const agentsOf = (broker: BrokerNode): string => {
    const group = groupOf(broker);
    if (group !== undefined) return `${counted(group.agents, 'agent')} ${sayPercent(group.share)}`;
    return broker.serves ? '0 agents' : '';
  };
  const below = (broker: BrokerNode): string[] => {
    const removed = (agentsByServer.get(broker.server) ?? []).filter(
      ({ fate }) => fate === 'removed',
    );
    const groups = broker.fate === 'removed' ? [] : [groupOf(broker), ...removed];
    const parts = [
      ...changesOf(broker),
      ...groups.flatMap((group) =>
        group !== undefined ? changesOf(group).map((one) => sayAgents(one, group)) : [],
      ),
    ];
    return parts.length === 0 ? [] : [clipped(parts.join('; '), theme.width - 6)];
  };
  const widest = (texts: readonly string[]): number =>
    texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0);
  const places = widest(brokers.map(({ place }) => String(place)));
  const agents = widest(brokers.map(agentsOf));
  const states = Math.min(widest(brokers.map(state)), 20);
  const fixed = 4 + places + 1 + 2 + 'secondary'.length + 2 + states + 2 + barWidth + 1 + agents;
  const servers = Math.min(widest(brokers.map(({ server }) => server)), theme.width - fixed);
  if (theme.width < columnsFrom) {
    return (broker) => {
      const said = [broker.role, state(broker), agentsOf(broker)].filter((part) => part !== '');
      const rest = `: ${said.join(', ')}`;
      const name = `${broker.place} ${broker.server}`;
      const room = Math.max(12, theme.width - 4 - displayWidth(rest));
      const text = clipped(clipped(name, room) + rest, theme.width - 4);
      return { text, agents: '', below: below(broker) };
    };
  }
  return (broker) => {
    const named = `${padded(String(broker.place), places, 'right')} ${padded(clipped(broker.server, servers), servers)}`;
    const said = `${padded(broker.role, 'secondary'.length)}  ${padded(clipped(state(broker), states), states)}`;
    const text = `${named}  ${said}`;
    const agentsText = agentsOf(broker);
    if (agentsText === '') return { text: text.trimEnd(), agents: '', below: below(broker) };
    return {
      text,
      agents: `  ${bar(groupOf(broker), theme)} ${agentsText}`,
      below: below(broker),
    };
  };
}

function sayAgents(change: string, { fate, agents, share }: AgentsNode): string {
  if (fate === 'changed')
    return change.replace(/^was (\d+)/u, 'had $1 agents').replace('was others', 'had other agents');
  return `${counted(agents, 'agent')}, ${sayPercent(share)} ${change}`;
}

/** A share as a bar whose full width is all agents; those that reconnected are hatched. */
function bar(group: AgentsNode | undefined, theme: Theme): string {
  if (group === undefined) return ' '.repeat(barWidth);
  const all = Math.max(1, Math.round((group.share * barWidth) / 100));
  const moved = Math.round((group.reconnected * all) / group.agents);
  const signs = theme.good('█'.repeat(all - moved)) + theme.caution('▒'.repeat(moved));
  return signs + ' '.repeat(barWidth - all);
}
