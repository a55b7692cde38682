import type { CitationId } from './citations.js';

import { sameName } from './farm.js';

/** Provider types as RAS numbers and names them. */
export interface ProviderType {
  /** The name in the REST API, which a farm file holds; compared without regard to case. */
  name: string;
  /** The number in RAS data; null where no source gives one. */
  code: number | null;
  /** The switch of New-RASProvider in PowerShell, where it was seen and differs from the name. */
  powerShell?: string;
}

/** The documents that the provider types are taken from: the REST names, the PowerShell switches, custom providers. */
export const providerTypesCitations: readonly CitationId[] = [
  'rest-providers-19',
  'vendor-provider-scripts',
  'custom-providers',
];

/** Every provider type that RAS knows. */
export const providerTypes: readonly ProviderType[] = [
  { name: 'HyperV', code: 9 },
  { name: 'VMwareESXi', code: 10 },
  { name: 'VMwarevCenter', code: 15, powerShell: 'VCenter' },
  { name: 'HyperVFailover', code: 16 },
  { name: 'Nutanix', code: 18 },
  { name: 'ScaleComputing', code: 20 },
  { name: 'Azure', code: 21 },
  { name: 'AVD', code: 22 },
  { name: 'RemotePCStatic', code: 23 },
  { name: 'RemotePCDynamic', code: 24 },
  { name: 'AWSEC2', code: 25 },
  // Of the Custom Provider Framework; the name is ours, because no source gives one.
  { name: 'Custom', code: null },
];

/** Every name that a provider type can be given by: that of the REST API, or the switch of PowerShell. */
export const providerTypeNames: readonly string[] = providerTypes.flatMap(({ name, powerShell }) =>
  powerShell === undefined ? [name] : [name, powerShell],
);

/** The type's name as a farm file holds it, for any of its names in any case; undefined for what is no type. */
export function providerTypeOf(name: string): string | undefined {
  return providerTypes.find(
    (type) =>
      sameName(type.name, name) ||
      (type.powerShell !== undefined && sameName(type.powerShell, name)),
  )?.name;
}
