import type { CitationId } from './citations.js';

/** How the value of a property is read. */
export type CapturedValue = 'text' | 'number' | 'yes or no' | 'enum' | 'IPs' | 'unused';

/** One property of captured objects: what farm takes from it, and the names that RAS gives it. */
export interface CapturedPropertyRow {
  /** The kinds of objects that have it. */
  of: readonly string[];
  /** What it means here. */
  property: string;
  /** The names in PowerShell and REST in all versions, best first; compared without regard to case. */
  names: readonly string[];
  value: CapturedValue;
  citations: readonly CitationId[];
}

const lists = ['site', 'broker', 'gateway', 'rds-host', 'provider'];
const statuses = [
  'site-status',
  'broker-status',
  'gateway-status',
  'rds-host-status',
  'provider-status',
  'agent',
];
const members = ['gateway', 'rds-host', 'provider'];

/** Every property that farm knows. Others are counted and left out. */
export const capturedProperties: readonly CapturedPropertyRow[] = [
  {
    of: [...lists, ...statuses, 'gateway-defaults', 'rds-host-defaults'],
    property: 'id',
    names: ['Id'],
    value: 'number',
    citations: ['inventory-18', 'rest-brokers-20'],
  },
  {
    of: ['broker', ...members, ...statuses, 'gateway-defaults', 'rds-host-defaults'],
    property: 'siteId',
    names: ['SiteId'],
    value: 'number',
    citations: ['inventory-18', 'rest-brokers-20', 'vendor-samples'],
  },
  {
    of: ['broker', ...members, ...statuses],
    property: 'server',
    names: ['Server'],
    value: 'text',
    citations: ['inventory-18', 'rest-brokers-20', 'vendor-samples'],
  },
  {
    of: ['site', 'provider', 'agent', 'provider-status'],
    property: 'name',
    names: ['Name'],
    value: 'text',
    citations: ['inventory-18', 'rest-providers-19', 'workbook-21'],
  },
  {
    of: ['broker', ...members, 'agent'],
    property: 'enabled',
    names: ['Enabled'],
    value: 'yes or no',
    citations: ['inventory-18', 'rest-brokers-20', 'vendor-samples'],
  },
  {
    of: ['site'],
    property: 'licensing',
    names: ['LicensingSite'],
    value: 'yes or no',
    citations: ['inventory-18', 'rest-brokers-20'],
  },
  {
    of: ['broker'],
    property: 'priority',
    names: ['Priority'],
    value: 'number',
    citations: ['vendor-promote-sample', 'rest-brokers-20'],
  },
  {
    of: ['broker'],
    property: 'standby',
    names: ['Standby'],
    value: 'yes or no',
    citations: ['inventory-18', 'rest-brokers-20'],
  },
  {
    of: ['broker', 'agent'],
    property: 'ip',
    names: ['IP'],
    value: 'text',
    citations: ['inventory-18', 'rest-brokers-20', 'vendor-samples'],
  },
  {
    of: ['broker'],
    property: 'alternativeIps',
    names: ['AlternativeIPs'],
    value: 'IPs',
    citations: ['inventory-18', 'rest-brokers-20', 'secondary-brokers-21'],
  },
  {
    of: ['broker'],
    property: 'description',
    names: ['Description'],
    value: 'text',
    citations: ['inventory-18', 'rest-brokers-20'],
  },
  {
    of: ['broker'],
    property: 'markedForDeletion',
    names: ['markedForDeletion'],
    value: 'yes or no',
    citations: ['rest-brokers-20'],
  },
  {
    of: [...members, 'gateway-defaults', 'rds-host-defaults'],
    property: 'preferredBrokerId',
    names: ['PreferredBrokerId', 'PreferredPAId'],
    value: 'number',
    citations: ['inventory-18', 'rest-gateway-sample', 'rest-providers-19'],
  },
  {
    of: ['rds-host', 'provider'],
    property: 'inherits',
    names: ['InheritDefaultAgentSettings'],
    value: 'yes or no',
    citations: ['inventory-18', 'rest-providers-19'],
  },
  {
    of: ['gateway'],
    property: 'inherits',
    names: ['InheritDefaultModeSettings'],
    value: 'yes or no',
    citations: ['inventory-18'],
  },
  {
    of: ['gateway', 'gateway-defaults'],
    property: 'mode',
    names: ['Mode', 'GWMode'],
    value: 'enum',
    citations: ['inventory-18', 'rest-gateway-sample'],
  },
  {
    of: ['provider'],
    property: 'type',
    names: ['Type', 'VDIType'],
    value: 'enum',
    citations: ['inventory-18', 'rest-providers-19'],
  },
  {
    of: ['agent', ...statuses.filter((kind) => kind !== 'agent')],
    property: 'serverType',
    names: ['ServerType', 'Type'],
    value: 'enum',
    citations: ['vendor-samples', 'workbook-21', 'rest-providers-19'],
  },
  {
    of: statuses,
    property: 'state',
    names: ['AgentState'],
    value: 'enum',
    citations: ['inventory-18', 'rest-providers-19', 'vendor-samples'],
  },
  {
    of: statuses,
    property: 'version',
    names: ['AgentVer'],
    value: 'text',
    citations: ['inventory-18', 'vendor-samples'],
  },
  // Known, and of no use for a topology: not counted as unknown.
  {
    of: statuses,
    property: 'load',
    names: [
      'ServerOS',
      'CPULoad',
      'MemLoad',
      'DiskRead',
      'DiskWrite',
      'LogLevel',
      'ActiveSessions',
      'PreferredPA',
    ],
    value: 'unused',
    citations: ['inventory-18', 'vendor-samples'],
  },
  {
    of: lists,
    property: 'audit',
    names: ['AdminCreate', 'AdminLastMod', 'TimeCreate', 'TimeLastMod'],
    value: 'unused',
    citations: ['inventory-18', 'rest-brokers-20'],
  },
];
