import { renamedTarget } from '../edits/index.js';
import { type RasVersion, newestRasVersion, rasVersions } from '../facts/index.js';
import {
  assertInvariants,
  autoPromotionFields,
  type Farm,
  mapAtPace,
  noPace,
  type Pace,
  Refusal,
  sameName,
  type Site,
  withDefaults,
} from '../model/index.js';
import type { Capture } from './capture.js';
import { contradictions } from './contradictions.js';
import { type LiveSite, liveSites, shownSite } from './live-sites.js';
import { overlaySite } from './overlay-site.js';
import { pairLiveSites } from './pair-sites.js';
import { type ImportedSite, type ImportQuestion, questionsAbout } from './questions.js';
import { type ObjectState, statesOf } from './states.js';
import { validFarm } from './valid-farm.js';
import type { CaptureWarning, NotCovered } from './warnings.js';

/** What a capture makes of a model, or of nothing. */
export interface ImportedFarm {
  farm: Farm;
  questions: ImportQuestion[];
  warnings: CaptureWarning[];
  /** What was kept from the model because the capture says nothing about it. */
  notCovered: NotCovered[];
  unknown: Capture['unknown'];
  skipped: Capture['skipped'];
  states: ObjectState[];
}

/** What the administrator says beside the capture. */
export interface ImportOptions {
  name?: string | undefined;
  rasVersion?: RasVersion | undefined;
  /** Import even if no broker of the model is in the capture. */
  replace?: boolean;
  pace?: Pace | undefined;
}

/** The name of a farm whose name nothing says. */
const unnamed = 'Farm';

/**
 * The farm of a capture, laid over the model if there is one: what was captured wins, and everything else of the model stays.
 * @throws Refusal E_INVALID without a broker; E_REFUSED for a capture that shares no broker with the model; E_USAGE for an
 *   invalid name
 */
export function importCapture(
  capture: Capture,
  model: Farm | null,
  { name, rasVersion, replace = false, pace = noPace }: ImportOptions = {},
): ImportedFarm {
  const { sites: live, warnings } = liveSites(capture);
  const pairs = model === null ? new Map<LiveSite, Site>() : pairLiveSites(model, live);
  const version = rasVersion ?? versionOf(capture);
  const imported = mapAtPace(live, pace, (one): (ImportedSite & { live: LiveSite })[] => {
    const old = pairs.get(one);
    const hasBroker = one.covered.has('broker') || (old?.brokers.length ?? 0) > 0;
    if (!hasBroker) {
      if (capture.calls.some(({ kind }) => kind === 'broker')) {
        warnings.push({ kind: 'site-without-broker', site: shownSite(one) });
      }
      return [];
    }
    const called = one.name ?? old?.name ?? shownSite(one);
    const base = {
      ...(old ?? emptySite),
      name: old !== undefined && sameName(old.name, called) ? old.name : called,
    };
    const overlaid = overlaySite(capture, one, base);
    const hasName = one.name !== null || old !== undefined;
    return [{ ...overlaid, live: one, isNew: old === undefined, hasName }];
  }).flat();
  if (imported.length === 0) throw nothingCaptured(capture);
  if (model !== null && !replace) refuseOther(model, capture, imported);

  const licensed = licensingOf(imported, model);
  const kept = keptSites(model, pairs, capture);
  const bySite = new Map(imported.map((one) => [pairs.get(one.live), one.site]));
  const sites = [
    ...(model?.sites ?? []).flatMap((site) => bySite.get(site) ?? (kept.has(site) ? [site] : [])),
    ...imported.filter(({ isNew }) => isNew).map(({ site }) => site),
  ];
  const hasLicensing = sites.filter((site) => licensed.get(site) === true).length === 1;
  const valid = validFarm({
    ...(model ?? { rules: {}, suppressions: [] }),
    name: model?.name ?? unnamed,
    rasVersion: version ?? model?.rasVersion ?? newestRasVersion,
    suppressions: renamedSuppressions(model, imported, pairs),
    sites: sites.map((site, at) => ({
      ...site,
      licensing: hasLicensing ? licensed.get(site) === true : at === firstLicensed(sites, licensed),
    })),
  });
  if (valid.farm === null) throw nothingCaptured(capture);
  const farm = name === undefined ? valid.farm : assertInvariants({ ...valid.farm, name });
  return {
    farm,
    questions: questionsAbout(farm, imported, {
      hasName: name !== undefined || model !== null,
      hasVersion: version !== null || model !== null,
      hasLicensing,
    }),
    warnings: withSiteNames(imported, [
      ...warnings,
      ...contradictions(capture, live),
      ...versionWarnings(capture),
      ...imported.flatMap((one) => one.warnings),
      ...valid.warnings,
    ]),
    notCovered: [
      ...imported.flatMap((one) => one.notCovered),
      ...[...kept].map((site): NotCovered => ({ site: site.name, what: 'brokers' })),
    ],
    unknown: capture.unknown,
    skipped: capture.skipped,
    states: imported.flatMap((one) => {
      const site = farm.sites.find((candidate) => candidate.name === one.site.name);
      return site === undefined ? [] : statesOf(site, one.live);
    }),
  };
}

/** The warnings with the names of sites of which only the id was captured. */
function withSiteNames(
  imported: readonly (ImportedSite & { live: LiveSite })[],
  warnings: readonly CaptureWarning[],
): CaptureWarning[] {
  const names = new Map(imported.map(({ live, site }) => [shownSite(live), site.name]));
  return warnings.map((warning) =>
    'site' in warning ? { ...warning, site: names.get(warning.site) ?? warning.site } : warning,
  );
}

const emptySite: Site = {
  name: '',
  licensing: false,
  network: null,
  autoPromotion: withDefaults(autoPromotionFields, {}),
  brokers: [],
  gateways: [],
  agents: [],
  providers: [],
};

function nothingCaptured({ calls }: Capture): Refusal {
  const read = calls.filter(({ error }) => error === null);
  const sources = [...new Set(read.map(({ source }) => source))];
  const failed = calls.find(({ kind, error }) => kind === 'broker' && error !== null);
  const failure =
    failed?.error === undefined || failed.error === null
      ? null
      : { source: failed.source, ...failed.error };
  return new Refusal('E_INVALID', { kind: 'no-captured-broker', sources, failure });
}

/** @throws Refusal E_REFUSED */
function refuseOther(model: Farm, capture: Capture, imported: readonly ImportedSite[]): void {
  const isCovered = capture.brokers.length > 0;
  if (!isCovered || imported.some(({ paired }) => paired > 0)) return;
  const captured = capture.brokers.map(({ server }) => server);
  throw new Refusal('E_REFUSED', { kind: 'other-farm-captured', farm: model.name, captured });
}

/** The sites of the model that the capture doesn't hold, and doesn't claim to. */
function keptSites(
  model: Farm | null,
  pairs: ReadonlyMap<LiveSite, Site>,
  { sites, calls }: Capture,
): Set<Site> {
  const listed = calls.filter(({ kind }) => kind === 'site');
  const isListed = sites.length > 0 && listed.every(({ error }) => error === null);
  const paired = new Set(pairs.values());
  return new Set(isListed ? [] : (model?.sites ?? []).filter((site) => !paired.has(site)));
}

/** Which of the sites is the Licensing Site, by the capture, else by the model; an only site always is. */
function licensingOf(
  imported: readonly (ImportedSite & { live: LiveSite })[],
  model: Farm | null,
): Map<Site, boolean> {
  const isCaptured = imported.some(({ live }) => live.licensing === true);
  const licensed = new Map(
    (model?.sites ?? []).map((site) => [site, !isCaptured && site.licensing]),
  );
  for (const { site, live } of imported) {
    licensed.set(site, isCaptured ? live.licensing === true : site.licensing);
  }
  return licensed;
}

function firstLicensed(sites: readonly Site[], licensed: ReadonlyMap<Site, boolean>): number {
  return Math.max(
    0,
    sites.findIndex((site) => licensed.get(site) === true),
  );
}

/** The suppressions of the model, with the names of today in their targets. */
function renamedSuppressions(
  model: Farm | null,
  imported: readonly (ImportedSite & { live: LiveSite })[],
  pairs: ReadonlyMap<LiveSite, Site>,
): Farm['suppressions'] {
  const changes = imported.flatMap(({ live, site, renames }) => {
    const old = pairs.get(live);
    if (old === undefined) return [];
    return [
      [old.name, site.name] as const,
      ...renames.map(({ from, to }) => {
        const place = `${site.name}/broker/`;
        return [place + from, place + to] as const;
      }),
    ];
  });
  return (model?.suppressions ?? []).map((suppression) => {
    const target = changes
      .filter(([from, to]) => from !== to)
      .reduce((now, [from, to]) => renamedTarget(now, from, to), suppression.target);
    return target === suppression.target ? suppression : { ...suppression, target };
  });
}

/**
 * The RAS version by what Get-RASVersion printed; null if that has none, or several. Versions of something else, such as the
 * API, are no RAS version.
 */
function versionOf({ versions }: Capture): RasVersion | null {
  const majors = new Set(versions.map(({ text }) => Number.parseInt(text, 10)));
  const known = rasVersions.filter((version) => majors.has(version));
  return known.length === 1 ? (known[0] ?? null) : null;
}

function versionWarnings(capture: Capture): CaptureWarning[] {
  const [first] = capture.versions;
  if (first === undefined || versionOf(capture) !== null) return [];
  const versions = [...new Set(capture.versions.map(({ text }) => text))];
  return [{ kind: 'other-version', versions, source: first.source }];
}
