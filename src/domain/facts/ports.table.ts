import type { AssumptionId } from './assumptions.js';
import type { CitationId } from './citations.js';

/**
 * Which component opens a connection to which, on which port.
 */

/** The components that a farm's model, or its surroundings, can have. */
export const componentNames = {
  broker: 'Connection Broker',
  gateway: 'Secure Gateway',
  'session-host': 'RD Session Host',
  'guest-agent': 'Guest Agent',
  provider: 'Provider agent',
  halb: 'HALB device',
  'enrollment-server': 'Enrollment Server',
  'directory-server': 'AD DS and DNS server',
  /** Every host of the site in the model. */
  every: 'Every RAS component',
  'web-admin': 'RAS Web Administration Service',
  'vendor-licensing': 'account.parallels.com',
  administrator: 'Administrator',
  client: 'Client',
} as const;
export type Component = keyof typeof componentNames;

/** One connection between two components, as the vendor lists it. */
export interface PortRow {
  port: number;
  protocols: readonly ('TCP' | 'UDP')[];
  from: Component;
  to: Component;
  /** Both sides open it. */
  bothWays?: boolean;
  purpose: string;
  citations: readonly CitationId[];
  /** What the row assumes because the citations leave it open. */
  assumptions?: readonly AssumptionId[];
}

/** The vendor's connections between the components of a farm. */
export const portRows: readonly PortRow[] = [
  {
    port: 20001,
    protocols: ['TCP'],
    from: 'broker',
    to: 'broker',
    bothWays: true,
    purpose: 'broker service (redundancy)',
    citations: ['kb-124003', 'vendor-broker-script'],
  },
  {
    port: 20030,
    protocols: ['TCP'],
    from: 'broker',
    to: 'broker',
    bothWays: true,
    purpose: 'data between brokers of a site',
    citations: ['secondary-brokers-21', 'kb-124003'],
  },
  {
    port: 20002,
    protocols: ['TCP'],
    from: 'gateway',
    to: 'broker',
    purpose: 'broker service',
    citations: ['kb-124003', 'vendor-broker-script'],
  },
  {
    port: 20002,
    protocols: ['TCP'],
    from: 'administrator',
    to: 'broker',
    purpose: 'RAS Console',
    citations: ['kb-124003', 'vendor-broker-script'],
  },
  {
    port: 20003,
    protocols: ['TCP'],
    from: 'session-host',
    to: 'broker',
    purpose: 'RD Session Host agent',
    citations: ['kb-124003', 'vendor-host-script'],
  },
  {
    port: 30004,
    protocols: ['TCP', 'UDP'],
    from: 'broker',
    to: 'session-host',
    purpose: 'RD Session Host agent',
    citations: ['vendor-host-script'],
  },
  {
    port: 30006,
    protocols: ['TCP', 'UDP'],
    from: 'guest-agent',
    to: 'provider',
    purpose: 'control, broadcast, heartbeat',
    citations: ['guest-agent-ports-21'],
  },
  {
    port: 30030,
    protocols: ['TCP'],
    from: 'guest-agent',
    to: 'enrollment-server',
    purpose: 'logon credentials',
    citations: ['guest-agent-ports-21'],
  },
  {
    port: 31006,
    protocols: ['TCP'],
    from: 'broker',
    to: 'halb',
    purpose: 'configuration',
    citations: ['kb-123255', 'kb-129097'],
  },
  {
    port: 443,
    protocols: ['TCP'],
    from: 'broker',
    to: 'vendor-licensing',
    purpose: 'licensing',
    citations: ['kb-124003'],
  },
  {
    port: 53,
    protocols: ['UDP'],
    from: 'broker',
    to: 'directory-server',
    purpose: 'DNS',
    citations: ['portal-ports-20'],
  },
  {
    port: 88,
    protocols: ['TCP', 'UDP'],
    from: 'broker',
    to: 'directory-server',
    purpose: 'Kerberos',
    citations: ['portal-ports-20'],
  },
  {
    port: 389,
    protocols: ['TCP'],
    from: 'broker',
    to: 'directory-server',
    purpose: 'LDAP',
    citations: ['portal-ports-20'],
  },
  {
    port: 3268,
    protocols: ['TCP'],
    from: 'broker',
    to: 'directory-server',
    purpose: 'LDAP global catalog',
    citations: ['portal-ports-20'],
  },
  {
    port: 636,
    protocols: ['TCP'],
    from: 'broker',
    to: 'directory-server',
    purpose: 'LDAPS',
    citations: ['portal-ports-20'],
  },
  {
    port: 3269,
    protocols: ['TCP'],
    from: 'broker',
    to: 'directory-server',
    purpose: 'LDAPS global catalog',
    citations: ['portal-ports-20'],
  },
  {
    port: 135,
    protocols: ['TCP'],
    from: 'broker',
    to: 'every',
    purpose: 'remote push installation',
    citations: ['kb-123255', 'kb-129097', 'vendor-broker-script'],
  },
  {
    port: 445,
    protocols: ['TCP'],
    from: 'broker',
    to: 'every',
    purpose: 'remote push installation',
    citations: ['kb-123255', 'kb-129097', 'vendor-broker-script'],
  },
  {
    port: 30020,
    protocols: ['TCP'],
    from: 'broker',
    to: 'every',
    purpose: 'remote agent push (newer versions)',
    citations: ['kb-129097'],
  },
  {
    port: 49179,
    protocols: ['TCP'],
    from: 'broker',
    to: 'gateway',
    purpose: 'push installation, takeover',
    citations: ['kb-123255', 'kb-129097'],
  },
  {
    port: 80,
    protocols: ['TCP', 'UDP'],
    from: 'client',
    to: 'gateway',
    purpose: 'sessions',
    citations: ['kb-129097'],
  },
  {
    port: 443,
    protocols: ['TCP', 'UDP'],
    from: 'client',
    to: 'gateway',
    purpose: 'sessions',
    citations: ['kb-129097'],
  },
  {
    port: 20000,
    protocols: ['UDP'],
    from: 'client',
    to: 'gateway',
    purpose: 'look-up broadcast',
    citations: ['kb-129097'],
  },
  {
    port: 20009,
    protocols: ['TCP', 'UDP'],
    from: 'client',
    to: 'gateway',
    purpose: 'device manager shadowing',
    citations: ['kb-129097'],
  },
  {
    port: 3389,
    protocols: ['TCP', 'UDP'],
    from: 'client',
    to: 'session-host',
    purpose: 'direct mode',
    citations: ['kb-129097'],
  },
  {
    port: 3389,
    protocols: ['TCP', 'UDP'],
    from: 'client',
    to: 'gateway',
    purpose: 'RDP load balancing, only if enabled',
    citations: ['kb-129097'],
  },
  {
    port: 3389,
    protocols: ['TCP', 'UDP'],
    from: 'gateway',
    to: 'session-host',
    purpose: 'sessions',
    citations: ['kb-129097'],
    assumptions: ['A25'],
  },
  {
    port: 20443,
    protocols: ['TCP'],
    from: 'administrator',
    to: 'web-admin',
    purpose: 'REST API and Management Portal',
    citations: ['rest-basics', 'kb-129097'],
  },
];
