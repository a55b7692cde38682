import type { EditStep } from '../domain/edits/index.js';
import type { Meanwhile, PlanStep, SitePlan, SiteState, StepReason } from '../domain/plan/index.js';
import {
  compressNames,
  counted,
  flatValue,
  listed,
  type Tolerance,
} from '../domain/model/index.js';
import { sayAutoPromotion, sayNames, sayPropertyValue, sayProperty } from './words.js';

/** The words of a plan. */

/** More names than fit into so many columns are counted. */
const longestNames = 36;

/** What a step does, as a short phrase. */
export function sayStep(edit: EditStep): string {
  switch (edit.kind) {
    case 'broker-action':
      return actions[edit.action].replace('%', edit.broker);
    case 'add-broker':
      return `add broker ${edit.broker.server}`;
    case 'move-broker':
      return `move ${edit.broker} to position ${edit.to}`;
    case 'set-broker':
      return sayProperties('broker', `broker ${edit.broker}`, edit.properties);
    case 'add-gateway':
      return `add gateway ${edit.gateway.server}`;
    case 'set-gateway':
      return sayProperties('gateway', `gateway ${edit.gateway}`, edit.properties);
    case 'delete-gateway':
      return `delete gateway ${edit.gateway}`;
    case 'add-agents':
      return `add ${sayMembers('agent', edit.names)}`;
    case 'set-agents':
      return sayProperties('agent', sayMembers('agent', edit.names), edit.properties);
    case 'delete-agents':
      return `delete ${sayMembers('agent', edit.names)}`;
    case 'add-provider':
      return `add provider ${edit.provider.name}`;
    case 'set-provider':
      return sayProperties('provider', `provider ${edit.provider}`, edit.properties);
    case 'rename-member':
      return `rename ${edit.object} ${edit.name} to ${edit.to}`;
    case 'delete-provider':
      return `delete provider ${edit.provider}`;
    case 'prefer':
      return `set ${sayMembers(edit.object, edit.names)}: preferred broker ${edit.broker ?? 'Automatic'}`;
    case 'auto-promotion':
      return `auto-promotion ${sayAutoPromotion(edit.autoPromotion)}`;
    case 'network':
      return `network ${edit.network ?? 'none'}`;
    case 'licensing-site':
      return `make ${edit.site} the Licensing Site`;
    case 'rename-site':
      return `rename site ${edit.site} to ${edit.to}`;
    case 'delete-site':
      return `delete site ${edit.site}`;
    case 'add-site':
      return `add site ${edit.site} with primary ${edit.broker.server}`;
    case 'rename-farm':
      return `rename the farm to ${edit.name}`;
    case 'ras-version':
      return `set the RAS version to ${edit.version}`;
    case 'upgrade':
      return `upgrade ${edit.component === 'agent' ? sayMembers('agent', edit.names) : `${edit.component} ${sayNames(edit.names)}`}`;
  }
}

const actions = {
  enable: 'enable %',
  disable: 'disable %',
  standby: 'put % in standby',
  activate: 'activate %',
  promote: 'promote % to primary',
  delete: 'delete broker %',
} as const;

/** `agent RDS1`, `agents RDS[01-20]`, `120 agents`. */
function sayMembers(object: string, names: readonly string[]): string {
  const listed = compressNames(names);
  if (listed.length > longestNames) return counted(names.length, object);
  return `${object}${names.length === 1 ? '' : 's'} ${listed}`;
}

function sayProperties(
  object: 'broker' | 'gateway' | 'agent' | 'provider',
  named: string,
  { server, ...others }: { server?: string } & object,
): string {
  const rename = server === undefined ? [] : [`rename to ${server}`];
  const values = Object.entries(others).map(([key, value]) => {
    return `${sayProperty(object, key)} ${sayPropertyValue(object, key, flatValue(value))}`;
  });
  return `set ${named}: ${[...rename, ...values].join(', ')}`;
}

/** Why a step comes where it does; null for a reason that needs no words. */
export function sayReason(reason: StepReason): string {
  switch (reason.kind) {
    case 'auto-promotion-paused':
      return 'auto-promotion must not act while brokers change';
    case 'auto-promotion-last':
      return 'auto-promotion is on again once all brokers are as planned';
    case 'arrives-in-standby':
      return `RAS puts it in standby, because the Site has ${counted(reason.brokers, 'broker')} already`;
    case 'before-others-leave':
      return 'another broker is active before one leaves';
    case 'before-primary-leaves':
      return `only then can ${reason.primary} be ${departures[reason.leaves]}`;
    case 'before-preferred-leaves':
      return `${reason.broker} is about to leave`;
    case 'preferred-is-active':
      return `${reason.broker} is active by now`;
    case 'no-longer-needed':
      return 'it is not the primary, and nothing prefers it';
    case 'after-high-availability':
      return `with ${reason.active} active brokers the Site has high availability for VDI`;
    case 'primary-last':
      return 'the primary changes after the other brokers';
    case 'frees-address':
      return `${reason.for} gets the address ${reason.address}`;
    case 'added-again':
      return `its ${reason.property} cannot be changed, so it is deleted and added again`;
    case 'one-site-at-a-time':
      return `it left ${reason.site} before, because it can be in one Site only`;
    case 'order-last':
      return 'the order is settled once all new brokers are there';
    case 'licensing-before-delete':
      return `only then can ${reason.site} be deleted`;
    case 'sites-leave-last':
      return 'Sites are deleted after everything else';
    case 'licensing-site-first':
      return 'the Licensing Site is upgraded first';
    case 'upgrade-order':
      return 'in each Site brokers by priority, then gateways, then hosts';
    case 'earlier-version':
      return 'no source describes the way to an earlier RAS version';
    case 'version-last':
      return 'the rules of the new version apply once every host has it';
  }
}

const departures = { delete: 'deleted', standby: 'put in standby', disable: 'disabled' } as const;

/** `1`, or `1 (2)` with another figure with standbys. */
export function shortTolerance({ withoutStandbys, withStandbys }: Tolerance): string {
  return withoutStandbys === withStandbys
    ? String(withoutStandbys)
    : `${withoutStandbys} (${withStandbys})`;
}

/** `3`, `3+1` with a standby, `4 even`. */
export function sayActive({ active, standby, even }: SiteState): string {
  const standbys = standby.length === 0 ? '' : `+${standby.length}`;
  return `${active.length}${standbys}${even ? ' even' : ''}`;
}

/** Who reconnects or moves because of a step. */
export function sayMoving({
  agentsReconnect,
  providersMove,
}: Pick<PlanStep, 'agentsReconnect' | 'providersMove'>): string {
  return [
    ...(agentsReconnect === 0 ? [] : [counted(agentsReconnect, 'agent')]),
    ...(providersMove.length === 0 ? [] : [counted(providersMove.length, 'provider')]),
  ].join(', ');
}

/** `step 2`, `steps 2, 3 and 7`. */
export function sayNumbers(numbers: readonly number[]): string {
  return `step${numbers.length === 1 ? '' : 's'} ${listed(numbers.map(String))}`;
}

/** The steps of an upgrade during which a site tolerates less than its floor. */
export function belowMeanwhile(
  steps: readonly Pick<PlanStep, 'number' | 'site' | 'meanwhile'>[],
  sites: readonly Pick<SitePlan, 'site' | 'floor'>[],
): number[] {
  return steps.flatMap(({ number, site, meanwhile }) => {
    const floor = sites.find((one) => one.site === site)?.floor;
    if (meanwhile === null || floor === undefined) return [];
    const { withoutStandbys, withStandbys } = meanwhile.tolerance;
    return withoutStandbys < floor.withoutStandbys || withStandbys < floor.withStandbys
      ? [number]
      : [];
  });
}

/** What is lost while the hosts of an upgrade step are offline. */
export function sayMeanwhile(lost: Meanwhile, component: string): string {
  const parts = [
    ...(lost.sessions ? [] : ['no session is brokered']),
    ...(lost.providersLost.length === 0
      ? []
      : [
          `lost: ${counted(lost.providersLost.length, 'provider')} (${sayNames(lost.providersLost)})`,
        ]),
    ...(lost.processesStopped.length === 0
      ? []
      : [
          `${counted(lost.processesStopped.length, 'process', 'processes')} stopped: ${lost.processesStopped.join(', ')}`,
        ]),
    ...(lost.agentsReconnect === 0
      ? []
      : [counted(lost.agentsReconnect, 'agent reconnects', 'agents reconnect')]),
    ...(lost.agentsWithoutBroker === 0
      ? []
      : [`${counted(lost.agentsWithoutBroker, 'agent')} without a broker`]),
    ...(component === 'gateway' ? [`clients through this gateway; ${lost.gatewaysLeft} left`] : []),
    ...(lost.hostsOffline === 0
      ? []
      : [`sessions on the hosts that are being upgraded: do them in batches`]),
  ];
  return component === 'broker'
    ? [...parts, `tolerance meanwhile ${shortTolerance(lost.tolerance)}`].join('; ')
    : parts.join('; ');
}
