import type { CitationId } from './citations.js';

/** Provider types as RAS numbers and names them. */
export interface ProviderType {
  /** The name in the REST API, which a farm file holds; compared without regard to case. */
  name: string;
  /** The number in RAS data; null where no source gives one. */
  code: number | null;
  /** The switch of New-RASProvider in PowerShell, if known and different from the name. */
  powerShell?: string;
  /** What administrators also call it: no name of RAS. */
  alsoCalled?: readonly string[];
  citations: readonly CitationId[];
}

const rest: readonly CitationId[] = ['rest-providers-19'];

/** Every provider type that RAS knows. */
export const providerTypes: readonly ProviderType[] = [
  { name: 'HyperV', code: 9, citations: rest },
  { name: 'VMwareESXi', code: 10, alsoCalled: ['ESXi', 'ESX'], citations: rest },
  {
    name: 'VMwarevCenter',
    code: 15,
    powerShell: 'VCenter',
    citations: [...rest, 'vendor-provider-scripts'],
  },
  { name: 'HyperVFailover', code: 16, alsoCalled: ['Hyper-V cluster'], citations: rest },
  { name: 'Nutanix', code: 18, alsoCalled: ['AHV', 'Nutanix AHV'], citations: rest },
  { name: 'ScaleComputing', code: 20, alsoCalled: ['Scale'], citations: rest },
  { name: 'Azure', code: 21, alsoCalled: ['Microsoft Azure'], citations: rest },
  { name: 'AVD', code: 22, alsoCalled: ['Azure Virtual Desktop', 'WVD'], citations: rest },
  { name: 'RemotePCStatic', code: 23, citations: rest },
  { name: 'RemotePCDynamic', code: 24, citations: rest },
  { name: 'AWSEC2', code: 25, alsoCalled: ['AWS', 'EC2', 'Amazon EC2', 'Amazon'], citations: rest },
  // Of the Custom Provider Framework; the name is farm's own, because no source has one.
  { name: 'Custom', code: null, citations: ['custom-providers'] },
];
