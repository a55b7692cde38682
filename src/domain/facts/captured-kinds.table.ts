import type { CitationId } from './citations.js';

/** What a capture reads about one kind of object, and by which names it is known. */
export interface CapturedKindRow {
  /** Cmdlets that list it, in all module generations; compared without regard to case. */
  cmdlets: readonly string[];
  /** Resources of the REST API, without `/api/`. */
  rest: readonly string[];
  /** Names that people give to a file of it, without spaces and dashes. */
  files: readonly string[];
  /** Sets of properties, in lower case; an object that has all of one set is of this kind. */
  marks: readonly (readonly string[])[];
  citations: readonly CitationId[];
}

/** Every kind of object that farm reads from a capture. Other cmdlets are counted and left out. Of two marks the later kind wins. */
export const capturedKinds = {
  site: {
    cmdlets: ['Get-RASSite', 'Get-Site'],
    rest: ['Site'],
    files: ['site', 'sites'],
    marks: [['licensingsite']],
    citations: ['name-map', 'rest-brokers-20'],
  },
  'site-status': {
    cmdlets: ['Get-RASSiteStatus', 'Get-SiteStatus'],
    rest: ['Site/status'],
    files: ['sitestatus'],
    marks: [],
    citations: ['name-map', 'inventory-18'],
  },
  broker: {
    cmdlets: ['Get-RASBroker', 'Get-RASPA', 'Get-PA'],
    rest: ['Broker', 'PA'],
    files: ['broker', 'brokers', 'connectionbrokers', 'publishingagents', 'pas'],
    marks: [
      ['priority', 'server'],
      ['standby', 'server'],
      ['alternativeips', 'server'],
    ],
    citations: ['name-map', 'rest-brokers-20'],
  },
  'broker-status': {
    cmdlets: ['Get-RASBrokerStatus', 'Get-RASPAStatus', 'Get-PAStatus'],
    rest: [],
    files: ['brokerstatus', 'pastatus'],
    marks: [],
    citations: ['name-map', 'inventory-18'],
  },
  gateway: {
    cmdlets: ['Get-RASGateway', 'Get-RASGW', 'Get-GW'],
    rest: ['Gateway'],
    files: ['gateway', 'gateways', 'gws'],
    marks: [['inheritdefaultmodesettings'], ['gwmode'], ['mode', 'server']],
    citations: ['name-map', 'rest-gateway-sample'],
  },
  'gateway-status': {
    cmdlets: ['Get-RASGatewayStatus', 'Get-RASGWStatus', 'Get-GWStatus'],
    rest: ['Gateway/status'],
    files: ['gatewaystatus', 'gwstatus'],
    marks: [],
    citations: ['name-map'],
  },
  'gateway-defaults': {
    cmdlets: ['Get-RASGatewayDefaultSettings', 'Get-RASGWDefaultSettings', 'Get-GWDefaultSettings'],
    rest: [],
    files: ['gatewaydefaultsettings', 'gwdefaultsettings'],
    marks: [],
    citations: ['name-map'],
  },
  'rds-host': {
    cmdlets: ['Get-RASRDSHost', 'Get-RASRDS', 'Get-RDS'],
    rest: ['RDS/Host', 'RDS'],
    files: ['rdshost', 'rdshosts', 'rds', 'rdsessionhosts'],
    marks: [
      ['inheritdefaultagentsettings', 'server', 'preferredpaid'],
      ['inheritdefaultagentsettings', 'server', 'preferredbrokerid'],
    ],
    citations: ['name-map', 'rest-gateway-sample'],
  },
  'rds-host-status': {
    cmdlets: ['Get-RASRDSHostStatus', 'Get-RASRDSStatus', 'Get-RDSStatus'],
    rest: [],
    files: ['rdshoststatus', 'rdsstatus'],
    marks: [],
    citations: ['name-map'],
  },
  'rds-host-defaults': {
    cmdlets: ['Get-RASRDSDefaultSettings', 'Get-RDSDefaultSettings'],
    rest: [],
    files: ['rdsdefaultsettings'],
    marks: [],
    citations: ['inventory-18'],
  },
  provider: {
    cmdlets: ['Get-RASProvider', 'Get-RASVDIHost', 'Get-VDIHost'],
    rest: ['Provider'],
    files: ['provider', 'providers', 'vdihosts'],
    marks: [['vdiagent'], ['vditype'], ['providerusername']],
    citations: ['name-map', 'rest-providers-19'],
  },
  'provider-status': {
    cmdlets: ['Get-RASProviderStatus', 'Get-RASVDIHostStatus', 'Get-VDIHostStatus'],
    rest: ['Provider/Status'],
    files: ['providerstatus', 'vdihoststatus'],
    marks: [],
    citations: ['name-map', 'rest-providers-19'],
  },
  agent: {
    cmdlets: ['Get-RASAgent'],
    rest: ['Agent'],
    files: ['agent', 'agents'],
    marks: [['agentstate', 'servertype']],
    citations: ['vendor-samples', 'rest-brokers-20'],
  },
  version: {
    cmdlets: ['Get-RASVersion'],
    rest: [],
    files: ['version', 'rasversion'],
    marks: [],
    citations: ['workbook-21'],
  },
} as const satisfies Record<string, CapturedKindRow>;
