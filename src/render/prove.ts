import { type Printed, compressNames, counted, listed } from '../domain/model/index.js';
import type {
  DomainProof,
  ProveResult,
  SetsProof,
  SiteProof,
  SplitsTally,
} from '../domain/prove/index.js';
import { type Detail, sayMore } from './detail.js';
import { renderBriefly, renderUntried, weakestFirst } from './prove-brief.js';
import { sayHostsDown } from './host-words.js';
import type { Theme } from './theme.js';
import { paragraph, sayAssumptions, sayTolerance } from './words.js';

/** What each site survives: a line for each, then the smallest failure that each does not survive; in detail, all of them. */
export function renderProof(result: Printed<ProveResult>, theme: Theme, detail: Detail): string {
  const { sites, untried, required } = result;
  const head = required === null ? [] : [renderRequired(required, theme)];
  const assumed = sayAssumptions(result.assumptions);
  if (detail.verbose) {
    return [
      ...head,
      ...sites.map((site) => renderSiteProof(site, theme)),
      ...untried.map((site) => renderUntried(site, theme)),
      theme.faint(assumed),
    ].join('\n\n');
  }
  return [
    ...head,
    weakestFirst([...sites, ...untried])
      .map((site) => renderVerdict(site, theme))
      .join('\n'),
    ...untried.map((site) => renderUntried(site, theme)),
    ...weakestFirst(sites).map((site) =>
      renderBriefly(site, sites.length + untried.length > 1, theme),
    ),
    theme.faint(sayMore('every set, split and failure domain', assumed, theme)),
  ].join('\n\n');
}

function renderRequired(
  { tolerance, withStandbys, met, missedBy }: NonNullable<ProveResult['required']>,
  theme: Theme,
): string {
  const asked = `tolerance of ${tolerance} ${withStandbys ? 'with' : 'without'} standbys`;
  if (met) return theme.good(`Required ${asked}: met.`);
  return theme.wrap(theme.bad(`Required ${asked}: not met by ${listed(missedBy)}.`));
}

function renderVerdict(site: Printed<Pick<SiteProof, 'site' | 'tolerance'>>, theme: Theme): string {
  return theme.wrap(`${theme.colour.bold(site.site)}: ${sayTolerance(site.tolerance)}.`, 2);
}

/** Everything about one site. */
export function renderSiteProof(site: Printed<SiteProof>, theme: Theme): string {
  const members = `${counted(site.active, 'active broker')}, ${counted(site.standbys, 'standby')}, ${counted(site.providers, 'provider')}`;
  const majority = `a majority is ${site.majority} of ${site.active}; high availability for VDI is ${site.vdiArmed ? 'armed' : 'not armed'}`;
  const lines = [
    renderVerdict(site, theme),
    paragraph(`${members}; ${majority}.`, 2, theme),
    paragraph(`${sayScenarios(site)}.`, 2, theme),
  ];
  if (!site.toleranceTried) {
    lines.push(
      paragraph('Too many sets to try them all: the tolerance is calculated instead.', 2, theme),
    );
  }
  lines.push('', ...renderSets(site, site.withoutStandbys, theme));
  if (site.withStandbys !== null) lines.push('', ...renderSets(site, site.withStandbys, theme));
  if (site.splits !== null && site.splits.splits > 0) {
    lines.push('', ...renderSplits(site, site.splits, theme));
  }
  if (site.domains.length > 0) lines.push('', ...renderDomains(site, theme));
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

/** One row per size, then the smallest sets that stop something. */
function renderSets(site: Printed<SiteProof>, proof: Printed<SetsProof>, theme: Theme): string[] {
  const kind =
    site.standbys === 0
      ? 'Brokers down'
      : proof === site.withStandbys
        ? 'Brokers down, standbys stepping in'
        : 'Brokers down, standbys ignored';
  const providers = site.providers > 0;
  const table = theme.table(
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
      coloured(size.losingSessions, theme),
      ...(providers ? [coloured(size.losingProviders, theme)] : []),
      grouped(size.stoppingPrimary),
    ]),
    { right: [0, 1, 2, 3, 4, 5], indent: 2 },
  );
  return [
    theme.heading(kind),
    table,
    ...proof.smallest.flatMap((one) => renderSmallest(one, proof.standbysDown, theme)),
  ];
}

function renderSmallest(
  smallest: Printed<SetsProof>['smallest'][number],
  standbysDown: readonly string[],
  theme: Theme,
): string[] {
  const { service, providers, size, sets, shown } = smallest;
  const what = {
    sessions: 'sessions',
    providers: `${providers.length === 1 ? 'provider' : 'providers'} ${compressNames(providers)}`,
    primary: "the primary's own processes",
  }[service];
  if (size === null) {
    return [paragraph(`No set that was tried stops ${what}.`, 2, theme)];
  }
  const first = sets > shown.length ? `, the first ${shown.length}` : '';
  const down =
    standbysDown.length === 0
      ? `${size} down`
      : `${size} active down, with ${compressNames(standbysDown)}, the ${standbysDown.length === 1 ? 'standby' : 'standbys'}`;
  return [
    paragraph(
      `Smallest sets that stop ${what}: ${down}; ${sayCount(sets, 'set')}${first}:`,
      2,
      theme,
    ),
    ...shown.map(({ command }) => `    ${theme.command(command)}`),
  ];
}

function renderSplits(
  site: Printed<SiteProof>,
  splits: Printed<SplitsTally>,
  theme: Theme,
): string[] {
  const { withoutMajority, losingProviders, primaryOutvoted, twoPrimaries } = splits;
  const cost =
    losingProviders > 0
      ? theme.bad('all providers are abandoned')
      : site.providers === 0
        ? 'the site has no providers to lose'
        : 'high availability for VDI is not armed, so each provider stays with its broker';
  const lines = [
    theme.heading(`Network splits in two (${grouped(splits.splits)})`),
    withoutMajority === 0
      ? paragraph('Each leaves a majority on one side, which serves all providers.', 2, theme)
      : paragraph(`${sayLeave(withoutMajority)} no majority: ${cost}.`, 2, theme),
    ...splits.counterexamples.map(({ command }) => `    ${theme.command(command)}`),
  ];
  if (primaryOutvoted > 0) {
    const hazard =
      twoPrimaries > 0
        ? theme.caution('auto-promotion then creates a second primary: a hazard')
        : 'no second primary, because auto-promotion is off';
    lines.push(
      paragraph(
        `${sayLeave(primaryOutvoted)} the primary on the smaller side: ${hazard}.`,
        2,
        theme,
      ),
      ...splits.hazards.map(({ command }) => `    ${theme.command(command)}`),
    );
  }
  return lines;
}

function renderDomains(site: Printed<SiteProof>, theme: Theme): string[] {
  return [
    theme.heading('Failure domains (all brokers of a domain down)'),
    ...site.domains.flatMap((domain) => [
      paragraph(
        `${domain.key} ${domain.value} (${compressNames(domain.brokers) || 'no broker'}): ${sayDomainLoss(domain, theme)}`,
        2,
        theme,
      ),
      `    ${theme.command(domain.command)}`,
    ]),
    ...site.untagged.map(({ key, brokers }) =>
      paragraph(`No ${key} is set for ${compressNames(brokers)}.`, 2, theme),
    ),
  ];
}

function sayDomainLoss(
  { serving, sessionsLost, providersLost, primaryStops, hostsDown }: Printed<DomainProof>,
  theme: Theme,
): string {
  const losses = [
    ...(sessionsLost ? ['sessions'] : []),
    ...(providersLost.length > 0 ? [counted(providersLost.length, 'provider')] : []),
    ...(primaryStops ? ["the primary's own processes"] : []),
  ];
  const left = `${counted(serving, 'broker')} ${serving === 1 ? 'serves' : 'serve'}`;
  const hosts = hostsDown === undefined ? '' : `; ${theme.caution(sayHostsDown(hostsDown))}`;
  if (losses.length === 0)
    return hosts === '' ? `${left}, ${theme.good('nothing lost')}` : `${left}${hosts}`;
  const lost = sessionsLost || providersLost.length > 0 ? theme.bad('lost') : theme.caution('lost');
  return `${left}, ${lost}: ${listed(losses)}${hosts}`;
}

function coloured(number: number, theme: Theme): string {
  return number === 0 ? '0' : theme.bad(grouped(number));
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
