import {
  commandIn,
  addressOf,
  activeBrokers,
  isActive,
  type Site,
  standbyBrokers,
  stateOf,
  compressNames,
  counted,
} from '../../model/index.js';
import { brokersForRedundancy, statements } from '../../facts/index.js';
import { preferencesFor } from './preferences.js';
import { aboutBroker, aboutSite, type ReadinessRule } from './rule.js';
import { fewerActive, moreActive } from '../../edits/index.js';

/** RAS1xx: how many brokers a site has, and in which state. */
export const brokerRules: readonly ReadinessRule[] = [
  {
    id: 'RAS101',
    slug: 'single-broker',
    severity: 'warning',
    statement: 'A site has at least two Connection Brokers that can serve.',
    why: 'With one broker only, its failure stops every new session of the site.',
    statements: ['R1'],
    assumptions: ['A23'],
    find(site, farm) {
      const usable = site.brokers.filter((broker) => broker.enabled).length;
      if (usable >= brokersForRedundancy) return [];
      return [
        aboutSite(site, {
          message: `The site has ${counted(usable, 'broker')} that can serve: no N+1 redundancy`,
          observed: usable,
          required: `${brokersForRedundancy} or more`,
          remedy: moreActive(farm, site, brokersForRedundancy),
        }),
      ];
    },
  },
  {
    id: 'RAS102',
    slug: 'fewer-than-three-active',
    severity: 'warning',
    statement: 'A site has three active Connection Brokers.',
    why: 'Two to three give the best results; with two the site is redundant, but below three there is no high availability for VDI and no auto-promotion.',
    statements: ['R8', 'R2', 'R12'],
    assumptions: [],
    find(site, farm) {
      const active = activeBrokers(site).length;
      if (active >= statements.R8.number) return [];
      return [
        aboutSite(site, {
          message: `${counted(active, 'broker')} ${active === 1 ? 'is' : 'are'} active; the vendor highly recommends ${statements.R8.number}${isGoodWithoutProviders(site) ? `. ${redundantOnly}` : ''}`,
          observed: active,
          required: statements.R8.number,
          remedy: moreActive(farm, site, statements.R8.number),
        }),
      ];
    },
  },
  {
    id: 'RAS103',
    slug: 'more-than-three-active',
    severity: 'warning',
    statement: 'A site has at most two active secondaries beside its primary.',
    why: 'Runtime data is replicated between all agents, so each further broker costs traffic and may slow the system down; standby ones are exempt.',
    statements: ['R9', 'R11'],
    assumptions: [],
    threshold: {
      preset: statements.R9.number,
      least: statements.R9.number,
      most: 1000,
      says: 'How many active secondaries are accepted. The vendor says that more than two may slow the system down, and names no maximum.',
    },
    find(site, farm, most) {
      const secondaries = activeBrokers(site).length - 1;
      if (secondaries <= most) return [];
      return [
        aboutSite(site, {
          message: `${counted(secondaries, 'secondary', 'secondaries')} are active; more than ${most} may slow the system down`,
          observed: secondaries,
          required: `${most} or fewer active secondaries`,
          remedy: fewerActive(farm, site, most + 1),
        }),
      ];
    },
  },
  {
    id: 'RAS104',
    slug: 'even-active-brokers',
    severity: 'warning',
    statement: 'A site has an odd number of active Connection Brokers.',
    why: 'A network split into even halves leaves no majority, and all brokers drop all providers at once.',
    statements: ['R4', 'R6'],
    assumptions: ['A4'],
    find(site, farm) {
      const active = activeBrokers(site).length;
      if (active % statements.R4.number !== 0) return [];
      const few = active < statements.R8.number;
      return [
        aboutSite(site, {
          message: `An even number of brokers is active (${active}): a split into halves leaves no majority${site.providers.length === 0 ? ', which matters once the site has providers' : ''}${isGoodWithoutProviders(site) ? `. ${redundantOnly}` : ''}`,
          observed: active,
          required: 'an odd number',
          remedy: few ? moreActive(farm, site, active + 1) : fewerActive(farm, site, active - 1),
        }),
      ];
    },
  },
  {
    id: 'RAS105',
    slug: 'standby-before-three-active',
    severity: 'warning',
    statement: 'Brokers are put in standby only once three are active.',
    why: 'A standby does not count for high availability of VDI, and serves nobody until a broker is offline.',
    statements: ['R2', 'R22', 'R23'],
    assumptions: [],
    find(site, farm) {
      const active = activeBrokers(site).length;
      const standby = standbyBrokers(site);
      if (active >= statements.R2.number || standby.length === 0) return [];
      return [
        aboutSite(site, {
          message: `${compressNames(standby.map((broker) => broker.server))} ${standby.length === 1 ? 'is' : 'are'} in standby while only ${counted(active, 'broker')} ${active === 1 ? 'is' : 'are'} active`,
          observed: active,
          required: `${statements.R2.number} active before any standby`,
          remedy: moreActive(farm, site, Math.min(statements.R2.number, active + standby.length)),
        }),
      ];
    },
  },
  {
    id: 'RAS106',
    slug: 'disabled-could-be-standby',
    severity: 'info',
    statement: 'A broker that is not needed now is in standby, not disabled.',
    why: 'A disabled broker steps in for nobody; a standby does by itself.',
    statements: ['R38', 'R23'],
    assumptions: [],
    find(site, farm) {
      const full = activeBrokers(site).length >= statements.R8.number;
      return site.brokers
        .filter((broker) => stateOf(broker) === 'disabled')
        .map((broker) =>
          aboutBroker(site, broker, {
            message: `${broker.server} is disabled and steps in for nobody`,
            observed: 'disabled',
            required: full ? 'standby' : 'enabled: active or standby',
            remedy: [
              ...(full && !broker.standby
                ? [commandIn(farm, site)`broker standby ${broker.server}`]
                : []),
              commandIn(farm, site)`broker enable ${broker.server}`,
            ],
          }),
        );
    },
  },
  {
    id: 'RAS107',
    slug: 'broker-without-ip',
    severity: 'info',
    statement: 'Every broker has its IP address in the model.',
    why: 'Without it neither its segment nor the firewall rows can be told.',
    statements: ['R31'],
    assumptions: [],
    find(site, farm) {
      return site.brokers
        .filter((broker) => addressOf(broker) === null)
        .map((broker) =>
          aboutBroker(site, broker, {
            message: `${broker.server} has no IP address in the model`,
            observed: 'none',
            required: 'an IP address',
            remedy: [commandIn(farm, site)`broker set ${broker.server} --ip IP`],
          }),
        );
    },
  },
  {
    id: 'RAS108',
    slug: 'preferred-broker-not-active',
    severity: 'error',
    statement: 'A preferred Connection Broker is active.',
    why: 'A preference for a broker that takes no connections does not do what it says.',
    statements: ['standby-connections', 'R32', 'R35'],
    assumptions: [],
    exemptions: [
      'A gateway in forwarding mode: RAS ignores its preferred broker in any case, which is what RAS504 reports.',
    ],
    find(site, farm) {
      return site.brokers
        .filter((broker) => !isActive(broker))
        .flatMap((broker) => preferencesFor(broker, site, farm));
    },
  },
];

/** Two active brokers and no provider: what the vendor calls a good site, short of what takes three. */
function isGoodWithoutProviders(site: Site): boolean {
  return activeBrokers(site).length === brokersForRedundancy && site.providers.length === 0;
}

const redundantOnly = `${brokersForRedundancy} active brokers are redundant, but give no high availability for VDI and no auto-promotion`;
