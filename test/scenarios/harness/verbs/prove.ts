import { printed } from '../../../suggest/printed.js';
import type { RasVersion } from '../../../../src/domain/facts/ras-versions.js';
import { proveFarm } from '../../../../src/domain/prove/prove.js';
import type {
  DomainProof,
  ProveResult,
  SetsProof,
  SiteProof,
} from '../../../../src/domain/prove/prove-types.js';
import { maintenanceOf } from '../../../../src/domain/prove/maintenance.js';
import { planningTable } from '../../../../src/domain/prove/planning.js';
import {
  describePlanning,
  type PlannedSiteDocument,
} from '../../../../src/render/planning-words.js';
import { parseFailures } from '../../../../src/domain/prove/question.js';
import type { SplitsTally } from '../../../../src/domain/prove/splits.js';
import {
  describeMaintenance,
  type SiteMaintenanceDocument,
} from '../../../../src/render/maintenance-words.js';
import type { Line } from '../line.js';
import { columns, sayTolerance } from '../say.js';
import type { Verbs } from '../verb.js';

/** What a site survives, and what to do with that. */
export const proveVerbs: Verbs = {
  /**
   * prove [failures=N|all] [no-splits] [require=] [with-standbys] [site=] [only=SECTION,…]; the sections are those of the
   * output: tolerance, sets, smallest, splits, domains, assumptions
   */
  prove: (line, farm) => {
    const proof = proveFarm(farm, {
      splits: !line.flag('no-splits'),
      requireWithStandbys: line.flag('with-standbys'),
      site: line.option('site'),
      failures: parseFailures(line.option('failures') ?? '2'),
      require: line.number('require'),
    });
    return { output: sayChosen(line, proof) };
  },
  /** maintenance [keep=] [together] [site=]: groups to restart together, or why there are none */
  maintenance: (line, farm) => {
    const site = line.option('site');
    const together = line.flag('together');
    const keepTolerance = line.number('keep') ?? 0;
    const plan = maintenanceOf(farm, { site, keepTolerance, together });
    const { sites } = describeMaintenance(plan);
    return { output: sites.flatMap(sayMaintenance) };
  },
  /** plan-size [active=] [standbys=] [ras=]: rows of the planning table */
  'plan-size': (line) => {
    const active = line.number('active');
    const standbys = line.number('standbys');
    const table = planningTable((line.number('ras') ?? 21) as RasVersion);
    const rows = describePlanning(table).sites.filter(
      (site) =>
        (active === undefined || site.active === active) &&
        (standbys === undefined || site.standbys === standbys),
    );
    return { output: columns(rows.map(sayPlanned)) };
  },
};

function sayChosen(line: Line, { sites, untried, required, assumptions }: ProveResult): string[] {
  const only = line.option('only')?.split(',');
  const sections = (site: SiteProof): Record<string, string[]> => ({
    tolerance: [`${site.site}: ${sayTolerance(site.tolerance)}`, `  ${sayTried(site)}`],
    sets: [
      ...saySets('ignoring standbys', site.withoutStandbys),
      ...(site.withStandbys === null ? [] : saySets('with standbys', site.withStandbys)),
    ],
    smallest: [
      ...saySmallest(site.withoutStandbys),
      ...(site.withStandbys === null ? [] : ['  with standbys', ...saySmallest(site.withStandbys)]),
    ],
    splits: site.splits === null ? [] : saySplits(site.splits),
    domains: [
      ...site.domains.map(sayDomain),
      ...site.untagged.map(({ key, brokers }) => `  no ${key}: ${brokers.join(', ')}`),
    ],
  });
  const unknown = only?.find(
    (one) => one !== 'assumptions' && sites.every((site) => !Object.hasOwn(sections(site), one)),
  );
  if (unknown !== undefined) throw line.mistake(`there is no section "${unknown}"`);
  const shown = (name: string): boolean => only === undefined || only.includes(name);
  return [
    ...sites.flatMap((site) =>
      Object.entries(sections(site)).flatMap(([name, lines]) => (shown(name) ? lines : [])),
    ),
    ...untried.map(
      ({ site, tolerance, reason }) => `${site}: ${sayTolerance(tolerance)}; ${reason.kind}`,
    ),
    ...(required === null
      ? []
      : [
          `require ${required.tolerance}: ${required.met ? 'met' : `missed by ${required.missedBy.join(', ')}`}`,
        ]),
    ...(shown('assumptions') ? [`assumptions: ${assumptions.join(', ')}`] : []),
  ];
}

function sayTried({ majority, active, vdiArmed, scenarios }: SiteProof): string {
  const { sets, setsWithStandbys, splits, domains, total } = scenarios;
  return `majority ${majority} of ${active}, HA for VDI ${vdiArmed ? 'armed' : 'not armed'}; tried ${total}: ${sets} sets, ${setsWithStandbys} with standbys, ${splits} splits, ${domains} domains`;
}

function saySets(what: string, { bySize }: SetsProof): string[] {
  return [
    `  ${what}`,
    ...columns(
      bySize.map((size) => [
        `    ${size.down} down`,
        `${size.sets} sets`,
        `sessions lost in ${size.losingSessions}`,
        `providers in ${size.losingProviders}`,
        `primary stops in ${size.stoppingPrimary}`,
        `nothing in ${size.losingNothing}`,
      ]),
    ),
  ];
}

function saySmallest({ smallest, standbysDown }: SetsProof): string[] {
  const down = standbysDown.length === 0 ? 'down' : `active down with ${standbysDown.join(', ')}`;
  return smallest.flatMap(({ service, providers, size, sets, shown }) => [
    `  smallest for ${service}${providers.length === 0 ? '' : ` ${providers.join(', ')}`}: ${size === null ? 'none found' : `${size} ${down}, ${sets} sets`}`,
    ...shown.map(({ command }) => `    ${printed(command)}`),
  ]);
}

function saySplits(splits: SplitsTally): string[] {
  return [
    `  ${splits.withoutMajority} of ${splits.splits} splits without a majority, providers lost in ${splits.losingProviders}`,
    ...splits.counterexamples.map(({ command }) => `    ${printed(command)}`),
    `  primary outvoted in ${splits.primaryOutvoted}, two primaries in ${splits.twoPrimaries}`,
    ...splits.hazards.map(({ command }) => `    ${printed(command)}`),
  ];
}

function sayDomain(domain: DomainProof): string {
  const { key, value, brokers, serving, sessionsLost, providersLost, primaryStops } = domain;
  const lost = [
    ...(sessionsLost ? ['sessions'] : []),
    ...providersLost,
    ...(primaryStops ? ['primary'] : []),
  ];
  return `  ${key}=${value} (${brokers.join(', ')}): ${serving} serve, lost: ${lost.join(', ') || 'nothing'}; ${printed(domain.command)}`;
}

function sayMaintenance(plan: SiteMaintenanceDocument): string[] {
  return [
    `${plan.site}: ${plan.possible ? 'possible' : 'not possible'}${plan.groupsIfTogether < plan.groups.length ? `; ${plan.groups.length} groups, ${plan.groupsIfTogether} with the primary together with others` : ''}`,
    ...(plan.reason === null ? [] : [`  why: ${plan.reason}`]),
    ...plan.blocked.map(({ server, reason }) => `  ${server}: ${reason}`),
    ...plan.wayOut.map((commands) => `  do: ${printed(commands).join(', then ')}`),
    ...plan.groups.flatMap((group, at) => [
      `  ${at + 1}. ${group.brokers.join(', ')}: ${group.serving.join(', ')} serve, ${group.toleranceLeft} more may fail${group.steppedIn.length === 0 ? '' : `; stepped in: ${group.steppedIn.join(', ')}`}`,
      ...(group.primary === null
        ? []
        : [
            `     ${group.primary.server}: ${group.primary.processesStopped.length} processes stop; ${group.primary.promoted === null ? 'no broker is promoted' : `${group.primary.promoted} is promoted after ${group.primary.promotionAfterMinutes} min`}`,
          ]),
      `     ${printed(group.command)}`,
    ]),
    ...(plan.anyTime.length === 0 ? [] : [`  at any time: ${plan.anyTime.join(', ')}`]),
  ];
}

function sayPlanned(site: PlannedSiteDocument): string[] {
  const { active, standbys, majority, tolerance, splits, splitsWithoutMajority, load } = site;
  return [
    `${active}+${standbys}`,
    `majority ${majority}`,
    `may fail: ${tolerance.sessions} for sessions, ${tolerance.providers} for providers`,
    `${splitsWithoutMajority} of ${splits} splits without a majority`,
    `load ${load.primary}%${load.eachSecondary === null ? '' : ` and ${load.eachSecondary}% each`}`,
    `auto-promotion ${site.autoPromotionPossible ? 'possible' : 'ignored'}`,
    site.remarks.map((remark) => remark.text).join(', '),
  ];
}
