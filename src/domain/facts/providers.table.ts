import type { CitationId } from './citations.js';

/** Provider types as RAS numbers and names them. */
export interface ProviderType {
  /** The name in the REST API, which a farm file holds; compared without regard to case. */
  name: string;
  /** The number in RAS data; null where no source gives one. */
  code: number | null;
  /** The switch of New-RASProvider in PowerShell, if known and different from the name. */
  powerShell?: string;
  citations: readonly CitationId[];
}

const rest: readonly CitationId[] = ['rest-providers-19'];

/** Every provider type that RAS knows. */
export const providerTypes: readonly ProviderType[] = [
  { name: 'HyperV', code: 9, citations: rest },
  { name: 'VMwareESXi', code: 10, citations: rest },
  {
    name: 'VMwarevCenter',
    code: 15,
    powerShell: 'VCenter',
    citations: [...rest, 'vendor-provider-scripts'],
  },
  { name: 'HyperVFailover', code: 16, citations: rest },
  { name: 'Nutanix', code: 18, citations: rest },
  { name: 'ScaleComputing', code: 20, citations: rest },
  { name: 'Azure', code: 21, citations: rest },
  { name: 'AVD', code: 22, citations: rest },
  { name: 'RemotePCStatic', code: 23, citations: rest },
  { name: 'RemotePCDynamic', code: 24, citations: rest },
  { name: 'AWSEC2', code: 25, citations: rest },
  // Of the Custom Provider Framework; the name is farm's own, because no source has one.
  { name: 'Custom', code: null, citations: ['custom-providers'] },
];
