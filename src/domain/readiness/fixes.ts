import type { Edit } from '../edits/index.js';
import { type Farm, assertInvariants } from '../model/index.js';
import { findingsOf } from './findings.js';
import type { Rule } from './rules/rule.js';

/**
 * What `farm check --fix` mends. A rule stands here only where its finding has one safe answer: nothing in the real
 * farm would behave differently, nobody has to choose, and nothing is lost that RAS would have heeded.
 *
 * Not here, because there is a choice to make:
 * - RAS901: prolong the suppression, or mend what it hid.
 * - RAS108: prefer another broker, or activate the one preferred.
 * - RAS106: a standby, an active broker, or disabled for a reason that the model does not hold.
 * - RAS202, RAS204: auto-promotion on or off depends on the links between the brokers.
 * - RAS301, RAS402: somebody chose the preferred broker.
 * All others need a server, an address or a place that only the administrator knows.
 */
export interface Fix {
  rule: Rule['id'];
  /** What it does, in half a sentence: "turns failback off". */
  does: string;
  /** The farm without what the findings of this rule tell of; `tells` says whether one does of the place at a path. */
  mend: (farm: Farm, tells: (...path: (string | number)[]) => boolean) => Farm;
}

/** In the order in which they are made: mending an object can leave a suppression unused, so that comes last. */
export const fixes: readonly Fix[] = [
  {
    rule: 'RAS203',
    does: 'turns failback off, which does nothing while auto-promotion is off',
    mend: (farm, tells) => ({
      ...farm,
      sites: farm.sites.map((site, at) =>
        tells('sites', at)
          ? { ...site, autoPromotion: { ...site.autoPromotion, failback: false } }
          : site,
      ),
    }),
  },
  {
    rule: 'RAS504',
    does: 'sets the preferred broker of a forwarding gateway, which RAS does not heed, to Automatic',
    mend: (farm, tells) => ({
      ...farm,
      sites: farm.sites.map((site, at) => {
        const heeded = site.gateways.map((gateway, place) =>
          tells('sites', at, 'gateways', place, 'preferredBroker')
            ? { ...gateway, preferredBroker: null }
            : gateway,
        );
        const same = heeded.every((gateway, place) => gateway === site.gateways[place]);
        return same ? site : { ...site, gateways: heeded };
      }),
    }),
  },
  {
    rule: 'RAS902',
    does: 'takes out the suppression, which suppresses nothing',
    mend: (farm, tells) => ({
      ...farm,
      suppressions: farm.suppressions.filter((_, at) => !tells('suppressions', at)),
    }),
  },
];

/** How `farm check --fix` mends a rule's findings; undefined where somebody has to decide. */
export function fixOf(rule: Pick<Rule, 'id'>): Fix | undefined {
  return fixes.find((fix) => fix.rule === rule.id);
}

/**
 * The farm with everything mended that has one safe answer; the very same farm where there is nothing. A finding that
 * somebody has accepted is left as it is. `today` is the day on which suppressions are judged, ISO date.
 */
export function fixFarm(farm: Farm, today: string): Edit {
  let fixed = farm;
  for (const { rule, mend } of fixes) {
    const places = findingsOf(fixed, { today })
      .filter((finding) => finding.rule === rule && finding.suppressed === null)
      .map(({ path }) => path.join('/'));
    if (places.length > 0) fixed = mend(fixed, (...path) => places.includes(path.join('/')));
  }
  return { farm: fixed === farm ? farm : assertInvariants(fixed), notes: [] };
}
