import type { Farm, Site } from '../../src/domain/model/farm.js';
import { aBroker } from '../a-broker.js';

/** Thirty planned farms, always the same: different in size, and some with findings that are known. */

const towns =
  'Aachen Basel Berlin Bern Bremen Bruges Cologne Delft Dresden Essen Geneva Ghent Graz Hamburg Hanover Kiel Leipzig Linz Lyon Mainz Metz Milan Munich Nancy Prague Ulm Turin Trier Vienna Zurich'.split(
    ' ',
  );

/** The farm files by their paths. */
export function thirtyFarms(): Map<string, Farm> {
  return new Map(
    towns.map((town, at) => [
      `farms/${town.toLowerCase()}/farm.json`,
      {
        name: town,
        rasVersion: at === 8 ? 20 : 21,
        rules: {},
        suppressions: at % 10 === 3 ? [evenIsKnown(town)] : [],
        sites: [
          site(town, at, true),
          ...(at % 3 === 0 ? [site(`${town} Branch`, at + towns.length, false)] : []),
        ],
      },
    ]),
  );
}

function evenIsKnown(target: string): Farm['suppressions'][number] {
  return { rule: 'RAS104', target, reason: 'the fifth is ordered', expires: '2026-12-31' };
}

/** Three to five active brokers, every fourth site with a standby; the numbers follow from `at`. */
export function site(name: string, at: number, licensing: boolean): Site {
  const short = name.slice(0, 3).toUpperCase() + (name.includes(' ') ? 'B' : '');
  const active = at % 10 === 3 ? 4 : at % 7 === 1 ? 5 : 3;
  const count = active + (at % 4 === 0 ? 1 : 0);
  const network = `10.${at + 1}.0`;
  return {
    name,
    licensing,
    network: `${network}.0/24`,
    autoPromotion: { enabled: true, afterMinutes: 30, failback: false },
    brokers: Array.from({ length: count }, (_, index) =>
      aBroker(`CB-${short}-${index + 1}`, {
        ip: `${network}.${index + 11}`,
        standby: index >= active,
        failureDomains: { rack: `r${index + 1}` },
      }),
    ),
    gateways: [
      {
        server: `GW-${short}`,
        ip: `${network}.5`,
        mode: 'normal',
        failureDomains: {},
        preferredBroker: null,
      },
    ],
    agents: Array.from({ length: 4 + (at % 9) }, (_, index) => ({
      name: `RDS-${short}-${index + 1}`,
      kind: 'rds-host',
      failureDomains: {},
      preferredBroker: null,
    })),
    providers:
      at % 2 === 0
        ? []
        : [{ name: `hv-${short}`, type: 'HyperV', failureDomains: {}, preferredBroker: null }],
  };
}
