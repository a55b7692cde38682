import { type Agent, type Gateway, type Provider, compressNames } from '../domain/model/index.js';
import type { SiteStatus } from '../domain/status/index.js';
import type { BrokerDocument } from './broker-words.js';
import type { Theme } from './theme.js';
import { renderBrokerLines } from './status.js';
import { sayAutoPromotion, sayState, sayValue } from './words.js';

/**
 * The lists of `farm site|broker|agent|provider|gateway list`, and a broker shown whole.
 */

export function renderSiteList({ sites }: { sites: readonly SiteStatus[] }, theme: Theme): string {
  return theme.table(
    ['site', 'licensing', 'brokers', 'active', 'agents', 'providers', 'gateways', 'auto-promotion'],
    sites.map((site) => [
      site.site,
      site.licensing ? 'yes' : 'no',
      String(site.brokers.length),
      String(site.active),
      String(site.agents),
      String(site.providers),
      String(site.gateways),
      sayAutoPromotion(site.autoPromotion),
    ]),
  );
}

/** Lists that may hold several sites: a head for each. */
function bySite<T extends { site: string }>(
  sites: readonly T[],
  theme: Theme,
  body: (site: T) => string,
): string {
  return sites.map((site) => `${theme.colour.bold(site.site)}\n${body(site)}`).join('\n\n');
}

/** The brokers of each site, in priority order. */
export function renderBrokerList(
  result: { sites: Pick<SiteStatus, 'site' | 'brokers'>[] },
  theme: Theme,
): string {
  return bySite(result.sites, theme, (site) => renderBrokerLines(site.brokers, theme));
}

/** The result of `farm agent list`. */
export interface AgentList {
  sites: { site: string; agents: readonly Agent[] }[];
}

/** Agents of the same kind and preferred broker in one line, as ranges. */
export function renderAgentList(result: AgentList, theme: Theme): string {
  return bySite(result.sites, theme, ({ agents }) => {
    if (agents.length === 0) return 'no agents';
    return theme.table(
      ['agents', 'count', 'kind', 'preferred broker'],
      alike(agents).map((group) => [
        compressNames(group.map((agent) => agent.name)),
        String(group.length),
        group[0]?.kind ?? '',
        group[0]?.preferredBroker ?? 'Automatic',
      ]),
      { right: [1] },
    );
  });
}

/** The agents in groups of the same kind and preferred broker, in the order of their first members. */
function alike(agents: readonly Agent[]): Agent[][] {
  const groups = new Map<string, Agent[]>();
  for (const agent of agents) {
    const key = JSON.stringify([agent.kind, agent.preferredBroker]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [agent]);
    else group.push(agent);
  }
  return [...groups.values()];
}

/** The result of `farm provider list`. */
export interface ProviderList {
  sites: { site: string; providers: readonly Provider[] }[];
}

/** The providers of each site, as a table. */
export function renderProviderList(result: ProviderList, theme: Theme): string {
  return bySite(result.sites, theme, ({ providers }) =>
    providers.length === 0
      ? 'no providers'
      : theme.table(
          ['provider', 'type', 'preferred broker'],
          providers.map((one) => [one.name, one.type, one.preferredBroker ?? 'Automatic']),
        ),
  );
}

/** The result of `farm gateway list`. */
export interface GatewayList {
  sites: { site: string; gateways: readonly Gateway[] }[];
}

/** The gateways of each site, as a table. */
export function renderGatewayList(result: GatewayList, theme: Theme): string {
  return bySite(result.sites, theme, ({ gateways }) =>
    gateways.length === 0
      ? 'no gateways'
      : theme.table(
          ['gateway', 'IP', 'mode', 'preferred broker'],
          gateways.map((one) => [
            one.server,
            one.ip ?? '-',
            one.mode,
            one.preferredBroker ?? 'Automatic',
          ]),
        ),
  );
}

/** A broker with all its properties. */
export function renderBroker(shown: BrokerDocument, theme: Theme): string {
  const { broker } = shown;
  const domains = Object.entries(broker.failureDomains).map(([key, value]) => `${key}=${value}`);
  return [
    `${theme.colour.bold(broker.server)}: ${shown.role} of site ${shown.site}, place ${shown.place}, ${sayState(shown.state, theme)}`,
    theme.table(
      ['property', 'value'],
      [
        ['IP', sayValue(broker.ip)],
        ['alternative IPs', sayValue(broker.alternativeIps.join('; '))],
        ['description', sayValue(broker.description)],
        ['enabled', sayValue(broker.enabled)],
        ['standby', sayValue(broker.standby)],
        ['install gateway', sayValue(broker.installGateway)],
        ['enable HTML5', sayValue(broker.enableHtml5)],
        ['add firewall rules', sayValue(broker.addFirewallRules)],
        ['failure domains', sayValue(domains.join(' '))],
        ['preferred by', sayValue(shown.preferredBy.join('; '))],
      ],
    ),
  ].join('\n');
}
