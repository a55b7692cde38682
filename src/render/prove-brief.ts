import { type Printed, compressNames, counted, listed } from '../domain/model/index.js';
import type {
  DomainProof,
  SetsProof,
  SiteProof,
  SplitsTally,
  UntriedSite,
} from '../domain/prove/index.js';
import { sayHosts } from './host-words.js';
import type { Theme } from './theme.js';
import { paragraph } from './words.js';

type Smallest = Printed<SetsProof>['smallest'][number];

/** The smallest failure that a site does not survive, what network splits and failure domains cost, and a replay of each. */
export function renderBriefly(site: Printed<SiteProof>, isNamed: boolean, theme: Theme): string {
  return [
    ...(isNamed ? [theme.heading(site.site)] : []),
    ...renderSmallest(site, theme),
    ...(site.splits === null || site.splits.splits === 0
      ? []
      : renderSplits(site, site.splits, theme)),
    ...(site.domains.length === 0 ? [] : renderDomains(site.domains, theme)),
    ...site.untagged.map(({ key, brokers }) =>
      paragraph(`No ${key} is set for ${compressNames(brokers)}.`, 2, theme),
    ),
  ].join('\n');
}

/** Sites that survive the fewest failures first. */
export function weakestFirst<S extends Pick<SiteProof, 'tolerance'>>(sites: readonly S[]): S[] {
  return sites.toSorted((a, b) => a.tolerance.withoutStandbys - b.tolerance.withoutStandbys);
}

/** Why only the tolerance of a site is known, and what to ask instead. */
export function renderUntried(
  { site, active, standbys, reason }: Printed<UntriedSite>,
  theme: Theme,
): string {
  const why =
    reason.kind === 'too-many-brokers'
      ? `${counted(active, 'active broker')} and ${counted(standbys, 'standby')}; every set can be tried for at most ${reason.most}`
      : `the question takes ${reason.scenarios} scenarios; at most ${reason.most} can be tried`;
  return [
    theme.heading(site),
    paragraph(
      `${theme.caution('Not tried')}: ${why}. The tolerance is calculated. Ask instead:`,
      2,
      theme,
    ),
    `    ${theme.command(reason.command)}`,
  ].join('\n');
}

/** The smallest set that loses sessions or a provider, as the site is: standbys step in. */
function renderSmallest(site: Printed<SiteProof>, theme: Theme): string[] {
  const proof = site.withStandbys ?? site.withoutStandbys;
  const losing = proof.smallest.filter(
    ({ service, size }) => service !== 'primary' && size !== null,
  );
  const [worst] = losing.toSorted((a, b) => (a.size ?? 0) - (b.size ?? 0));
  if (worst === undefined) {
    return [paragraph('No set of brokers that was tried loses sessions or a provider.', 2, theme)];
  }
  const { size, sets, shown } = worst;
  const one = sets === 1 ? '' : `; ${counted(sets, 'such set')}, the first`;
  return [
    paragraph(
      `Smallest failure that ${theme.bad(sayLost(worst, site))}: ${counted(size ?? 0, 'broker')} down${one}:`,
      2,
      theme,
    ),
    ...shown.slice(0, 1).map(({ command }) => `    ${theme.command(command)}`),
  ];
}

function sayLost({ service, providers }: Smallest, site: Printed<SiteProof>): string {
  if (service === 'sessions') return 'stops all sessions';
  if (providers.length > 1 && providers.length === site.providers) {
    return `abandons all ${providers.length} providers`;
  }
  return `abandons ${providers.length === 1 ? 'provider' : 'providers'} ${compressNames(providers)}`;
}

function renderSplits(
  { providers }: Printed<SiteProof>,
  {
    splits,
    withoutMajority,
    losingProviders,
    twoPrimaries,
    counterexamples,
    hazards,
  }: Printed<SplitsTally>,
  theme: Theme,
): string[] {
  const cost =
    losingProviders > 0
      ? theme.bad('all providers are abandoned')
      : providers === 0
        ? 'no providers to lose'
        : 'each provider stays with its broker';
  const parts = [
    withoutMajority === 0
      ? 'each leaves a majority'
      : `${withoutMajority} ${withoutMajority === 1 ? 'leaves' : 'leave'} no majority (${cost})`,
    ...(twoPrimaries === 0
      ? []
      : [`${twoPrimaries} can end with ${theme.caution('two primaries, a hazard')}`]),
  ];
  // One replay: of the loss, or else of the hazard.
  const [shown] = losingProviders > 0 ? counterexamples : hazards;
  return [
    paragraph(`Network splits in two (${splits}): ${parts.join('; ')}.`, 2, theme),
    ...(shown === undefined ? [] : [`    ${theme.command(shown.command)}`]),
  ];
}

/** The domains that lose sessions or providers, each with a replay; those that only stop the primary; how many are safe. */
function renderDomains(domains: readonly Printed<DomainProof>[], theme: Theme): string[] {
  const isLosing = (one: Printed<DomainProof>): boolean =>
    one.sessionsLost || one.providersLost.length > 0;
  const losing = domains.filter(isLosing);
  const stopping = domains.filter((one) => !isLosing(one) && one.primaryStops);
  const parts = [
    ...(losing.length === 0 ? ['none loses sessions or a provider'] : []),
    ...(stopping.length === 0
      ? []
      : [
          `${stopping.map(sayKey).join(', ')} ${stopping.length === 1 ? 'stops' : 'stop'} the primary's own processes`,
        ]),
  ];
  return [
    ...domains.flatMap(({ hostsDown, ...one }) =>
      hostsDown === undefined
        ? []
        : [paragraph(`With ${sayKey(one)}, offline: ${sayHosts(hostsDown)}.`, 2, theme)],
    ),
    ...losing.flatMap((one) => [
      paragraph(`${theme.bad(`Without ${sayDomain(one)}`)}: ${sayDomainLoss(one)}.`, 2, theme),
      `    ${theme.command(one.command)}`,
    ]),
    ...(parts.length === 0
      ? []
      : [paragraph(`Failure domains (${domains.length}): ${parts.join('; ')}.`, 2, theme)]),
  ];
}

function sayDomain(domain: Printed<DomainProof>): string {
  return `${sayKey(domain)} (${compressNames(domain.brokers)})`;
}

function sayKey({ key, value }: Pick<DomainProof, 'key' | 'value'>): string {
  return `${key} ${value}`;
}

function sayDomainLoss({ sessionsLost, providersLost }: Printed<DomainProof>): string {
  return listed([
    ...(sessionsLost ? ["users can't connect"] : []),
    ...(providersLost.length > 0 ? [`${counted(providersLost.length, 'provider')} abandoned`] : []),
  ]);
}
