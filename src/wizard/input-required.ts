import {
  type NextStep,
  placeholder,
  sentence,
  suggestedCommand,
  FarmError,
  type Farm,
} from '../domain/model/index.js';
import type { NewFarmPlace } from '../domain/status/index.js';

/** The error where a wizard would ask but can't prompt: never a prompt that hangs. */

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
    site: farm.sites.length > 1 && site !== undefined ? site : null,
  });
  return inputRequired('farm broker add', missing, nextStep);
}

/** `farm site add` without NAME or --broker. */
export function siteInputRequired(name: string | undefined, broker: string | undefined): FarmError {
  const missing = [
    ...(name === undefined ? ['NAME'] : []),
    ...(broker === undefined ? ['--broker SERVER'] : []),
  ];
  const nextStep = suggestedCommand('site add', {
    args: [name ?? placeholder('NAME')],
    options: [
      ['--broker', broker ?? placeholder('SERVER')],
      ['--ip', placeholder('IP')],
    ],
  });
  return inputRequired('farm site add', missing, nextStep);
}

/** `farm broker replace` without OLD or NEW. */
export function replacementInputRequired(old: string | undefined, site?: string): FarmError {
  const nextStep = suggestedCommand('broker replace', {
    args: [old ?? placeholder('OLD'), placeholder('NEW')],
    options: [['--ip', placeholder('IP')]],
    site: site ?? null,
  });
  return inputRequired(
    'farm broker replace',
    old === undefined ? ['OLD', 'NEW'] : ['NEW'],
    nextStep,
  );
}

/** `farm init` without --broker, for a farm in that place. */
export function newFarmInputRequired(place: NewFarmPlace): FarmError {
  const where: [flag: string, value: string | null][] =
    place === null ? [] : place === 'own' ? [['--own', null]] : [['--file', place.file]];
  const begin = suggestedCommand('init', {
    options: [['--broker', placeholder('SERVER')], ['--ip', placeholder('IP')], ...where],
  });
  const example = suggestedCommand('init', { options: [['--example', null], ...where] });
  const nextStep = sentence`${begin}, or ${example}`;
  return inputRequired('farm init', ['--broker SERVER'], nextStep);
}

/** `farm advise --interactive`. */
export function adviceInputRequired(): FarmError {
  const nextStep = 'leave --interactive out';
  return inputRequired('farm advise --interactive', ['a terminal'], nextStep);
}

function inputRequired(name: string, missing: readonly string[], nextStep: NextStep): FarmError {
  return new FarmError({
    code: 'E_INPUT_REQUIRED',
    message: `${name} needs ${missing.join(' and ')}.`,
    why: "farm can't prompt here: there is no terminal, or CI, --no-input or --json is set.",
    nextStep,
  });
}
