import type { CitationId } from './citations.js';

/** Provider types as RAS numbers and names them. */
export interface ProviderType {
  /** The name in RAS PowerShell and REST; compared without regard to case. */
  name: string;
  /** The number in RAS data. */
  code: number;
}

/** The document that the provider types are taken from. */
export const providerTypesCitation: CitationId = 'rest-providers-19';

/** Every provider type that RAS knows. */
export const providerTypes: readonly ProviderType[] = [
  { name: 'HyperV', code: 9 },
  { name: 'VMwareESXi', code: 10 },
  { name: 'VMwarevCenter', code: 15 },
  { name: 'HyperVFailover', code: 16 },
  { name: 'Nutanix', code: 18 },
  { name: 'ScaleComputing', code: 20 },
  { name: 'Azure', code: 21 },
  { name: 'AVD', code: 22 },
  { name: 'RemotePCStatic', code: 23 },
  { name: 'RemotePCDynamic', code: 24 },
  { name: 'AWSEC2', code: 25 },
];
