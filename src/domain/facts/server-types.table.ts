import type { CitationId } from './citations.js';

/** A value of ServerType, and what such a row of Get-RASAgent is in a farm file. */
export interface ServerTypeRow {
  number: number;
  /** The names in all versions, compared without regard to case. */
  names: readonly string[];
  /** What it is in the model; null: it is left out, because it is no host or the model describes it in another way. */
  is:
    | 'broker'
    | 'gateway'
    | 'provider'
    | 'rds-host'
    | 'vdi-host'
    | 'avd-host'
    | 'enrollment-server'
    | null;
  citations: readonly CitationId[];
}

const rest: readonly CitationId[] = ['rest-providers-19'];
const both: readonly CitationId[] = ['rest-providers-19', 'workbook-21'];

/** Every value of ServerType that the vendor lists. */
export const serverTypes: readonly ServerTypeRow[] = [
  {
    number: 1,
    names: ['RDSHost', 'RDS'],
    is: 'rds-host',
    citations: [...both, 'vendor-samples'],
  },
  { number: 2, names: ['Provider'], is: 'provider', citations: both },
  { number: 3, names: ['Gateway'], is: 'gateway', citations: both },
  { number: 4, names: ['Guest'], is: null, citations: rest },
  { number: 7, names: ['Broker', 'PA'], is: 'broker', citations: both },
  { number: 9, names: ['Site'], is: null, citations: both },
  { number: 10, names: ['VDIHostPool'], is: null, citations: both },
  { number: 16, names: ['RDSGroup', 'HostPool'], is: null, citations: both },
  { number: 25, names: ['HALBDevice'], is: null, citations: rest },
  { number: 45, names: ['TenantBroker'], is: null, citations: rest },
  { number: 46, names: ['Enrollment'], is: 'enrollment-server', citations: rest },
  { number: 51, names: ['HALB'], is: null, citations: rest },
  { number: 64, names: ['AVDWorkspace'], is: null, citations: rest },
  { number: 65, names: ['AVDHostPool'], is: null, citations: rest },
  { number: 66, names: ['AVDTemplate'], is: null, citations: rest },
  { number: 67, names: ['AVDHost'], is: 'avd-host', citations: rest },
  { number: 107, names: ['RDSTemplate'], is: null, citations: rest },
  { number: 108, names: ['VDITemplate'], is: null, citations: both },
  { number: 2013, names: ['VDIHost'], is: 'vdi-host', citations: rest },
];
