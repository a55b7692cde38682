import { cmdlets, type ModuleGeneration, type RasVersion } from '../facts/index.js';
import type { CmdletCall, KnownModule } from './runbook-types.js';

/** What a script may rely on: the proven cmdlets and parameters, and those that the module of this farm has. */
export interface Proofs {
  generation: ModuleGeneration;
  /** Null if there is no capture. */
  module: KnownModule | null;
}

/** The generation of the module that belongs to a RAS version: their versions must match. */
export function generationOf(version: RasVersion): ModuleGeneration {
  if (version <= 17) return '17';
  return version === 18 ? '18' : '19';
}

/** The name of a cmdlet in the module of a RAS version; the newest where no older one is known. */
export function cmdletNameIn(version: RasVersion, cmdlet: string): string {
  const generation = generationOf(version);
  const row = cmdlets.find(({ name }) => name === cmdlet);
  return generation === '19' ? cmdlet : (row?.olderNames[generation] ?? cmdlet);
}

/** How the calls are proven; null if one isn't, or the module of this farm lacks it. */
export function proofOf(
  proofs: Proofs,
  calls: readonly CmdletCall[],
): 'documented' | 'module' | null {
  const each = calls.map(({ cmdlet, arguments: given }) =>
    proofOfCall(proofs, cmdlet, Object.keys(given)),
  );
  if (each.includes(null)) return null;
  return each.includes('module') ? 'module' : 'documented';
}

/** The first of the parameters that the module of this farm has; null without a capture, or if it has none of them. */
export function parameterInModule(
  proofs: Proofs,
  cmdlet: string,
  names: readonly string[],
): string | null {
  const known = knownParameters(proofs, cmdlet);
  if (!Array.isArray(known)) return null;
  const has = new Set(known.map((name) => name.toLowerCase()));
  return names.find((name) => has.has(name.toLowerCase())) ?? null;
}

function proofOfCall(
  proofs: Proofs,
  cmdlet: string,
  parameters: readonly string[],
): 'documented' | 'module' | null {
  const known = knownParameters(proofs, cmdlet);
  if (known === null) return null;
  const isDocumented = documents(proofs, cmdlet, parameters);
  if (known === undefined) return isDocumented ? 'documented' : null;
  const has = new Set(known.map((name) => name.toLowerCase()));
  if (!parameters.every((name) => has.has(name.toLowerCase()))) return null;
  return isDocumented ? 'documented' : 'module';
}

function documents({ generation }: Proofs, cmdlet: string, parameters: readonly string[]): boolean {
  const row = cmdlets.find(({ name }) => name === cmdlet);
  if (row === undefined || row.guessed.includes(generation)) return false;
  if (generation !== '19' && row.olderNames[generation] === undefined) return false;
  return parameters.every((name) => row.parameters[name] === 'confirmed');
}

/** The parameters in the module of this farm; null if it lacks the cmdlet, undefined if the capture doesn't say. */
function knownParameters({ module }: Proofs, cmdlet: string): readonly string[] | null | undefined {
  if (module === null) return undefined;
  const row = cmdlets.find(({ name }) => name === cmdlet);
  const names = [cmdlet, row?.olderNames['18'], row?.olderNames['17']];
  const reported = names.map((name) => (name === undefined ? undefined : module.parameters[name]));
  return reported.find((one) => Array.isArray(one)) ?? reported.find((one) => one === null);
}
