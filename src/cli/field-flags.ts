import * as Flags from '@oclif/core/flags';
import {
  type Field,
  type Fields,
  FarmError,
  type FlagVerb,
  flaggedFields,
  flagName,
  flatValue,
  providerTypeOf,
  typesCalled,
  type Values,
  writtenProviderTypes,
} from '../domain/model/index.js';
import { providerTypes } from '../domain/facts/index.js';
import { brokerOrAutomatic, parseDomains, splitAddresses, valueOrNone } from './values.js';

/** The flags of the properties of an object, and the properties that flags give, as the model's fields describe them. */

/** What oclif parsed, by flag. */
type ParsedFlags = Readonly<Record<string, unknown>>;

/** The flags of the command that adds or changes such an object. */
export function fieldFlags(fields: Fields, verb: FlagVerb) {
  return Object.fromEntries(
    flaggedFields(fields, verb).map(({ flag, field }) => [flag, flagOf(field, fields, verb)]),
  );
}

/**
 * The properties that the flags of a command give; those without a flag are left out.
 * @typeParam Required keys whose flags oclif requires, so that they are always there
 * @throws FarmError E_USAGE
 */
export function valuesOfFlags<F extends Fields, Required extends keyof F = never>(
  fields: F,
  verb: FlagVerb,
  flags: ParsedFlags,
): Partial<Values<F>> & Pick<Values<F>, Required> {
  const given = flaggedFields(fields, verb).filter(({ flag }) => flags[flag] !== undefined);
  const values = given.map(({ key, flag, field }) => [key, valueOf(field, flags[flag])]);
  return Object.fromEntries(values) as Partial<Values<F>> & Pick<Values<F>, Required>;
}

function flagOf(field: Field, fields: Fields, verb: FlagVerb) {
  const { kind, choices = [], flag, range } = field;
  const { help = '', presetElsewhere = false, needs } = flag ?? {};
  const isAdded = verb === 'add';
  const required = isAdded && field.required ? { required: true } : {};
  switch (kind) {
    case 'yes or no':
      return Flags.boolean({
        description: help,
        allowNo: !isAdded || presetElsewhere,
        ...(isAdded && needs !== undefined && fields[needs] !== undefined
          ? { dependsOn: [flagName(needs, fields[needs])] }
          : {}),
      });
    case 'choice':
      return Flags.option({ options: choices.map(String) })({
        description: help,
        ...required,
        ...(isAdded && field.default !== undefined
          ? { default: String(flatValue(field.default)) }
          : {}),
      });
    case 'preferred broker':
      return Flags.string({
        helpValue: 'BROKER|automatic',
        description: help,
        ...(isAdded && !presetElsewhere ? { default: 'automatic' } : {}),
      });
    case 'provider type':
      return Flags.string({
        helpValue: providerTypes.map((type) => type.name).join('|'),
        description: help,
        ...required,
      });
    case 'number':
    case 'minutes':
      return Flags.integer({
        helpValue: kind === 'number' ? 'N' : 'MINUTES',
        description: help,
        ...(range === undefined ? {} : { min: range.least, max: range.most }),
      });
    case 'IPs':
    case 'tags':
      return Flags.string({
        helpValue: kind === 'IPs' ? 'IP;IP' : 'KEY=VALUE',
        description: help,
        multiple: true,
        multipleNonGreedy: true,
      });
    case 'name':
    case 'text':
    case 'optional text':
    case 'IP':
      return Flags.string({
        helpValue: flag?.value ?? helpValues[kind],
        description: !isAdded && field.default === null ? `${help}, or none` : help,
        ...required,
      });
  }
}

const helpValues = {
  name: 'NAME',
  text: 'TEXT',
  'optional text': 'TEXT',
  IP: 'IP',
};

function valueOf(field: Field, given: unknown): unknown {
  switch (field.kind) {
    case 'yes or no':
    case 'number':
    case 'minutes':
      return given;
    case 'preferred broker':
      return brokerOrAutomatic(given as string);
    case 'provider type':
      return typeNamed(given as string);
    case 'IPs':
      return splitAddresses(given as string[]);
    case 'tags':
      return parseDomains(given as string[]);
    case 'choice':
      return field.choices?.find((choice) => String(choice) === given);
    case 'name':
    case 'text':
    case 'optional text':
    case 'IP':
      return field.default === null ? valueOrNone(given as string) : given;
  }
}

/** A type as a farm file holds it. @throws FarmError E_USAGE with the types there are */
function typeNamed(typed: string): string {
  const type = providerTypeOf(typed);
  if (type !== undefined) return type;
  const several = typesCalled(typed);
  if (several.length > 0) {
    const message = `"${typed}" can be ${several.length} provider types.`;
    throw new FarmError({
      code: 'E_USAGE',
      message,
      nextStep: `choose ${several.slice(0, -1).join(', ')} or ${several.at(-1)}`,
    });
  }
  const rows = providerTypes.map(({ name, powerShell, alsoCalled = [] }) => {
    const [other] = powerShell === undefined ? alsoCalled : [powerShell];
    return other === undefined ? name : `${name} (${other})`;
  });
  throw new FarmError({
    code: 'E_USAGE',
    message: `"${typed}" is not a provider type.`,
    typed,
    candidates: writtenProviderTypes,
    nextStep: `choose one of ${rows.join(', ')}`,
  });
}
