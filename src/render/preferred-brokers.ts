import type {
  AgentPreference,
  PreferredBrokers,
  ProviderPreference,
  SitePreferences,
} from '../domain/advise/index.js';
import { counted, type Printed } from '../domain/model/index.js';
import type { Theme } from './theme.js';
import { paragraph, sayAssumptions, sayMembers } from './words.js';

/** Which broker each provider and group of agents should prefer, and what that changes when a broker fails. */
export function renderPreferredBrokers(result: Printed<PreferredBrokers>, theme: Theme): string {
  return [
    ...result.sites.map((site) => renderSite(site, theme)),
    theme.faint(sayAssumptions(result.assumptions)),
  ].join('\n\n');
}

function renderSite(site: Printed<SitePreferences>, theme: Theme): string {
  const { providers, groups, commands } = site;
  const changed = [...providers, ...groups].filter((one) => one.prefers !== one.advised).length;
  const verdict =
    providers.length + site.agents === 0
      ? 'no providers or agents'
      : changed === 0
        ? theme.good('no preference needs to change')
        : theme.caution(`${counted(changed, 'preference')} to change`);
  const lines = [theme.wrap(`${theme.colour.bold(site.site)}: ${verdict}.`)];
  if (providers.length + site.agents > 0)
    lines.push(...sayWorst(site).map((text) => paragraph(text, 2, theme)));
  const rows = [...providers.map(providerRow), ...groups.map(agentRow)];
  if (rows.length > 0) {
    lines.push(theme.table(['what', 'prefers', 'served by', 'should prefer'], rows, { indent: 2 }));
  }
  if (commands.length > 0) {
    lines.push(...commands.map((command) => `  ${theme.command(command)}`));
  }
  return lines.join('\n');
}

function providerRow({ provider, prefers, home, advised }: ProviderPreference): string[] {
  return [
    `provider ${provider}`,
    sayPreference(prefers),
    home,
    prefers === advised ? 'the same' : sayPreference(advised),
  ];
}

function agentRow({ agents, prefers, advised, hasEffect }: AgentPreference): string[] {
  return [
    sayMembers('agent', agents, prefers),
    prefers,
    hasEffect ? prefers : 'any (not active)',
    prefers === advised ? 'the same' : sayPreference(advised),
  ];
}

function sayPreference(broker: string | null): string {
  return broker ?? 'Automatic';
}

/** "If one broker fails, at most 2 providers move to another broker and 14 of 28 agents reconnect; after the change 11." */
function sayWorst({
  armed,
  active,
  providers,
  agents,
  worst: { before, after },
}: Printed<SitePreferences>): string[] {
  const arrow = (from: number, to: number): string => (from === to ? `${from}` : `${from} → ${to}`);
  const lines: string[] = [];
  if (providers.length > 0) {
    const fate = armed
      ? `${providers.length === 1 ? 'moves' : 'move'} to another broker`
      : `are lost: ${active} active ${active === 1 ? 'broker gives' : 'brokers give'} no high availability for VDI`;
    lines.push(
      `If one broker fails, at most ${arrow(before.providers, after.providers)} of ${counted(providers.length, 'provider')} ${fate}.`,
    );
    if (before.providersOfDomain !== null && after.providersOfDomain !== null) {
      lines.push(
        `If one failure domain fails, it is at most ${arrow(before.providersOfDomain, after.providersOfDomain)}.`,
      );
    }
  }
  if (agents > 0) {
    lines.push(
      `If one broker fails, at most ${arrow(before.agents, after.agents)} of ${counted(agents, 'agent')} must reconnect.`,
    );
  }
  return lines;
}
