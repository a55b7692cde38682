import {
  command,
  type NextStep,
  placeholder,
  sentence,
  suggestedCommand,
} from '../domain/command-line.js';
import { FarmError } from '../domain/errors.js';
import type { Farm } from '../domain/farm.js';

/** What is said where a wizard would ask but nobody can be asked: never a prompt that hangs. */

/** `farm broker add` without SERVER, or with --interactive. `site` is the one that flags or preferences name. */
export function brokerInputRequired(
  farm: Farm,
  { server, site }: { server: string | undefined; site: string | undefined },
): FarmError {
  if (server !== undefined) {
    return inputRequired(
      'farm broker add --interactive',
      ['a terminal'],
      'leave --interactive out',
    );
  }
  const missing = [
    'SERVER',
    ...(farm.sites.length > 1 && site === undefined ? ['--site NAME'] : []),
  ];
  const nextStep = suggestedCommand('broker add', {
    args: [placeholder('SERVER')],
    options: [
      ...(missing.length > 1 ? ([['--site', placeholder('NAME')]] as const) : []),
      ['--ip', placeholder('IP')],
    ],
  });
  return inputRequired('farm broker add', missing, nextStep);
}

/** `farm init` without --broker. */
export function newFarmInputRequired(): FarmError {
  const nextStep = sentence`${command`init --broker SERVER --ip IP`}, or ${command`init --example`}`;
  return inputRequired('farm init', ['--broker SERVER'], nextStep);
}

function inputRequired(name: string, missing: readonly string[], nextStep: NextStep): FarmError {
  return new FarmError({
    code: 'E_INPUT_REQUIRED',
    message: `${name} needs ${missing.join(' and ')}.`,
    why: 'Nobody can be asked here: there is no terminal, or CI, --no-input or --json is set.',
    nextStep,
  });
}
