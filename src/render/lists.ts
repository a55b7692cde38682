import {
  type Agent,
  agentFields,
  brokerFields,
  compressNames,
  flatValue,
  type Gateway,
  gatewayFields,
  groupedBy,
  type Provider,
  providerFields,
  siteFields,
} from '../domain/model/index.js';
import type { SiteStatus } from '../domain/status/index.js';
import type { BrokerDocument, BrokersDocument } from './broker-words.js';
import { cell, columnsOf, headOf, objectTable } from './object-table.js';
import { renderBrokerLines } from './status.js';
import type { Theme } from './theme.js';
import { sayAutoPromotion, sayProperty, sayPropertyValue, sayState, sayValue } from './words.js';

/**
 * The lists of `farm site|broker|agent|provider|gateway list`, and of `farm broker show`.
 */

const siteHeads = [
  'site',
  'licensing',
  'brokers',
  'active',
  'agents',
  'providers',
  'gateways',
  'auto-promotion',
];

/** The sites of the farm, one on each line. */
export function renderSiteList({ sites }: { sites: readonly SiteStatus[] }, theme: Theme): string {
  const columns = columnsOf(siteFields, sites);
  return theme.table(
    [...siteHeads, ...columns.map(headOf)],
    sites.map((site) => [
      site.site,
      site.licensing ? 'yes' : 'no',
      String(site.brokers.length),
      String(site.active),
      String(site.agents),
      String(site.providers),
      String(site.gateways),
      sayAutoPromotion(site.autoPromotion),
      ...columns.map((column) => cell(column, site)),
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

/** Agents that are alike but for their names in one line, as ranges. */
export function renderAgentList(result: AgentList, theme: Theme): string {
  const { name: _, ...others } = agentFields;
  return bySite(result.sites, theme, ({ agents }) => {
    if (agents.length === 0) return 'no agents';
    const groups = alike(agents);
    const columns = columnsOf(others, agents);
    return theme.table(
      ['agents', 'count', ...columns.map(headOf)],
      groups.map((group) => [
        compressNames(group.map((agent) => agent.name)),
        String(group.length),
        ...columns.map((column) => cell(column, group[0])),
      ]),
      { right: [1] },
    );
  });
}

/** The agents in groups that differ in their names only, in the order of their first members. */
function alike(agents: readonly Agent[]): Agent[][] {
  return [...groupedBy(agents, (agent) => JSON.stringify({ ...agent, name: null })).values()];
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
      : objectTable('provider', providerFields, providers, theme),
  );
}

/** The result of `farm gateway list`. */
export interface GatewayList {
  sites: { site: string; gateways: readonly Gateway[] }[];
}

/** The gateways of each site, as a table. */
export function renderGatewayList(result: GatewayList, theme: Theme): string {
  return bySite(result.sites, theme, ({ gateways }) =>
    gateways.length === 0 ? 'no gateways' : objectTable('gateway', gatewayFields, gateways, theme),
  );
}

/** Brokers with all their properties, one below the other. */
export function renderBrokers({ brokers }: BrokersDocument, theme: Theme): string {
  return brokers.map((broker) => renderBroker(broker, theme)).join('\n\n');
}

function renderBroker(shown: BrokerDocument, theme: Theme): string {
  const { broker } = shown;
  const { server: _, ...others } = brokerFields;
  const properties = Object.keys(others).map((key) => {
    const value = flatValue(Reflect.get(broker, key));
    return [sayProperty('broker', key), sayPropertyValue('broker', key, value)];
  });
  const custom = Object.entries(broker.custom ?? {}).map(([key, value]) => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return [
    `${theme.colour.bold(broker.server)}: ${shown.role} of site ${shown.site}, position ${shown.place}, ${sayState(shown.state, theme)}`,
    theme.table(
      ['property', 'value'],
      [...properties, ['preferred by', sayValue(shown.preferredBy.join('; '))], ...custom],
    ),
  ].join('\n');
}
