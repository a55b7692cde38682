/**
 * Every document that the tables are based on. A row of a table has its citations by id; `read` is the day on which the
 * row was last compared with the document. Correct a RAS fact here and in its table, nowhere else.
 */

export interface Citation {
  /** Title of the guide, article or sample. */
  document: string;
  /** RAS version that the document describes. */
  version: string;
  /** Section, page or file in it: its title, or "on …" if the title is not known. */
  section: string;
  /** The day it was read, ISO date. */
  read: string;
}

const read = '2026-11-20';
const readPowerShell = '2026-11-21';
const adminGuide = "Parallels RAS Administrator's Guide";
const portalGuide = 'Parallels RAS Management Portal Guide';

/** The vendor's documents that tables and rules are based on, by id. */
export const citations = {
  'secondary-brokers-21': {
    document: adminGuide,
    version: '21',
    section: 'Secondary Connection Brokers',
    read,
  },
  'connection-broker-21': {
    document: adminGuide,
    version: '21',
    section: 'RAS Connection Broker',
    read,
  },
  'guest-agent-ports-21': {
    document: adminGuide,
    version: '21',
    section: 'Port reference: Guest Agent',
    read,
  },
  'portal-ports-20': {
    document: portalGuide,
    version: '20 and 21',
    section: 'Port reference: RAS Connection Broker',
    read,
  },
  'portal-load-20': {
    document: portalGuide,
    version: '20',
    section: 'Secondary Connection Brokers, load of ten hosts over two brokers',
    read,
  },
  'adding-a-site-20': { document: adminGuide, version: '20', section: 'Adding a Site', read },
  'vdi-high-availability-19': {
    document: adminGuide,
    version: '19',
    section: 'Enabling high availability for VDI',
    read,
  },
  'configuring-brokers-19': {
    document: adminGuide,
    version: '19',
    section: 'Configuring Connection Brokers (Properties, 42948.htm)',
    read,
  },
  'managing-brokers-20': {
    document: adminGuide,
    version: '19 and 20',
    section: 'Managing Secondary Connection Brokers',
    read,
  },
  'managing-brokers-18': {
    document: adminGuide,
    version: '18',
    section: 'Managing Secondary Publishing Agents (39285.htm)',
    read,
  },
  'managing-brokers-16': {
    document: adminGuide,
    version: '16.5 and 17',
    section: 'Managing Secondary Publishing Agents (39285.htm)',
    read,
  },
  'portal-auto-promotion-20': {
    document: portalGuide,
    version: '20',
    section: 'on auto-promotion',
    read,
  },
  'terms-19': { document: adminGuide, version: '19', section: 'Terms', read },
  'rest-providers-19': {
    document: 'Parallels RAS REST API Guide',
    version: '19',
    section: 'Providers',
    read,
  },
  'portal-standby-18': {
    document: portalGuide,
    version: '18',
    section: 'on standby (46936.htm)',
    read,
  },
  'portal-promote-18': {
    document: portalGuide,
    version: '18',
    section: 'Manage RAS Publishing Agents (46939.htm)',
    read,
  },
  'portal-gateways-18': {
    document: portalGuide,
    version: '18',
    section: 'Gateways (46868.htm)',
    read,
  },
  'portal-gateway-18': {
    document: portalGuide,
    version: '18',
    section: 'on the preferred broker of a gateway (46924.htm)',
    read,
  },
  'enabling-brokers-16': {
    document: adminGuide,
    version: '16.5',
    section: 'on enabling a server, and standby (44865.htm)',
    read,
  },
  'managing-brokers-15': {
    document: adminGuide,
    version: '15 and 15.5',
    section: 'on the priority of backup Publishing Agents (39285.htm)',
    read,
  },
  'kb-124003': {
    document: 'Parallels KB 124003',
    version: '15.5 to 16.5',
    section: 'Multiple Active Publishing Agents',
    read,
  },
  'kb-123255': { document: 'Parallels KB 123255', version: '17 to 19', section: 'Ports', read },
  'kb-129097': { document: 'Parallels KB 129097', version: '19 to 20', section: 'Ports', read },
  'rest-basics': {
    document: 'Parallels RAS REST API Guide',
    version: '17 to 21',
    section: 'on the base address',
    read,
  },
  'vendor-promote-sample': {
    document: 'GitHub Parallels/RAS-PowerShell',
    version: 'cf4012a',
    section: 'Samples/BrokerPromoteSample.ps1',
    read,
  },
  'name-map': {
    document: 'GitHub Parallels/RAS-PowerShell and CarlWebster/Parallels-RAS-V18.0-Doc-Script',
    version: 'cf4012a and 642ee85',
    section: 'cmdlets of PSAdmin, RASAdmin 18, and RASAdmin 19 to 21',
    read: readPowerShell,
  },
  'rest-brokers-20': {
    document: 'Parallels RAS REST API Guide',
    version: '20',
    section: 'Connection Brokers, Sites and Agents',
    read: readPowerShell,
  },
  'rest-gateway-sample': {
    document: 'Parallels RAS REST API Guide',
    version: '19',
    section: 'Connection Broker and Secure Gateway sample, RDS sample',
    read: readPowerShell,
  },
  'vendor-provider-scripts': {
    document: 'GitHub Parallels/RAS-PowerShell',
    version: 'cf4012a',
    section: 'RAS_Azure_MP_Register.ps1 and Tools/PSW-RAS Migration (switches of New-RASProvider)',
    read,
  },
  'custom-providers': {
    document: 'GitHub Parallels/RAS-PowerShell',
    version: 'cf4012a',
    section: 'Custom-Provider-Framework/README.md',
    read,
  },
  'vendor-upgrade-script': {
    document: 'GitHub Parallels/RAS-PowerShell',
    version: 'cf4012a',
    section: 'Samples/UpgradeRASFarm.ps1',
    read,
  },
  'vendor-azure-template': {
    document: 'GitHub Parallels/RAS-PowerShell',
    version: 'cf4012a',
    section: 'RAS-Azure-Marketplace: mainTemplate.bicep, RAS_Azure_MP_Primary_CB.ps1',
    read,
  },
  'vendor-host-script': {
    document: 'GitHub Parallels/RAS-PowerShell',
    version: 'cf4012a',
    section: 'Install-RDSessionHost.ps1',
    read,
  },
  'vendor-broker-script': {
    document: 'GitHub Parallels/RAS-PowerShell',
    version: 'cf4012a',
    section: 'ARM-templates-fberson/Install-PublishingAgent.ps1',
    read,
  },
  'vendor-samples': {
    document: 'GitHub Parallels/RAS-PowerShell',
    version: 'cf4012a',
    section: 'Samples: StatusInfoSample, RASAgentSample, FarmSample, UpgradeRASFarm (.ps1)',
    read: readPowerShell,
  },
  'vendor-migration-scripts': {
    document: 'GitHub Parallels/RAS-PowerShell',
    version: 'cf4012a',
    section: 'Tools/PSW-RAS Migration/3_import (.ps1), GradualPowerOff.ps1',
    read: readPowerShell,
  },
  'vendor-redeploy-script': {
    document: 'GitHub Parallels/RAS-PowerShell',
    version: 'cf4012a',
    section: 'RAS-Template-update/schedule-template-redeploy.ps1',
    read: readPowerShell,
  },
  'vendor-old-samples': {
    document: 'GitHub Parallels/RAS-PowerShell',
    version: '30c169a and e5cbac6',
    section: 'the samples with the names of RAS 17 and 18',
    read: readPowerShell,
  },
  'inventory-18': {
    document: 'GitHub CarlWebster/Parallels-RAS-V18.0-Doc-Script',
    version: '642ee85',
    section: 'RAS_Inventory_V2.ps1 and its version for RAS 17',
    read: readPowerShell,
  },
  'workbook-21': {
    document: 'GitHub SilvioDB/azure-parallels-ras-workbook',
    version: '20 and 21',
    section: 'collector/Collect-RasInventory.ps1, Test-RasFields.ps1',
    read: readPowerShell,
  },
  'toolkit-21': {
    document: 'Parallels RAS 21.2 PowerShell Toolkit',
    version: '21.2',
    section: 'a script with RASAdmin API v5',
    read: readPowerShell,
  },
  'ansible-modules': {
    document: 'Ansible modules for Parallels RAS',
    version: 'not stated',
    section: 'gateways and Providers',
    read: readPowerShell,
  },
} as const satisfies Record<string, Citation>;

/** Id of a document in `citations`. */
export type CitationId = keyof typeof citations;

/** A citation in one line, as shown below a finding. */
export function cite(id: CitationId): string {
  const { document, version, section } = citations[id];
  return `${document} (${version}), ${section}`;
}
