import type { FarmStatus, SiteStatus } from '../domain/status/index.js';
import { brokerFields, counted, siteFields } from '../domain/model/index.js';
import { cell, columnsOf, headOf } from './object-table.js';
import type { Theme } from './theme.js';
import { sayAutoPromotion, sayRole, sayState, saySummary, sayTolerance } from './words.js';

/** The status of a farm: findings, then each site with its brokers in priority order. */
export function renderStatus(status: FarmStatus, theme: Theme): string {
  const head = `${theme.colour.bold(status.farm)}: ${counted(status.sites.length, 'site')}, RAS ${status.rasVersion}, ${saySummary(status.findings, theme)}`;
  return [head, ...status.sites.map((site) => renderSiteStatus(site, theme))].join('\n\n');
}

/** The status of one site. */
export function renderSiteStatus(site: SiteStatus, theme: Theme): string {
  const facts = [
    `${counted(site.active, 'active broker')}, ${counted(site.agents, 'agent')}, ${counted(site.providers, 'provider')}, ${counted(site.gateways, 'gateway')}`,
    `tolerance: ${sayTolerance(site.tolerance)}`,
    `auto-promotion: ${sayAutoPromotion(site.autoPromotion)}${site.network === null ? '' : `; network: ${site.network}`}`,
    ...columnsOf(siteFields, [site]).map((column) => `${headOf(column)}: ${cell(column, site)}`),
    `findings: ${saySummary(site.findings, theme)}`,
  ];
  return [
    `${theme.colour.bold(site.site)}${site.licensing ? ' (Licensing Site)' : ''}`,
    ...facts.map((fact) => `  ${fact}`),
    renderBrokerLines(site.brokers, theme),
  ].join('\n');
}

/** Brokers in priority order, one on each line: role and state after the columns that are always there. */
export function renderBrokerLines(brokers: SiteStatus['brokers'], theme: Theme): string {
  const [first, ...others] = columnsOf(brokerFields, brokers);
  const before = others.filter(([, { column }]) => column === 'always');
  const after = others.filter(([, { column }]) => column !== 'always');
  return theme.table(
    ['#', 'broker', ...before.map(headOf), 'role', 'state', ...after.map(headOf)],
    brokers.map((broker) => [
      String(broker.place),
      first === undefined ? '' : cell(first, broker),
      ...before.map((column) => cell(column, broker)),
      sayRole(broker.role, theme),
      sayState(broker.state, theme),
      ...after.map((column) => cell(column, broker)),
    ]),
  );
}
