import {
  consoleSteps,
  type ConsoleStepId,
  type StatementId,
  statements,
} from '../../domain/facts/index.js';
import { counted, listed, printDuration } from '../../domain/model/index.js';
import { sayNames } from '../words.js';
import type { ConsoleAction, ConsoleValue, RunbookAction } from '../../domain/runbook/index.js';

/** What the administrator does in the RAS Console, line by line: where, what, and what the vendor says about it. */
export function sayConsole(action: ConsoleAction): string[] {
  const row = consoleSteps[action.step];
  const said: readonly StatementId[] = row.statements;
  return [
    ...(row.path === null ? [] : [sayPath(action.site, row.path)]),
    instructions[action.step](action),
    ...said.map((id) => statements[id].says),
  ];
}

/** The same in one line, without what the vendor says about it. */
export function sayConsoleBriefly(action: ConsoleAction): string {
  const { path } = consoleSteps[action.step];
  const where = path === null || path.length === 0 ? '' : `${sayPath(action.site, path)}. `;
  return where + instructions[action.step](action);
}

/** "Site Berlin > Connection Brokers > Properties > Standby". */
function sayPath(site: string | null, path: readonly string[]): string {
  if (path.length === 0) return 'No page that farm cites says where in the RAS Console this is.';
  return [...(site === null ? [] : [`Site ${site}`]), ...path].join(' > ');
}

const instructions: Readonly<Record<ConsoleStepId, (action: ConsoleAction) => string>> = {
  'add-broker': (action) =>
    `Add the Connection Broker ${name(action)}${sayOptions(action, '; in the wizard: ')}.`,
  'enable-broker': (action) => `Select ${name(action)}. Set: ${sayValues(action)}.`,
  'standby-broker': (action) => `Select ${name(action)}. Set: ${sayValues(action)}.`,
  'set-broker': (action) => `Select ${name(action)}. Set: ${sayValues(action)}.`,
  'promote-broker': (action) =>
    `Open the RAS Console on the server ${name(action)} itself, select ${name(action)}, and promote it.`,
  'delete-broker': (action) => `Delete the Connection Broker ${name(action)}.`,
  'move-broker': sayMove,
  'auto-promotion': (action) => `Set: ${sayValues(action)}.`,
  'add-gateway': (action) => `Add the gateway ${name(action)} to site ${action.site}.`,
  'set-gateway': (action) => `Select the gateway ${name(action)}. Set: ${sayValues(action)}.`,
  'delete-gateway': (action) => `Delete the gateway ${name(action)}.`,
  'add-agents': ({ names, site, values }) =>
    `Add ${counted(names.length, 'agent')} (${say(values['kind'])}) to site ${site}: ${sayNames(names)}.`,
  'delete-agents': ({ names, site }) => `Delete from site ${site}: ${sayNames(names)}.`,
  'prefer-for-agents': (action) => `Set for ${sayNames(action.names)}: ${sayValues(action)}.`,
  'add-provider': (action) =>
    `Add the Provider ${name(action)} to site ${action.site}. Set: ${sayValues(action)}.`,
  'delete-provider': (action) => `Delete the Provider ${name(action)} of site ${action.site}.`,
  'prefer-for-providers': (action) => `Set for ${sayNames(action.names)}: ${sayValues(action)}.`,
  'add-site': (action) => `Add a site. Set: ${sayValues(action)}.`,
  'rename-site': (action) => `Rename site ${action.site}. Set: ${sayValues(action)}.`,
  'delete-site': ({ site }) => `Delete site ${site} with everything in it.`,
  'licensing-site': ({ site }) => `Make site ${site} the Licensing Site.`,
  'rename-farm': (action) => `Rename the farm. Set: ${sayValues(action)}.`,
  'earlier-version': ({ values }) =>
    `Bring the farm back to RAS ${say(values['version'])}. No source of farm describes how: ask the vendor first.`,
  'install-version': ({ names, values }) =>
    `Install RAS ${say(values['version'])} on ${sayNames(names)}, and wait until it runs.${
      values['module'] === true
        ? ' The PowerShell module must have the version of the Connection Broker: if it no longer has, update it on this machine, and begin this step again.'
        : ''
    }`,
};

/** What one part of a step is about, such as "properties of CB2". */
export function sayPart(action: RunbookAction): string {
  if (action.kind === 'model-only') return 'model only';
  const { step, names, site } = action.kind === 'console' ? action : action.console;
  const of =
    names.length === 0 ? (site === null ? '' : ` of site ${site}`) : ` of ${sayNames(names)}`;
  return parts[step] + of;
}

const parts: Readonly<Record<ConsoleStepId, string>> = {
  'add-broker': 'addition',
  'enable-broker': 'Enable Server in site',
  'standby-broker': 'standby',
  'set-broker': 'properties',
  'promote-broker': 'promotion',
  'delete-broker': 'deletion',
  'move-broker': 'order',
  'auto-promotion': 'auto-promotion',
  'add-gateway': 'addition',
  'set-gateway': 'settings',
  'delete-gateway': 'deletion',
  'add-agents': 'addition',
  'delete-agents': 'deletion',
  'prefer-for-agents': 'preferred Connection Broker',
  'add-provider': 'addition',
  'delete-provider': 'deletion',
  'prefer-for-providers': 'preferred Connection Broker',
  'add-site': 'addition',
  'rename-site': 'name',
  'delete-site': 'deletion',
  'licensing-site': 'Licensing Site',
  'rename-farm': 'name of the farm',
  'earlier-version': 'version',
  'install-version': 'version',
};

function name({ names }: ConsoleAction): string {
  return sayNames(names);
}

function sayMove({ names, values }: ConsoleAction): string {
  const { order, ...moves } = values;
  const wanted = `until the order is: ${Array.isArray(order) ? order.join(', ') : ''}`;
  const [move] = Object.entries(moves);
  if (move === undefined) return `Move the secondaries ${wanted}.`;
  return `Select ${listed([...names])}. ${move[0]}, ${counted(Number(move[1]), 'time')}, ${wanted}.`;
}

function sayOptions({ values }: ConsoleAction, lead: string): string {
  const on = Object.keys(values);
  return on.length === 0 ? '' : lead + on.join(', ');
}

function sayValues({ values }: ConsoleAction): string {
  return Object.entries(values)
    .map(([label, value]) =>
      label === 'minutes' ? `after ${printDuration(Number(value))}` : `${label} = ${say(value)}`,
    )
    .join('; ');
}

function say(value: ConsoleValue | undefined): string {
  if (value === null || value === undefined) return 'Automatic';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'object') return value.length === 0 ? '(empty)' : value.join(';');
  return value === '' ? '(empty)' : String(value);
}

/** Whether a step is made on the servers themselves, not in the console. */
export function isByHand(step: ConsoleStepId): boolean {
  return step === 'install-version' || step === 'earlier-version';
}

/** Where an action is made by hand: in the console, or on the servers. */
export function placeOf({ step }: ConsoleAction): string {
  return isByHand(step) ? 'on the servers' : 'in the RAS Console';
}
