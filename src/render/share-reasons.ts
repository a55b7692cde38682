import type { ShareChange, ShareFact, BrokerShare, ShareReasons } from '../domain/load/index.js';
import { counted, listed, type Printed } from '../domain/model/index.js';
import type { Theme } from './theme.js';
import { paragraph, sayAssumptions, sayNames, sayPercent } from './words.js';

/** Why a broker takes its share of the agents, and what would change it. */
export function renderShareReasons(result: Printed<ShareReasons>, theme: Theme): string {
  return [
    ...result.brokers.map((reason) => renderReason(reason, theme)),
    theme.faint(sayAssumptions(result.assumptions)),
  ].join('\n\n');
}

function renderReason(reason: Printed<BrokerShare>, theme: Theme): string {
  const { server, site, agents, ofAgents, effectiveShare, nominalShare, state, role, place } =
    reason;
  const share =
    ofAgents === 0
      ? `its share is ${sayPercent(nominalShare)}; the site has no agents`
      : `${agents} of ${counted(ofAgents, 'agent')}, ${sayPercent(effectiveShare)}`;
  const standing =
    state === 'active' ? `${role}, number ${place} in the priority order` : `${role}, ${state}`;
  return [
    theme.wrap(`${theme.colour.bold(server)} in ${site}: ${share} (${standing}).`),
    ...reason.facts.map((fact) => theme.wrap(`  - ${capital(sayShareFact(fact, reason))}.`, 4)),
    ...(reason.changes.length === 0 ? [] : ['', '  What would change it:']),
    ...reason.changes.flatMap((change) => [
      paragraph(sayShareChange(change, reason), 4, theme),
      ...change.commands.map((command) => `      ${theme.command(command)}`),
    ]),
  ].join('\n');
}

/** One reason for the share of a broker, as a clause without a capital: "10 agents prefer it". */
export function sayShareFact(
  fact: ShareFact,
  reason: Pick<BrokerShare, 'server' | 'role'>,
): string {
  switch (fact.kind) {
    case 'not-active': {
      const none = `a broker that is ${fact.state === 'standby' ? 'in standby' : 'disabled'} takes no agents`;
      const { preferring } = fact;
      if (preferring.length === 0) return none;
      return `${none}; ${sayPrefer(preferring)} it and ${preferring.length === 1 ? 'counts' : 'count'} as Automatic`;
    }
    case 'pinned':
      return `${sayPrefer(fact.agents)} it; RAS assigns ${fact.agents.length === 1 ? 'it' : 'them'} before the shares apply`;
    case 'rule': {
      const { rasVersion, active, primaryShare, eachSecondaryShare } = fact;
      if (eachSecondaryShare === null)
        return 'it is the only active broker, so it takes all agents';
      if (primaryShare === eachSecondaryShare) {
        return `RAS ${rasVersion} gives each of ${active} active brokers ${sayPercent(primaryShare)}`;
      }
      const own = reason.role === 'primary' ? 'it is the primary' : 'it is a secondary';
      return `RAS ${rasVersion} gives the primary of ${active} active brokers ${sayPercent(primaryShare)} and each secondary ${sayPercent(eachSecondaryShare)}: ${own}`;
    }
    case 'pinned-elsewhere': {
      const groups = fact.brokers.map(({ server, agents }) => `${agents} prefer ${server}`);
      return `the shares apply to the agents without a preference: ${listed(groups)}`;
    }
    case 'rounding':
      return `its exact part is ${fact.exact} agents, and agents are whole`;
    case 'idle': {
      const parts = [
        ...(fact.standby.length === 0 ? [] : [`${sayNames(fact.standby)} (in standby)`]),
        ...(fact.disabled.length === 0 ? [] : [`${sayNames(fact.disabled)} (disabled)`]),
      ];
      return `no agents go to ${listed(parts)}`;
    }
  }
}

function sayPrefer(agents: readonly string[]): string {
  const names = sayNames(agents);
  const list = names.length > 40 ? '' : ` (${names})`;
  return `${counted(agents.length, 'agent')}${list} ${agents.length === 1 ? 'prefers' : 'prefer'}`;
}

function sayShareChange(
  change: Printed<ShareChange>,
  { ofAgents }: Pick<BrokerShare, 'ofAgents'>,
): string {
  const { kind, broker, agents, effectiveShare, nominalShare } = change;
  const what = {
    unassign: `if no agent prefers ${broker}`,
    activate: `with ${broker} active`,
    'activate-itself': `once ${broker} is active`,
    promote: 'as the primary',
    'promote-other': `with ${broker} as the primary`,
  }[kind];
  const share =
    ofAgents === 0
      ? sayPercent(nominalShare)
      : `${counted(agents, 'agent')}, ${sayPercent(effectiveShare)}`;
  return `${what}: ${share}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
