import { providerTypes } from '../facts/index.js';
import { type GatewayMode, providerTypeOf } from '../model/index.js';
import type { CapturedMember } from './capture.js';
import type { EnumValue } from './values.js';

/** Values of gateways and Providers in the words of the model. */

/**
 * The mode of a gateway by its name; that of the defaults where it inherits it. Null if it wasn't captured, or only as a
 * number, which no source explains.
 */
export function gatewayModeOf(
  { mode, inherits }: CapturedMember,
  defaults: EnumValue | undefined,
): GatewayMode | null {
  const name = (inherits === true ? defaults : mode)?.name ?? null;
  if (name === null) return null;
  if (/^normal/iu.test(name)) return 'normal';
  return /^forward/iu.test(name) ? 'forwarding' : null;
}

/** The type of a Provider by name, switch of PowerShell or number; null for one that farm doesn't know. */
export function providerTypeIn({ type }: CapturedMember): string | null {
  if (type === undefined) return null;
  const byName = type.name === null ? undefined : providerTypeOf(type.name);
  const byNumber = providerTypes.find(({ code }) => code !== null && code === type.number);
  return byName ?? byNumber?.name ?? null;
}
