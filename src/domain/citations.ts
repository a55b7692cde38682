/**
 * Every document that the tables lean on. A row of a table names its citations by id; `read` is the day on which
 * we last held the row against the document. Correct a RAS fact here and in its table, nowhere else.
 */

export interface Citation {
  /** Title of the guide, article or sample. */
  document: string;
  /** RAS version that the document describes. */
  version: string;
  /** Section, page or file inside of it. */
  section: string;
  /** The day it was read, ISO date. */
  read: string;
}

const read = '2026-11-20';
const adminGuide = "Parallels RAS Administrator's Guide";
const portalGuide = 'Parallels RAS Management Portal Guide';

/** The vendor's documents that tables and rules lean on, by id. */
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
    section: 'Configuring Connection Brokers (42948.htm)',
    read,
  },
  'terms-19': { document: adminGuide, version: '19', section: 'Terms', read },
  'rest-providers-19': {
    document: 'Parallels RAS REST API Guide',
    version: '19',
    section: 'Providers',
    read,
  },
  'auto-promotion-18': {
    document: adminGuide,
    version: '18',
    section: 'Secondary brokers and auto-promotion (39285.htm)',
    read,
  },
  'portal-standby-18': {
    document: portalGuide,
    version: '18',
    section: 'Adding a secondary broker (46936.htm)',
    read,
  },
  'portal-promote-18': {
    document: portalGuide,
    version: '18',
    section: 'Promoting a secondary broker (46939.htm)',
    read,
  },
  'portal-gateway-18': {
    document: portalGuide,
    version: '18',
    section: 'Secure Gateway settings (46924.htm)',
    read,
  },
  'enabling-brokers-16': {
    document: adminGuide,
    version: '16.5',
    section: 'Enabling a broker (44865.htm)',
    read,
  },
  'broker-priority-15': {
    document: adminGuide,
    version: '15 and 15.5',
    section: 'Backup brokers, priority',
    read,
  },
  'kb-124003': {
    document: 'Parallels KB 124003',
    version: '15.5 to 16.5',
    section: 'Multiple active brokers',
    read,
  },
  'kb-123255': { document: 'Parallels KB 123255', version: '17 to 19', section: 'Ports', read },
  'kb-129097': { document: 'Parallels KB 129097', version: '19 to 20', section: 'Ports', read },
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
} as const satisfies Record<string, Citation>;

/** Id of a document in `citations`. */
export type CitationId = keyof typeof citations;

/** A citation in one line, as shown below a finding. */
export function cite(id: CitationId): string {
  const { document, version, section } = citations[id];
  return `${document} (${version}), ${section}`;
}
