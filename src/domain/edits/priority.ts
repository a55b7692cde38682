import { cite, type CitationId, type StatementId, statements } from '../facts/index.js';
import {
  commandIn,
  type Farm,
  findBroker,
  inSite,
  placeIn,
  primaryOf,
  Refusal,
  type Site,
  stateOf,
  type SuggestedCommand,
} from '../model/index.js';
import { type Edit, withSite } from './edit.js';
import { promotable, refuseForPrimary } from './primary.js';

/**
 * The order of a site's brokers: which is the primary, and the priority of the secondaries.
 */

/**
 * A secondary becomes the primary; the old primary becomes the first secondary (assumption A2).
 * @throws Refusal E_NOT_FOUND; E_REFUSED for the primary itself and for a broker that isn't active
 */
export function promoteBroker(farm: Farm, site: Site, server: string): Edit {
  const broker = findBroker(site, server);
  const primary = primaryOf(site);
  if (broker === primary) {
    const reason = { kind: 'already-primary', broker: broker.server, statement: 'R28' } as const;
    throw new Refusal('E_REFUSED', { ...reason, ...inSite(farm, site) });
  }
  const state = stateOf(broker);
  if (state !== 'active') {
    const reason = { kind: 'not-active', broker: broker.server, state, assumption: 'A14' } as const;
    throw new Refusal('E_REFUSED', { ...reason, ...inSite(farm, site) });
  }
  const others = site.brokers.filter((one) => one !== broker);
  return withSite(farm, site, { ...site, brokers: [broker, ...others] }, [
    { kind: 'first-secondary', broker: primary.server, assumption: 'A2' },
    { kind: 'statements', statements: ['R29'] },
    {
      kind: 'promote-in-console',
      broker: broker.server,
      statements: ['R30', 'promotion-account'],
      source: sourcesOf('R30', 'promotion-account'),
    },
    {
      kind: 'way-back',
      promotion: commandIn(farm, site)`broker promote ${broker.server}`,
      commands: wayBack(farm, site, broker.server),
    },
  ]);
}

function sourcesOf(...ids: readonly StatementId[]): string[] {
  const citations = ids.flatMap((id): readonly CitationId[] => statements[id].citations);
  return [...new Set(citations)].map(cite);
}

/** The commands that restore the order of the site's brokers after this one was promoted. */
function wayBack(farm: Farm, site: Site, promoted: string): SuggestedCommand[] {
  const suggest = commandIn(farm, site);
  const place = placeIn(site.brokers, findBroker(site, promoted)) + 1;
  return [
    suggest`broker promote ${primaryOf(site).server}`,
    // It is then the first secondary, at place 2 (assumption A2).
    ...(place === 2 ? [] : [suggest`broker move-down ${promoted} --to ${String(place)}`]),
  ];
}

/**
 * A secondary to another place of the priority order, counted from 1 (the primary's place).
 * @throws Refusal E_NOT_FOUND; E_REFUSED for the primary, its place, and a place that the list does not have
 */
export function moveBroker(farm: Farm, site: Site, server: string, move: Move): Edit {
  const broker = findBroker(site, server);
  refuseForPrimary(farm, site, broker, 'move');
  const from = site.brokers.indexOf(broker) + 1;
  const to = move.to ?? (move.direction === 'up' ? from - 1 : from + 1);
  const last = site.brokers.length;
  if (to === 1) {
    throw new Refusal('E_REFUSED', {
      kind: 'place-of-primary',
      broker: promotable(broker),
      statement: 'R25',
      ...inSite(farm, site),
    });
  }
  const exists = Number.isInteger(to) && to >= 1 && to <= last;
  // The place that it has already is no reason to refuse.
  if (to === from) return { farm, notes: [] };
  if (!exists || to < from !== (move.direction === 'up')) {
    throw new Refusal('E_REFUSED', {
      kind: 'no-such-place',
      broker: broker.server,
      from,
      to,
      last,
      direction: move.direction,
      statement: 'R26',
      ...inSite(farm, site),
    });
  }
  const brokers = site.brokers.filter((one) => one !== broker);
  brokers.splice(to - 1, 0, broker);
  return withSite(farm, site, { ...site, brokers });
}

/** One step up or down, or to a place. */
export interface Move {
  direction: 'up' | 'down';
  /** Position in the list, counted from 1; default: one step. */
  to?: number | undefined;
}
