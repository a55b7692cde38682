import type { BrokerRoles, ProcessName, RolesResult, RoleTable } from '../domain/roles/index.js';
import { counted } from '../domain/model/index.js';
import type { Theme } from './theme.js';
import { sayAssumptions, sayRole, sayState } from './words.js';

/** Columns of the role table are numbered, so that any number of brokers fits; this is the widest cell, "yes". */
const cellWidth = 3;
/** The width of the longest process name and the frame. */
const nameWidth = 48;

/** What the cells of the table say. */
export const roleKey = 'yes: runs here   no: does not   opt: only if configured';

/** Whether a process runs on a broker, as a cell of the table. */
export function sayRuns(runs: RoleTable['processes'][number]['runs'][number]): string {
  return { yes: 'yes', no: 'no', optional: 'opt' }[runs];
}

/** The processes × brokers of each site. */
export function renderRoles(result: RolesResult, theme: Theme): string {
  return [
    ...result.sites.map((site) => renderRoleTable(site, theme)),
    `${roleKey}\n${theme.wrap(`source: ${result.source}; ${sayAssumptions(result.assumptions)}`)}`,
  ].join('\n\n');
}

/** The processes × brokers of one site. */
export function renderRoleTable(site: RoleTable, theme: Theme): string {
  const { colour } = theme;
  const brokers = site.brokers.map(
    (broker, index) =>
      `  ${index + 1} ${broker.server}: ${sayRole(broker.role, theme)}, ${sayState(broker.state, theme)}`,
  );
  const note = site.licensing
    ? 'Licensing Site'
    : 'not the Licensing Site: four processes run only on the primary there';
  const perTable = Math.max(
    1,
    Math.floor((theme.width - nameWidth) / (cellWidth + (theme.plain ? 2 : 3))),
  );
  const tables: string[] = [];
  for (let from = 0; from < site.brokers.length; from += perTable) {
    const to = Math.min(from + perTable, site.brokers.length);
    tables.push(
      theme.table(
        ['process', ...site.brokers.slice(from, to).map((_, index) => String(from + index + 1))],
        site.processes.map((row) => [
          row.name,
          ...row.runs.slice(from, to).map((runs) => {
            const paint = { yes: colour.green, no: theme.faint, optional: colour.yellow }[runs];
            return paint(sayRuns(runs));
          }),
        ]),
      ),
    );
  }
  return [`${colour.bold(site.site)} (${note})`, ...brokers, ...tables].join('\n');
}

/** The processes one broker runs alone, and those it shares. */
export function renderRolesOfBroker(result: BrokerRoles, theme: Theme): string {
  const { broker, alone, shared, optional, none } = result;
  const list = (head: string, processes: readonly ProcessName[]): string[] =>
    processes.length === 0 ? [] : ['', head, ...processes.map(({ name }) => `  ${name}`)];
  const idle = alone.length + shared.length + optional.length === 0;
  return [
    `${theme.colour.bold(broker.server)} (${broker.role}, ${broker.state}, site ${result.site}) runs ${idle ? 'nothing' : `${counted(alone.length, 'process', 'processes')} alone and shares ${shared.length}`}.`,
    ...list('only this broker (these stop with it)', alone),
    ...list('shared with other active brokers', shared),
    ...list('shared only if configured', optional),
    ...list('not on this broker', none),
  ].join('\n');
}
