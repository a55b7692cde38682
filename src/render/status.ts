import type { FarmStatus, SiteStatus } from '../domain/status/index.js';
import { counted } from '../domain/model/index.js';
import type { Look } from './theme.js';
import { sayAutoPromotion, sayRole, sayState, saySummary, sayTolerance } from './words.js';

/** The farm at a glance: findings first, then each site with its brokers in priority order. */
export function renderStatus(status: FarmStatus, look: Look): string {
  const head = `${look.colour.bold(status.farm)}: ${counted(status.sites.length, 'site')}, RAS ${status.rasVersion}, ${saySummary(status.findings, look)}`;
  return [head, ...status.sites.map((site) => renderSiteStatus(site, look))].join('\n\n');
}

/** One site at a glance. */
export function renderSiteStatus(site: SiteStatus, look: Look): string {
  const facts = [
    `${counted(site.active, 'active broker')}, ${counted(site.agents, 'agent')}, ${counted(site.providers, 'provider')}, ${counted(site.gateways, 'gateway')}`,
    `tolerance: ${sayTolerance(site.tolerance)}`,
    `auto-promotion: ${sayAutoPromotion(site.autoPromotion)}${site.network === null ? '' : `; network: ${site.network}`}`,
    `findings: ${saySummary(site.findings, look)}`,
  ];
  return [
    `${look.colour.bold(site.site)}${site.licensing ? ' (Licensing Site)' : ''}`,
    ...facts.map((fact) => `  ${fact}`),
    renderBrokerLines(site.brokers, look),
  ].join('\n');
}

/** Brokers in priority order, one a line. */
export function renderBrokerLines(brokers: SiteStatus['brokers'], look: Look): string {
  const described = brokers.some((broker) => broker.description !== '');
  return look.table(
    ['#', 'broker', 'IP', 'role', 'state', ...(described ? ['description'] : [])],
    brokers.map((broker) => [
      String(broker.place),
      broker.server,
      broker.ip ?? '-',
      sayRole(broker.role, look),
      sayState(broker.state, look),
      ...(described ? [broker.description] : []),
    ]),
  );
}
