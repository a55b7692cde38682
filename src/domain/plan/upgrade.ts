import { type RasVersion, statements } from '../facts/index.js';
import type { EditStep, SiteStep } from '../edits/index.js';
import {
  activeBrokers,
  type Farm,
  isActive,
  sameName,
  type Site,
  standbyBrokers,
  type Tolerance,
  toleranceOf,
} from '../model/index.js';
import { outcomeOf } from '../simulate/index.js';
import type { Meanwhile } from './plan-types.js';
import type { OrderedStep } from './site-steps.js';
import type { StepReason } from './task.js';

/**
 * The steps of an upgrade, in the order of the vendor's script. Agents of a site are one step: how many hosts are upgraded at
 * a time depends on the sessions on them, which the model doesn't have.
 */

/** The upgrade of all hosts, and the new version at the end. */
export function upgradeSteps(farm: Farm, version: RasVersion): OrderedStep[] {
  const licensing = farm.sites.filter((site) => site.licensing);
  const sites = [...licensing, ...farm.sites.filter((site) => !site.licensing)];
  return [
    ...sites.flatMap((site) =>
      upgradeOfSite(
        site,
        version,
        site.licensing && sites.length > 1
          ? [{ kind: 'licensing-site-first', statement: 'upgrade-order' }]
          : [],
      ),
    ),
    { edit: { kind: 'ras-version', version }, why: [{ kind: 'version-last' }] },
  ];
}

function upgradeOfSite(
  site: Site,
  version: RasVersion,
  first: readonly StepReason[],
): OrderedStep[] {
  const step = (
    component: 'broker' | 'gateway' | 'agent',
    names: readonly string[],
  ): OrderedStep[] =>
    names.length === 0
      ? []
      : [
          {
            edit: { kind: 'upgrade', site: site.name, component, names, version },
            why: [...first, { kind: 'upgrade-order', component, statement: 'upgrade-order' }],
          },
        ];
  const gateways = site.gateways.map(({ server }) => server);
  const isGateway = (name: string): boolean => gateways.some((one) => sameName(one, name));
  const hosts = site.agents.map(({ name }) => name).filter((name) => !isGateway(name));
  const { enabled, afterMinutes, failback } = site.autoPromotion;
  const acts = enabled && activeBrokers(site).length >= statements.R12.number;
  const autoPromotion = (on: boolean): OrderedStep[] => {
    const edit: EditStep = {
      kind: 'auto-promotion',
      site: site.name,
      autoPromotion: { enabled: on, afterMinutes, failback },
    };
    return acts
      ? [{ edit, why: [{ kind: on ? 'auto-promotion-last' : 'auto-promotion-paused' }] }]
      : [];
  };
  return [
    ...autoPromotion(false),
    ...site.brokers.flatMap(({ server }) => step('broker', [server])),
    ...autoPromotion(true),
    ...gateways.flatMap((server) => step('gateway', [server])),
    ...step('agent', hosts),
  ];
}

/** What is lost in a site while the hosts of an upgrade step are offline. */
export function lostMeanwhile(
  farm: Farm,
  site: Site,
  step: SiteStep & { kind: 'upgrade' },
): Meanwhile {
  const down = step.component === 'broker' ? step.names : [];
  const outcome = outcomeOf(farm, site, { down, groups: [] });
  const usual = outcomeOf(farm, site);
  const connected = new Map(
    usual.placement.flatMap(({ server, names }) => names.map((name) => [name, server])),
  );
  const gateways = step.component === 'gateway' ? step.names.length : 0;
  return {
    sessions: outcome.sessions,
    providersLost: outcome.providers.flatMap(({ provider, servedBy }) =>
      servedBy === null ? [provider] : [],
    ),
    processesStopped: outcome.processes.flatMap(({ name, state }, at) =>
      state === 'stopped' && usual.processes[at]?.state !== 'stopped' ? [name] : [],
    ),
    agentsReconnect: outcome.placement.flatMap(({ server, names }) =>
      names.filter((name) => connected.get(name) !== server),
    ).length,
    agentsWithoutBroker: outcome.withoutBroker.length,
    tolerance: toleranceWithout(site, down),
    gatewaysLeft: site.gateways.length - gateways,
    hostsOffline: step.component === 'agent' ? step.names.length : 0,
  };
}

/** How many more brokers may fail while these are offline: each of them counts as one that failed already. */
function toleranceWithout(site: Site, down: readonly string[]): Tolerance {
  const { withoutStandbys, withStandbys } = toleranceOf(site);
  const isDown = ({ server }: { server: string }): boolean =>
    down.some((one) => sameName(one, server));
  const active = site.brokers.filter((one) => isActive(one) && isDown(one)).length;
  const all = active + standbyBrokers(site).filter(isDown).length;
  return {
    withoutStandbys: Math.max(0, withoutStandbys - active),
    withStandbys: Math.max(0, withStandbys - all),
  };
}
