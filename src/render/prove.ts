import { type Printed, compressNames, counted } from '../domain/model/index.js';
import type {
  DomainProof,
  ProveResult,
  SetsProof,
  SiteProof,
  SplitsTally,
} from '../domain/prove/index.js';
import type { Look } from './theme.js';
import { listed } from './text.js';
import { paragraph, sayTolerance } from './words.js';

/** What each site survives: the tolerance first, then the scenarios in figures, then the smallest sets with replays. */
export function renderProof(result: Printed<ProveResult>, look: Look): string {
  return [
    ...(result.required === null ? [] : [renderRequired(result.required, look)]),
    ...result.sites.map((site) => renderSite(site, look)),
    look.faint(`assumptions ${result.assumptions.join(', ')}`),
  ].join('\n\n');
}

function renderRequired(
  { tolerance, withStandbys, met, missedBy }: NonNullable<ProveResult['required']>,
  look: Look,
): string {
  const asked = `tolerance of ${tolerance} ${withStandbys ? 'with' : 'without'} standbys`;
  if (met) return look.good(`Required ${asked}: met.`);
  return look.wrap(look.bad(`Required ${asked}: not met by ${listed(missedBy)}.`));
}

function renderSite(site: Printed<SiteProof>, look: Look): string {
  const { withStandbys } = site.tolerance;
  const whichever =
    withStandbys === 0 ? '' : withStandbys === 1 ? ', whichever it is' : ', whichever they are';
  const members = `${counted(site.active, 'active broker')}, ${counted(site.standbys, 'standby')}, ${counted(site.providers, 'provider')}`;
  const majority = `a majority is ${site.majority} of ${site.active}; high availability for VDI is ${site.vdiArmed ? 'armed' : 'not armed'}`;
  const lines = [
    look.wrap(`${look.colour.bold(site.site)}: ${sayTolerance(site.tolerance)}${whichever}.`, 2),
    paragraph(`${members}; ${majority}.`, 2, look),
    paragraph(`${sayScenarios(site)}.`, 2, look),
  ];
  if (!site.toleranceTried) {
    lines.push(paragraph('Too many sets to try them all: the tolerance is counted out.', 2, look));
  }
  lines.push('', ...renderSets(site, site.withoutStandbys, look));
  if (site.withStandbys !== null) lines.push('', ...renderSets(site, site.withStandbys, look));
  if (site.splits !== null && site.splits.splits > 0) {
    lines.push('', ...renderSplits(site, site.splits, look));
  }
  if (site.domains.length > 0) lines.push('', ...renderDomains(site, look));
  return lines.join('\n');
}

function sayScenarios({ scenarios, standbys }: Printed<SiteProof>): string {
  const sets =
    standbys === 0
      ? [`${sayCount(scenarios.sets, 'set')} of brokers down`]
      : [
          `${sayCount(scenarios.sets, 'set')} of active brokers down`,
          `${sayCount(scenarios.setsWithStandbys, 'set')} of active and standby brokers down`,
        ];
  const more = [
    ...(scenarios.splits === 0 ? [] : [sayCount(scenarios.splits, 'network split')]),
    ...(scenarios.domains === 0 ? [] : [sayCount(scenarios.domains, 'failure domain')]),
  ];
  return `${sayCount(scenarios.total, 'scenario')} tried: ${listed([...sets, ...more])}`;
}

/** One row a size, then the smallest sets that take something away. */
function renderSets(site: Printed<SiteProof>, proof: Printed<SetsProof>, look: Look): string[] {
  const kind =
    site.standbys === 0
      ? 'Brokers down'
      : proof === site.withStandbys
        ? 'Brokers down, standbys stepping in'
        : 'Brokers down, standbys ignored';
  const providers = site.providers > 0;
  const table = look.table(
    [
      'down',
      'sets',
      'lose nothing',
      'lose sessions',
      ...(providers ? ['lose providers'] : []),
      'stop primary',
    ],
    proof.bySize.map((size) => [
      String(size.down),
      grouped(size.sets),
      grouped(size.losingNothing),
      coloured(size.losingSessions, look),
      ...(providers ? [coloured(size.losingProviders, look)] : []),
      grouped(size.stoppingPrimary),
    ]),
    { right: [0, 1, 2, 3, 4, 5], indent: 2 },
  );
  return [
    look.heading(kind),
    table,
    ...proof.smallest.flatMap((one) => renderSmallest(one, proof.standbysDown, look)),
  ];
}

function renderSmallest(
  smallest: Printed<SetsProof>['smallest'][number],
  standbysDown: readonly string[],
  look: Look,
): string[] {
  const { service, providers, size, sets, shown } = smallest;
  const what = {
    sessions: 'sessions',
    providers: `${providers.length === 1 ? 'provider' : 'providers'} ${compressNames(providers)}`,
    primary: "the primary's own processes",
  }[service];
  if (size === null) {
    return [paragraph(`Nothing that was tried takes ${what} away.`, 2, look)];
  }
  const first = sets > shown.length ? `, the first ${shown.length}` : '';
  const down =
    standbysDown.length === 0
      ? `${size} down`
      : `${size} active down, with ${compressNames(standbysDown)}, the ${standbysDown.length === 1 ? 'standby' : 'standbys'}`;
  return [
    paragraph(`Smallest to take ${what} away: ${down}; ${sayCount(sets, 'set')}${first}:`, 2, look),
    ...shown.map(({ command }) => `    ${look.command(command)}`),
  ];
}

function renderSplits(
  site: Printed<SiteProof>,
  splits: Printed<SplitsTally>,
  look: Look,
): string[] {
  const { withoutMajority, losingProviders, primaryOutvoted, twoPrimaries } = splits;
  const cost =
    losingProviders > 0
      ? look.bad('all providers are abandoned')
      : site.providers === 0
        ? 'the site has no providers to lose'
        : 'high availability for VDI is not armed, so each provider stays with its broker';
  const lines = [
    look.heading(`Network splits in two (${grouped(splits.splits)})`),
    withoutMajority === 0
      ? paragraph('Each leaves a majority on one side, which serves all providers.', 2, look)
      : paragraph(`${sayLeave(withoutMajority)} no majority: ${cost}.`, 2, look),
    ...splits.counterexamples.map(({ command }) => `    ${look.command(command)}`),
  ];
  if (primaryOutvoted > 0) {
    const hazard =
      twoPrimaries > 0
        ? look.caution('auto-promotion then makes a second primary: a hazard')
        : 'auto-promotion makes no second primary, because it is off';
    lines.push(
      paragraph(
        `${sayLeave(primaryOutvoted)} the primary on the smaller side: ${hazard}.`,
        2,
        look,
      ),
      ...splits.hazards.map(({ command }) => `    ${look.command(command)}`),
    );
  }
  return lines;
}

function renderDomains(site: Printed<SiteProof>, look: Look): string[] {
  return [
    look.heading('Failure domains, each down as a whole'),
    ...site.domains.flatMap((domain) => [
      paragraph(
        `${domain.key} ${domain.value} (${compressNames(domain.brokers)}): ${sayDomainLoss(domain, look)}`,
        2,
        look,
      ),
      `    ${look.command(domain.command)}`,
    ]),
    ...site.untagged.map(({ key, brokers }) =>
      paragraph(`No ${key} is given for ${compressNames(brokers)}.`, 2, look),
    ),
  ];
}

function sayDomainLoss(
  { serving, sessionsLost, providersLost, primaryStops }: Printed<DomainProof>,
  look: Look,
): string {
  const losses = [
    ...(sessionsLost ? ['sessions'] : []),
    ...(providersLost.length > 0 ? [counted(providersLost.length, 'provider')] : []),
    ...(primaryStops ? ["the primary's own processes"] : []),
  ];
  const left = `${counted(serving, 'broker')} ${serving === 1 ? 'serves' : 'serve'}`;
  if (losses.length === 0) return `${left}, ${look.good('nothing lost')}`;
  const lost = sessionsLost || providersLost.length > 0 ? look.bad('lost') : look.caution('lost');
  return `${left}, ${lost}: ${listed(losses)}`;
}

function coloured(number: number, look: Look): string {
  return number === 0 ? '0' : look.bad(grouped(number));
}

/** "1 leaves", "3 leave". */
function sayLeave(splits: number): string {
  return splits === 1 ? '1 leaves' : `${grouped(splits)} leave`;
}

function sayCount(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** Digits in threes: 16,383. */
function grouped(number: number): string {
  return String(number).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
