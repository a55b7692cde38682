import { compressNames } from '../domain/model/index.js';
import type { SiteShown } from '../domain/status/index.js';
import { renderSiteStatus } from './status.js';
import type { Theme } from './theme.js';
import { sayValue } from './words.js';

/** A site as `farm status` shows it, and after it what else is in it: each only if there is any. */
export function renderSiteShown(site: SiteShown, theme: Theme): string {
  return [renderSiteStatus(site, theme), renderMembers(site, theme), renderDomains(site, theme)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function renderMembers({ members, custom = {} }: SiteShown, theme: Theme): string {
  const { gateways, agents, providers } = members;
  const rows = [
    ...(gateways.length === 0 ? [] : [['gateways', compressNames(gateways)]]),
    ...agents.map(({ kind, names }) => [`agents (${kind})`, compressNames(names)]),
    ...(providers.length === 0 ? [] : [['providers', compressNames(providers)]]),
    ...Object.entries(custom).map(([key, value]) => [
      key,
      typeof value === 'string' ? sayValue(value) : JSON.stringify(value),
    ]),
  ];
  return rows.length === 0 ? '' : theme.table(['in this site', ''], rows);
}

/** Columns that no failure domain fills are left out. */
function renderDomains({ failureDomains }: SiteShown, theme: Theme): string {
  if (failureDomains.length === 0) return '';
  const columns = (['brokers', 'gateways', 'agents', 'providers'] as const).filter((column) =>
    failureDomains.some((domain) => domain[column].length > 0),
  );
  return theme.table(
    ['failure domain', ...columns],
    failureDomains.map((domain) => [
      `${domain.key}=${domain.value}`,
      ...columns.map((column) => compressNames(domain[column])),
    ]),
  );
}
