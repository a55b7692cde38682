import { byNeed, type FarmStatus, type SiteStatus } from '../domain/status/index.js';
import { brokerFields, counted, siteFields } from '../domain/model/index.js';
import { type Detail, sayMore } from './detail.js';
import { cell, columnsOf, headOf } from './object-table.js';
import type { Theme } from './theme.js';
import {
  paragraph,
  sayAutoPromotion,
  sayRole,
  sayState,
  saySummary,
  sayTolerance,
} from './words.js';

/** If more sites than this need attention, each site is one line. */
const mostInFull = 2;

/**
 * The status of a farm: findings, then the sites, those that need attention most first: healthy ones are one line each,
 * and all if many need attention, unless everything is shown. A single site is always shown in full.
 */
export function renderStatus(
  status: FarmStatus,
  theme: Theme,
  { verbose }: Detail = { verbose: false },
): string {
  const head = `${theme.colour.bold(status.farm)}: ${counted(status.sites.length, 'site')}, RAS ${status.rasVersion}, ${saySummary(status.findings, theme)}`;
  const sites = byNeed(status.sites);
  const inNeed = sites.filter((site) => !site.healthy);
  const full = verbose || sites.length === 1 ? sites : inNeed.length > mostInFull ? [] : inNeed;
  const brief = sites.slice(full.length);
  return [
    head,
    ...full.map((site) => renderSiteStatus(site, theme)),
    ...(brief.length === 0
      ? []
      : [renderSiteLines(brief, theme), theme.faint(sayMore('every site in full', '', theme))]),
  ].join('\n\n');
}

/** Sites, one on each line. */
function renderSiteLines(sites: readonly SiteStatus[], theme: Theme): string {
  return theme.table(
    ['site', 'active', 'agents', 'tolerance', 'findings'],
    sites.map((site) => [
      site.site,
      String(site.active),
      String(site.agents),
      sayTolerance(site.tolerance),
      saySummary(site.findings, theme),
    ]),
    { right: [1, 2] },
  );
}

/** The status of one site. */
export function renderSiteStatus(site: SiteStatus, theme: Theme): string {
  const facts = [
    `${counted(site.active, 'active broker')}, ${counted(site.agents, 'agent')}, ${counted(site.providers, 'provider')}, ${counted(site.gateways, 'gateway')}`,
    `tolerance: ${sayTolerance(site.tolerance)}`,
    ...sayBeside(siteSettings(site)),
  ];
  return [
    `${theme.colour.bold(site.site)}${site.licensing ? ' (Licensing Site)' : ''}: ${saySummary(site.findings, theme)}`,
    ...facts.map((fact) => paragraph(fact, 2, theme)),
    renderBrokerLines(site.brokers, theme),
  ].join('\n');
}

/** The settings of a site, each with its label. */
export function siteSettings(site: SiteStatus): [label: string, setting: string][] {
  return [
    ['auto-promotion', sayAutoPromotion(site.autoPromotion)],
    ...(site.network === null ? [] : [['network', site.network] as [string, string]]),
    ...columnsOf(siteFields, [site]).map((column): [string, string] => [
      headOf(column),
      cell(column, site),
    ]),
  ];
}

/** The network beside the auto-promotion, everything else on a line of its own. */
function sayBeside(settings: readonly (readonly [string, string])[]): string[] {
  const [first = '', second, ...others] = settings.map(
    ([label, setting]) => `${label}: ${setting}`,
  );
  if (second === undefined) return [first];
  return second.startsWith('network: ')
    ? [`${first}; ${second}`, ...others]
    : [first, second, ...others];
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
