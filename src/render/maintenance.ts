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
import { type Detail, sayMore } from './detail.js';
import type { Theme } from './theme.js';
import { paragraph, sayAssumptions } from './words.js';

type Plan = Printed<MaintenanceDocument>;
type SitePlan = Printed<SiteMaintenanceDocument>;
type Group = Printed<MaintenanceGroup>;

/** In which order to restart brokers, or why there is no such order: a line for each site, then its restarts. */
export function renderMaintenance(result: Plan, theme: Theme, detail: Detail): string {
  const { sites } = result;
  const assumed = sayAssumptions(result.assumptions);
  const several = sites.length > 1;
  return [
    sites.map((site) => renderVerdict(site, result, theme)).join('\n'),
    ...sites.map((site) =>
      [
        ...(several ? [theme.heading(site.site)] : []),
        ...renderPlan(site, result, theme, detail),
      ].join('\n'),
    ),
    theme.faint(
      detail.verbose
        ? assumed
        : sayMore('who serves meanwhile, processes, commands to play it', assumed, theme),
    ),
  ].join('\n\n');
}

/** The restarts of one site. */
export function renderSiteMaintenance(site: SitePlan, plan: Plan, theme: Theme): string {
  return [
    renderVerdict(site, plan, theme),
    ...renderPlan(site, plan, theme, { verbose: true }),
  ].join('\n');
}

function renderVerdict(site: SitePlan, { keepTolerance, together }: Plan, theme: Theme): string {
  const name = theme.colour.bold(site.site);
  const lost = site.providers === 0 ? 'no session' : 'no session or provider';
  if (!site.possible) {
    const kept =
      keepTolerance === 0
        ? 'sessions and providers'
        : `sessions, providers and a tolerance of ${keepTolerance}`;
    return theme.wrap(`${name}: ${theme.bad('no order of restarts')} keeps ${kept}.`, 2);
  }
  if (site.toleranceKept === null)
    return theme.wrap(`${name}: no broker that serves to restart.`, 2);
  const spare =
    site.toleranceKept === 0 ? 'no other may fail' : `${site.toleranceKept} more may fail`;
  return theme.wrap(
    `${name}: ${sayRestarts(site, together)}: ${theme.good(`${lost} lost`)}, ${spare}.`,
    2,
  );
}

function sayRestarts({ groups }: SitePlan, together: boolean): string {
  if (together) return `restart in ${counted(groups.length, 'group')}`;
  return groups.length === 1 ? '1 restart' : `${groups.length} restarts, one at a time`;
}

function renderPlan(site: SitePlan, plan: Plan, theme: Theme, { verbose }: Detail): string[] {
  const folded = verbose ? site.groups.map((group) => [group]) : foldedGroups(site.groups);
  let number = 1;
  const groups = folded.flatMap((run) => {
    const from = number;
    number += run.length;
    return verbose
      ? run.flatMap((group) => renderFully(group, from, theme))
      : [renderRun(run, from, theme)];
  });
  return [
    ...(site.possible ? [] : renderObstacle(site, theme)),
    ...sayKeeping(site, plan).map((line) => paragraph(line, 2, theme)),
    ...groups,
    ...(site.anyTime.length === 0
      ? []
      : [paragraph(`At any time: ${sayBrokers(site.anyTime)}, disabled.`, 2, theme)]),
    ...(plan.together || site.groupsIfTogether >= site.groups.length
      ? []
      : [paragraph(`With --together: ${counted(site.groupsIfTogether, 'group')}.`, 2, theme)]),
  ];
}

function renderObstacle(site: SitePlan, theme: Theme): string[] {
  return [
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
}

/** What --keep-tolerance did to the plan. */
function sayKeeping(
  { possible, groups, groupsWithoutKeeping, toleranceKept, toleranceWithoutKeeping }: SitePlan,
  { keepTolerance, together }: Plan,
): string[] {
  if (keepTolerance === 0 || !possible || toleranceKept === null) return [];
  const flag = `--keep-tolerance ${keepTolerance}`;
  if (groups.length > groupsWithoutKeeping) {
    return [`${flag}: ${counted(groups.length, 'group')} instead of ${groupsWithoutKeeping}.`];
  }
  if (toleranceWithoutKeeping !== null && toleranceKept > toleranceWithoutKeeping) {
    return [
      `${flag}: smaller groups, still ${groups.length}; without it, ${sayMayFail(toleranceWithoutKeeping)}.`,
    ];
  }
  const way = together ? 'the fewest groups' : 'one at a time';
  return [
    `${flag} changes nothing: ${way} already ${together ? 'leave' : 'leaves'} ${toleranceKept}.`,
  ];
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

/** As many restarts as this, one broker each and alike, are one line. */
const leastFolded = 4;

/** The groups in their order; long runs of single restarts with the same consequences are together. */
function foldedGroups(groups: readonly Group[]): Group[][] {
  const runs: Group[][] = [];
  for (const group of groups) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && areAlike(last, group)) run.push(group);
    else runs.push([group]);
  }
  return runs.flatMap((run) => (run.length >= leastFolded ? [run] : run.map((one) => [one])));
}

function areAlike(one: Group, other: Group): boolean {
  return (
    [one, other].every(({ brokers, primary }) => brokers.length === 1 && primary === null) &&
    one.toleranceLeft === other.toleranceLeft &&
    one.steppedIn.join() === other.steppedIn.join()
  );
}

/** Restarts on one line: which brokers, who steps in, and what it costs. */
function renderRun(run: readonly Group[], from: number, theme: Theme): string {
  const [group] = run;
  if (group === undefined) return '';
  const { steppedIn, toleranceLeft, primary } = group;
  // Restarts go from the last broker to the first.
  const brokers = run.flatMap((one) => one.brokers.toReversed()).toReversed();
  const numbers = run.length === 1 ? `${from}.` : `${from}-${from + run.length - 1}.`;
  const parts = [
    ...(steppedIn.length === 0
      ? []
      : [`${sayBrokers(steppedIn)} ${steppedIn.length === 1 ? 'steps' : 'step'} in`]),
    sayMayFail(toleranceLeft),
    ...(primary === null ? [] : [sayPrimaryBriefly(primary, group)]),
  ];
  const order =
    run.length > 1
      ? ', the last one first'
      : primary === null || group.brokers.length > 1
        ? ''
        : ', the primary';
  return theme.wrap(
    `  ${numbers} ${theme.colour.bold(sayBrokers(brokers))}${order}: ${parts.join('; ')}`,
    5,
  );
}

function sayMayFail(toleranceLeft: number): string {
  return toleranceLeft === 0 ? 'no other may fail' : `${toleranceLeft} more may fail`;
}

function sayPrimaryBriefly(
  { server, processesStopped, promotionAfterMinutes, promoted }: PrimaryRestart,
  { brokers }: Group,
): string {
  const number = counted(processesStopped.length, 'process stops', 'processes stop');
  const lead = brokers.length === 1 ? '' : `${server} is the primary, so `;
  const promotion =
    promoted === null || promotionAfterMinutes === null
      ? 'RAS promotes no other'
      : `after ${printDuration(promotionAfterMinutes)} RAS promotes ${promoted}`;
  return `${lead}${number} until it is back; ${promotion}`;
}

function renderFully(group: Group, number: number, theme: Theme): string[] {
  const steppedIn =
    group.steppedIn.length === 0
      ? ''
      : `, of which ${sayBrokers(group.steppedIn)} ${group.steppedIn.length === 1 ? 'steps' : 'step'} in from standby`;
  return [
    paragraph(`${number}. ${theme.colour.bold(sayBrokers(group.brokers))}`, 2, theme),
    paragraph(
      `${sayBrokers(group.serving)} ${group.serving.length === 1 ? 'serves' : 'serve'}${steppedIn}; ${sayMayFail(group.toleranceLeft)}.`,
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
