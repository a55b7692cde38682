import {
  type Printed,
  compressNames,
  counted,
  listed,
  printDuration,
} from '../domain/model/index.js';
import type { MaintenanceGroup, PrimaryRestart } from '../domain/prove/index.js';
import type {
  BlockedDocument,
  MaintenanceDocument,
  SiteMaintenanceDocument,
} from './maintenance-words.js';
import type { Theme } from './theme.js';
import { paragraph } from './words.js';

/** Which brokers to restart together and in which order, or why there is no such order. */
export function renderMaintenance(result: Printed<MaintenanceDocument>, theme: Theme): string {
  return [
    ...result.sites.map((site) => renderSite(site, result.keepTolerance, theme)),
    theme.faint(`assumptions ${result.assumptions.join(', ')}`),
  ].join('\n\n');
}

function renderSite(site: Printed<SiteMaintenanceDocument>, keep: number, theme: Theme): string {
  const served = site.providers === 0 ? 'Sessions are' : 'Sessions and all providers are';
  const kept = keep === 0 ? '' : `, and ${keep} more may fail meanwhile`;
  const fewer =
    site.groupsIfTogether < site.groups.length ? ` (${site.groupsIfTogether} with --together)` : '';
  const groups = `${counted(site.groups.length, 'group')}${fewer}`;
  const lines = site.possible
    ? [
        theme.wrap(
          `${theme.colour.bold(site.site)}: restart in ${groups}${site.groups.length > 1 ? '; wait for each group to come back' : ''}. ${served} served throughout${kept}.`,
        ),
      ]
    : [
        theme.wrap(
          `${theme.colour.bold(site.site)}: ${theme.bad('no order of restarts')} keeps ${keep === 0 ? 'sessions and providers' : `sessions, providers and a tolerance of ${keep}`} throughout.`,
        ),
        ...(site.reason === null ? [] : [paragraph(site.reason, 2, theme)]),
        ...sayBlocked(site.blocked).map((line) => paragraph(line, 4, theme)),
        ...site.wayOut.flatMap((commands, way) =>
          commands.map((command, at) => {
            const lead = at > 0 ? 'then:' : way > 0 ? 'or:' : 'fix:';
            return `  ${lead.padStart('fix:'.length)} ${theme.command(command)}`;
          }),
        ),
        ...(site.groups.length === 0 ? [] : ['  Brokers that can be restarted:']),
      ];
  lines.push(...site.groups.flatMap((group, at) => renderGroup(group, at + 1, theme)));
  if (site.anyTime.length > 0) {
    lines.push(paragraph(`At any time: ${sayBrokers(site.anyTime)}, disabled.`, 2, theme));
  }
  return lines.join('\n');
}

/** `CB1 and CB[3-4]`. */
function sayBrokers(names: readonly string[]): string {
  return listed(compressNames(names).split(', '));
}

/** Brokers that are blocked for the same reason are one line. */
function sayBlocked(blocked: readonly BlockedDocument[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { server, reason } of blocked) {
    byReason.set(reason, [...(byReason.get(reason) ?? []), server]);
  }
  return [...byReason].map(([reason, servers]) => {
    const which = servers.length === 1 ? 'its restart' : 'the restart of any one of them';
    return `${sayBrokers(servers)}: ${which} ${reason}`;
  });
}

function renderGroup(group: Printed<MaintenanceGroup>, number: number, theme: Theme): string[] {
  const steppedIn =
    group.steppedIn.length === 0
      ? ''
      : `, of which ${sayBrokers(group.steppedIn)} ${group.steppedIn.length === 1 ? 'steps' : 'step'} in from standby`;
  const more =
    group.toleranceLeft === 0 ? 'no other may fail' : `${group.toleranceLeft} more may fail`;
  return [
    paragraph(`${number}. ${theme.colour.bold(sayBrokers(group.brokers))}`, 2, theme),
    paragraph(
      `${sayBrokers(group.serving)} ${group.serving.length === 1 ? 'serves' : 'serve'}${steppedIn}; ${more}.`,
      5,
      theme,
    ),
    ...(group.primary === null ? [] : [paragraph(sayPrimary(group.primary), 5, theme)]),
    `     ${theme.command(group.command)}`,
  ];
}

function sayPrimary({
  server,
  processesStopped,
  promotionAfterMinutes,
  promoted,
}: PrimaryRestart): string {
  const processes = `${server} is the primary: until it is back, ${counted(processesStopped.length, 'process does', 'processes do')} not run: ${processesStopped.join(', ')}.`;
  const promotion =
    promoted === null || promotionAfterMinutes === null
      ? 'No broker is promoted in its place.'
      : `If it is not back within ${printDuration(promotionAfterMinutes)}, RAS promotes ${promoted}.`;
  return `${processes} ${promotion}`;
}
