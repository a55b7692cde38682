import type { CitationId } from './citations.js';

/**
 * The cmdlets that farm can use, in each generation of the module, with the parameters that are proven and those that are
 * only wanted. The vendor's cmdlet reference was not to be had: what nothing proves is asked of the module of the farm.
 */

/** The PowerShell modules of RAS by their names of cmdlets: PSAdmin of RAS 17, RASAdmin of RAS 18, RASAdmin since RAS 19. */
export type ModuleGeneration = '17' | '18' | '19';

/** How a parameter or a name of a cmdlet is known: from the vendor, or from the script of somebody else. */
export type CmdletEvidence = 'confirmed' | 'third-party';

/** One cmdlet in all generations of the module. */
export interface CmdletRow {
  /** The name in RASAdmin since RAS 19. */
  name: string;
  /** The names in the older modules; left out where none is known. */
  olderNames: Readonly<Partial<Record<'17' | '18', string>>>;
  /** The generations in which the name is only a guess by the pattern of the others: used if the module has it. */
  guessed: readonly ModuleGeneration[];
  /** For a status: the cmdlet that reads the objects which it is the status of. */
  statusOf?: string;
  /** Whether it only reads. What doesn't is never run by a capture. */
  readOnly: boolean;
  /** The parameters that are proven, by their newest name. */
  parameters: Readonly<Record<string, CmdletEvidence>>;
  /** Parameters that nothing proves: used only if the module of the farm has them. */
  wanted: readonly string[];
  citations: readonly CitationId[];
}

const confirmed = 'confirmed';
const thirdParty = 'third-party';

/** Possible names of the parameter for the preferred Connection Broker: they are the names of the property. */
const preferred = ['PreferredBrokerId', 'PreferredPAId'] as const;

function reading(
  name: string,
  row: Partial<Omit<CmdletRow, 'name' | 'readOnly'>> & Pick<CmdletRow, 'citations'>,
): CmdletRow {
  return { olderNames: {}, guessed: [], parameters: {}, wanted: [], ...row, name, readOnly: true };
}

function writing(
  name: string,
  row: Partial<Omit<CmdletRow, 'name' | 'readOnly'>> & Pick<CmdletRow, 'citations'>,
): CmdletRow {
  return { ...reading(name, row), readOnly: false };
}

const session: readonly CitationId[] = ['vendor-promote-sample', 'vendor-old-samples'];

/** Every cmdlet that farm could use. */
export const cmdlets: readonly CmdletRow[] = [
  reading('Get-RASVersion', {
    guessed: ['17'],
    olderNames: { '17': 'Get-RASVersion', '18': 'Get-RASVersion' },
    citations: ['inventory-18', 'workbook-21', 'toolkit-21'],
  }),
  reading('Get-RASFarmSettings', {
    guessed: ['17'],
    olderNames: { '17': 'Get-RASFarmSettings', '18': 'Get-RASFarmSettings' },
    citations: ['inventory-18'],
  }),
  reading('Get-RASSite', {
    olderNames: { '17': 'Get-Site', '18': 'Get-RASSite' },
    parameters: { Id: confirmed, Name: confirmed },
    citations: ['inventory-18', 'vendor-samples', 'workbook-21', 'toolkit-21'],
  }),
  reading('Get-RASSiteStatus', {
    statusOf: 'Get-RASSite',
    olderNames: { '17': 'Get-SiteStatus', '18': 'Get-RASSiteStatus' },
    parameters: { SiteId: confirmed },
    citations: ['inventory-18', 'vendor-samples'],
  }),
  reading('Get-RASBroker', {
    olderNames: { '17': 'Get-PA', '18': 'Get-RASPA' },
    parameters: { Server: confirmed, Site: confirmed },
    wanted: ['SiteId', 'Id'],
    citations: ['vendor-promote-sample', 'vendor-samples', 'inventory-18', 'vendor-old-samples'],
  }),
  reading('Get-RASBrokerStatus', {
    statusOf: 'Get-RASBroker',
    olderNames: { '17': 'Get-PAStatus', '18': 'Get-RASPAStatus' },
    parameters: { Server: confirmed, Id: confirmed },
    wanted: ['SiteId'],
    citations: ['vendor-samples', 'inventory-18'],
  }),
  reading('Get-RASAgent', {
    olderNames: { '17': 'Get-RASAgent', '18': 'Get-RASAgent' },
    parameters: { Server: confirmed, SiteId: confirmed, ServerType: confirmed },
    citations: ['vendor-samples', 'workbook-21', 'vendor-old-samples'],
  }),
  reading('Get-RASGateway', {
    olderNames: { '17': 'Get-GW', '18': 'Get-RASGW' },
    parameters: { Site: confirmed, SiteId: thirdParty },
    citations: ['vendor-samples', 'inventory-18'],
  }),
  reading('Get-RASGatewayStatus', {
    statusOf: 'Get-RASGateway',
    olderNames: { '17': 'Get-GWStatus', '18': 'Get-RASGWStatus' },
    wanted: ['SiteId', 'Id', 'Server'],
    citations: ['inventory-18'],
  }),
  reading('Get-RASGatewayDefaultSettings', {
    olderNames: { '17': 'Get-GWDefaultSettings', '18': 'Get-RASGWDefaultSettings' },
    guessed: ['19'],
    wanted: ['SiteId'],
    citations: ['inventory-18'],
  }),
  reading('Get-RASRDSHost', {
    olderNames: { '17': 'Get-RDS', '18': 'Get-RASRDS' },
    parameters: { SiteId: confirmed, Server: confirmed },
    citations: ['vendor-samples', 'vendor-migration-scripts', 'inventory-18'],
  }),
  reading('Get-RASRDSHostStatus', {
    statusOf: 'Get-RASRDSHost',
    olderNames: { '17': 'Get-RDSStatus', '18': 'Get-RASRDSStatus' },
    wanted: ['SiteId', 'Id', 'Server'],
    citations: ['vendor-migration-scripts', 'inventory-18'],
  }),
  reading('Get-RASRDSDefaultSettings', {
    olderNames: { '18': 'Get-RASRDSDefaultSettings' },
    guessed: ['18', '19'],
    wanted: ['SiteId'],
    citations: ['vendor-samples'],
  }),
  reading('Get-RASProvider', {
    olderNames: { '17': 'Get-VDIHost', '18': 'Get-RASProvider' },
    parameters: { SiteId: confirmed, Name: confirmed, Id: thirdParty },
    citations: ['vendor-migration-scripts', 'inventory-18', 'ansible-modules', 'workbook-21'],
  }),
  reading('Get-RASProviderStatus', {
    statusOf: 'Get-RASProvider',
    olderNames: { '17': 'Get-VDIHostStatus', '18': 'Get-RASProviderStatus' },
    wanted: ['SiteId', 'Id', 'Server'],
    citations: ['inventory-18'],
  }),
  writing('New-RASSession', {
    guessed: ['17'],
    olderNames: { '17': 'New-RASSession', '18': 'New-RASSession' },
    parameters: {
      Username: confirmed,
      Password: confirmed,
      Server: confirmed,
      Force: confirmed,
      Retries: thirdParty,
    },
    citations: session,
  }),
  writing('Remove-RASSession', {
    guessed: ['17'],
    olderNames: { '17': 'Remove-RASSession', '18': 'Remove-RASSession' },
    citations: session,
  }),
  writing('Invoke-RASApply', {
    olderNames: { '17': 'Invoke-Apply', '18': 'Invoke-RASApply' },
    guessed: ['17'],
    parameters: { FullSync: confirmed },
    citations: ['vendor-redeploy-script', 'vendor-promote-sample', 'vendor-old-samples'],
  }),
  writing('New-RASBroker', {
    olderNames: { '17': 'New-PA', '18': 'New-RASPA' },
    parameters: { Server: confirmed, Takeover: confirmed },
    wanted: ['SiteId', 'NoInstall', 'IP', 'AlternativeIPs', 'Description', 'Standby'],
    citations: ['vendor-promote-sample', 'vendor-azure-template', 'vendor-old-samples'],
  }),
  writing('Set-RASBroker', {
    olderNames: { '17': 'Set-PA', '18': 'Set-RASPA' },
    guessed: ['17', '18'],
    parameters: { Server: confirmed, Enabled: confirmed },
    wanted: ['Id', 'Standby', 'IP', 'AlternativeIPs', 'Description', 'NewServer'],
    citations: ['vendor-azure-template'],
  }),
  writing('Remove-RASBroker', {
    olderNames: { '17': 'Remove-PA', '18': 'Remove-RASPA' },
    guessed: ['17', '18', '19'],
    wanted: ['Server', 'Id'],
    citations: ['vendor-samples'],
  }),
  writing('Invoke-RASBrokerPromoteToPrimary', {
    olderNames: { '17': 'Invoke-PAPromoteToMaster', '18': 'Invoke-RASPAPromoteToMaster' },
    parameters: { Id: confirmed, Email: confirmed },
    wanted: ['Password'],
    citations: ['vendor-promote-sample', 'vendor-old-samples'],
  }),
  writing('New-RASSite', {
    olderNames: { '17': 'New-Site', '18': 'New-RASSite' },
    guessed: ['17', '18'],
    parameters: { Server: confirmed, Name: confirmed },
    citations: ['vendor-samples'],
  }),
  writing('Set-RASSite', {
    guessed: ['19'],
    wanted: ['Id', 'NewName', 'Name'],
    citations: ['vendor-samples'],
  }),
  writing('Remove-RASSite', {
    guessed: ['19'],
    wanted: ['Id', 'Name'],
    citations: ['vendor-samples'],
  }),
  writing('New-RASGateway', {
    olderNames: { '17': 'New-GW', '18': 'New-RASGW' },
    parameters: { Server: confirmed, NoRestart: thirdParty },
    wanted: ['SiteId'],
    citations: ['vendor-samples', 'ansible-modules', 'vendor-old-samples'],
  }),
  writing('Set-RASGateway', {
    olderNames: { '17': 'Set-GW', '18': 'Set-RASGW' },
    guessed: ['17', '18', '19'],
    wanted: ['Server', 'Id', 'Mode', 'GWMode', 'InheritDefaultModeSettings', ...preferred],
    citations: ['vendor-samples'],
  }),
  writing('Remove-RASGateway', {
    olderNames: { '17': 'Remove-GW', '18': 'Remove-RASGW' },
    guessed: ['17', '18'],
    parameters: { InputObject: thirdParty },
    wanted: ['Server', 'Id'],
    citations: ['ansible-modules'],
  }),
  writing('New-RASRDSHost', {
    olderNames: { '17': 'New-RDS', '18': 'New-RASRDS' },
    parameters: {
      Server: confirmed,
      SiteId: confirmed,
      Username: confirmed,
      Password: confirmed,
      NoInstall: confirmed,
    },
    citations: ['vendor-migration-scripts', 'vendor-samples', 'vendor-old-samples'],
  }),
  writing('Set-RASRDSHost', {
    olderNames: { '17': 'Set-RDS', '18': 'Set-RASRDS' },
    guessed: ['17', '18'],
    parameters: {
      Id: confirmed,
      Server: confirmed,
      SiteId: confirmed,
      InputObject: confirmed,
      Enabled: confirmed,
      Description: confirmed,
      Port: confirmed,
      MaxSessions: confirmed,
    },
    wanted: ['InheritDefaultAgentSettings', ...preferred],
    citations: ['vendor-migration-scripts', 'vendor-samples'],
  }),
  writing('Remove-RASRDSHost', {
    olderNames: { '17': 'Remove-RDS', '18': 'Remove-RASRDS' },
    guessed: ['17', '18', '19'],
    wanted: ['Server', 'Id'],
    citations: ['vendor-samples'],
  }),
  writing('New-RASProvider', {
    olderNames: { '18': 'New-RASProvider' },
    guessed: ['18'],
    parameters: {
      Server: confirmed,
      Name: confirmed,
      VMwareESXi: confirmed,
      VMwareESXiVersion: confirmed,
      VDIAgent: confirmed,
      ProviderUsername: confirmed,
      ProviderPassword: confirmed,
      Username: confirmed,
      Password: confirmed,
      Azure: confirmed,
      AzureVersion: confirmed,
      RemotePCStatic: confirmed,
      RemotePCStaticVersion: confirmed,
      VCenter: thirdParty,
      VCenterVersion: thirdParty,
      AVD: confirmed,
      AVDVersion: confirmed,
    },
    wanted: ['SiteId', 'NoInstall', ...preferred],
    citations: ['vendor-migration-scripts', 'vendor-provider-scripts', 'ansible-modules'],
  }),
  writing('Set-RASProvider', {
    olderNames: { '18': 'Set-RASProvider' },
    guessed: ['18'],
    parameters: { Id: confirmed, NewName: confirmed, Description: confirmed },
    wanted: ['InheritDefaultAgentSettings', ...preferred],
    citations: ['vendor-migration-scripts'],
  }),
  writing('Remove-RASProvider', {
    olderNames: { '18': 'Remove-RASProvider' },
    guessed: ['18'],
    parameters: { InputObject: thirdParty },
    wanted: ['Id', 'Name'],
    citations: ['ansible-modules'],
  }),
  writing('Update-RASAgent', {
    olderNames: { '18': 'Update-RASAgent' },
    guessed: ['18'],
    parameters: {
      Server: confirmed,
      SiteId: confirmed,
      InputObject: confirmed,
      Force: confirmed,
    },
    citations: ['vendor-samples'],
  }),
  writing('Remove-RASAgent', {
    olderNames: { '18': 'Remove-RASAgent' },
    guessed: ['18'],
    parameters: { Server: confirmed },
    citations: ['vendor-samples'],
  }),
];
