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
  {
    name: 'HyperV',
    code: 9,
    alsoCalled: ['Microsoft Hyper-V', 'Hyper-V Server', 'Hyper-V host'],
    citations: rest,
  },
  {
    name: 'VMwareESXi',
    code: 10,
    alsoCalled: ['ESXi', 'ESX', 'VMware ESX', 'ESXi host', 'vSphere ESXi', 'VMware vSphere ESXi'],
    citations: rest,
  },
  {
    name: 'VMwarevCenter',
    code: 15,
    powerShell: 'VCenter',
    alsoCalled: [
      'vCenter Server',
      'VMware vCenter Server',
      'vSphere vCenter',
      'VMware vSphere vCenter',
      'vCenter Server Appliance',
      'VCSA',
    ],
    citations: [...rest, 'vendor-provider-scripts'],
  },
  {
    name: 'HyperVFailover',
    code: 16,
    alsoCalled: [
      'Hyper-V cluster',
      'Hyper-V Failover Cluster',
      'Hyper-V Failover Clustering',
      'Microsoft Hyper-V Failover Cluster',
      'Failover Cluster',
    ],
    citations: rest,
  },
  {
    name: 'Nutanix',
    code: 18,
    alsoCalled: ['AHV', 'Nutanix AHV', 'Nutanix Acropolis', 'Acropolis'],
    citations: rest,
  },
  {
    name: 'ScaleComputing',
    code: 20,
    alsoCalled: ['Scale', 'Scale Computing HC3', 'Scale HC3', 'HC3'],
    citations: rest,
  },
  {
    name: 'Azure',
    code: 21,
    alsoCalled: ['Microsoft Azure', 'MS Azure', 'Azure VM', 'Azure VMs'],
    citations: rest,
  },
  {
    name: 'AVD',
    code: 22,
    alsoCalled: ['Azure Virtual Desktop', 'Microsoft AVD', 'Windows Virtual Desktop', 'WVD'],
    citations: rest,
  },
  { name: 'RemotePCStatic', code: 23, alsoCalled: ['Static Remote PC'], citations: rest },
  { name: 'RemotePCDynamic', code: 24, alsoCalled: ['Dynamic Remote PC'], citations: rest },
  {
    name: 'AWSEC2',
    code: 25,
    alsoCalled: [
      'AWS',
      'EC2',
      'Amazon EC2',
      'Amazon',
      'Amazon AWS',
      'Amazon Web Services',
      'Amazon Web Services EC2',
      'Amazon AWS EC2',
      'Amazon Elastic Compute Cloud',
    ],
    citations: rest,
  },
  // Of the Custom Provider Framework; the name is farm's own, because no source has one.
  {
    name: 'Custom',
    code: null,
    alsoCalled: ['Custom Provider', 'Custom Provider Framework'],
    citations: ['custom-providers'],
  },
];
