import type { RasVersion } from '../../domain/facts/index.js';
import { type CallValue, cmdletNameIn, type RunbookAction } from '../../domain/runbook/index.js';
import { psString } from '../powershell/quote.js';
import { psBoolean } from './script-literals.js';

/** The action as lines to paste into a PowerShell session with RASAdmin; none for the console. */
export function commandLines(
  action: RunbookAction,
  { apply, version }: { apply: boolean; version: RasVersion },
): string[] {
  const named = (cmdlet: string): string => cmdletNameIn(version, cmdlet);
  if (action.kind === 'promote') {
    const server = psString(action.broker);
    return [
      `New-RASSession -Server ${server} -Force`,
      `$broker = ${named('Get-RASBroker')} -Server ${server}`,
      `${named('Invoke-RASBrokerPromoteToPrimary')} -Id $broker.Id -Email 'E-MAIL OF MY ACCOUNT'`,
      '# The promotion logs the session out.',
      `New-RASSession -Server ${server}`,
      named('Invoke-RASApply'),
    ];
  }
  if (action.kind !== 'cmdlet') return [];
  const calls = action.calls.map(({ cmdlet, arguments: given }) =>
    [
      named(cmdlet),
      ...Object.entries(given).map(([key, value]) => printArgument(key, value, named)),
    ].join(' '),
  );
  return [...calls, ...(apply ? [named('Invoke-RASApply')] : [])];
}

type Named = (cmdlet: string) => string;

function printArgument(key: string, value: CallValue, named: Named): string {
  if (typeof value === 'string') return `-${key} ${psString(value)}`;
  if (typeof value === 'boolean') return `-${key} ${psBoolean(value)}`;
  return `-${key} ${lookUp(value, named)}`;
}

/** An expression that looks an id up by name, as the script does. */
function lookUp(value: Exclude<CallValue, string | boolean>, named: Named): string {
  if ('idOfSite' in value) return `(${named('Get-RASSite')} -Name ${psString(value.idOfSite)}).Id`;
  if ('idOfBroker' in value) {
    if (value.idOfBroker === null) return '0';
    return `(${named('Get-RASBroker')} -Server ${psString(value.idOfBroker)}).Id`;
  }
  if ('idOfProvider' in value)
    return `(${named('Get-RASProvider')} -Name ${psString(value.idOfProvider)}).Id`;
  const [cmdlet, key] =
    value.object === 'gateway' ? ['Get-RASGateway', 'Server'] : ['Get-RASProvider', 'Name'];
  return `(${named(cmdlet)} | Where-Object { $_.${key} -eq ${psString(value.name)} })`;
}
