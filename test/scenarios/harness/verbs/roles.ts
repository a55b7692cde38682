import { findSite } from '../../../../src/domain/model/find.js';
import {
  type BrokerRoles,
  type ProcessName,
  type RoleColumn,
  type RolesResult,
  rolesOf,
  rolesOfBroker,
} from '../../../../src/domain/roles/roles.js';
import { columns } from '../say.js';
import type { Verbs } from '../verb.js';

/** Who does what. */
export const roleVerbs: Verbs = {
  /** roles [site=] [broker=]: the process table, or by broker; `source` prints its sources */
  roles: (line, farm) => {
    const source = line.flag('source');
    const site = line.option('site');
    const broker = line.option('broker');
    if (broker !== undefined)
      return { output: sayBroker(rolesOfBroker(findSite(farm, site), broker)) };
    const roles = rolesOf(farm, site);
    return { output: [...saySites(roles), ...(source ? saySource(roles) : [])] };
  },
};

function saySites({ sites }: RolesResult): string[] {
  return sites.flatMap(({ site, licensing, brokers, processes }) =>
    columns([
      [sayPlace(site, licensing), ...brokers.map(sayColumn)],
      ...processes.map(({ name, runs }) => [name, ...runs]),
    ]),
  );
}

function saySource({ source, assumptions }: RolesResult): string[] {
  return [`source: ${source}`, `assumptions: ${assumptions.join(', ')}`];
}

function sayBroker({ site, licensing, broker, ...carried }: BrokerRoles): string[] {
  return [
    `${sayColumn(broker)} of ${sayPlace(site, licensing)}`,
    sayNames('alone', carried.alone),
    sayNames('shared', carried.shared),
    sayNames('optional', carried.optional),
    sayNames('none', carried.none),
  ];
}

function sayNames(kind: string, processes: readonly ProcessName[]): string {
  const names = processes.map((process) => process.name).join(', ');
  return `  ${kind} (${processes.length}): ${names || '-'}`;
}

function sayPlace(site: string, licensing: boolean): string {
  return licensing ? `${site} (Licensing Site)` : site;
}

function sayColumn({ server, role, state }: RoleColumn): string {
  return state === 'active' ? `${server} ${role}` : `${server} ${state}`;
}
