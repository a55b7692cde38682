import type { CitationId } from './citations.js';

/**
 * Who runs what: the vendor's table of processes, row by row in its order.
 */

export type Runs = 'yes' | 'no' | 'optional';

/** One process of a Connection Broker, and who runs it. */
export interface BrokerProcess {
  id: string;
  name: string;
  /**
   * Whether a primary runs it: 'yes' in every site, or 'licensing-site' if only the primary of the Licensing Site
   * runs it (assumption A9).
   */
  primary: 'yes' | 'licensing-site';
  secondary: Runs;
}

/** The document that the processes are taken from. */
export const processesCitation: CitationId = 'secondary-brokers-21';

/** Every process of the vendor's table, in its order. */
export const brokerProcesses: readonly BrokerProcess[] = [
  { id: 'admin-sessions', name: 'Admin sessions', primary: 'licensing-site', secondary: 'no' },
  { id: 'system-settings', name: 'System settings', primary: 'yes', secondary: 'no' },
  {
    id: 'replicate-settings',
    name: 'Replicate settings changes',
    primary: 'yes',
    secondary: 'yes',
  },
  { id: 'settings-audit', name: 'Settings-change audit', primary: 'yes', secondary: 'optional' },
  {
    id: 'vm-performance',
    name: 'Monitor VM performance counters',
    primary: 'yes',
    secondary: 'yes',
  },
  { id: 'monitor-sessions', name: 'Monitor sessions', primary: 'yes', secondary: 'yes' },
  {
    id: 'monitor-applications',
    name: 'Monitor applications and processes',
    primary: 'yes',
    secondary: 'yes',
  },
  { id: 'package-states', name: 'Application package states', primary: 'yes', secondary: 'yes' },
  {
    id: 'licensing',
    name: 'Licensing information and heartbeat',
    primary: 'licensing-site',
    secondary: 'no',
  },
  { id: 'monitor-sites', name: "Monitor other sites' states", primary: 'yes', secondary: 'no' },
  { id: 'cep', name: 'Customer experience (CEP) information', primary: 'yes', secondary: 'no' },
  { id: 'reporting', name: 'Send data to reporting server', primary: 'yes', secondary: 'no' },
  { id: 'schedulers', name: 'Schedulers', primary: 'yes', secondary: 'no' },
  {
    id: 'device-shadowing',
    name: 'Device manager shadowing',
    primary: 'licensing-site',
    secondary: 'no',
  },
  { id: 'alert-mails', name: 'System alert e-mails', primary: 'yes', secondary: 'yes' },
  { id: 'totp', name: 'TOTP registration', primary: 'yes', secondary: 'yes' },
  { id: 'email-otp', name: 'E-mail OTP registration', primary: 'yes', secondary: 'yes' },
  {
    id: 'template-versions',
    name: 'Template versioning and distribution',
    primary: 'yes',
    secondary: 'yes',
  },
  { id: 'clone-hosts', name: 'Clone hosts from templates', primary: 'yes', secondary: 'yes' },
  { id: 'autoscaling', name: 'Host pool autoscaling', primary: 'licensing-site', secondary: 'no' },
  { id: 'web-authentication', name: 'Web authentication', primary: 'yes', secondary: 'yes' },
  {
    id: 'credential-authentication',
    name: 'Credential authentication',
    primary: 'yes',
    secondary: 'yes',
  },
  {
    id: 'smart-card-authentication',
    name: 'Smart card authentication',
    primary: 'yes',
    secondary: 'yes',
  },
  { id: 'policy-validation', name: 'Policy validation', primary: 'yes', secondary: 'yes' },
  {
    id: 'configure-halb',
    name: 'Configuration to HALB devices',
    primary: 'yes',
    secondary: 'yes',
  },
  {
    id: 'distribute-configuration',
    name: 'Distribute configuration to roles and agents',
    primary: 'yes',
    secondary: 'yes',
  },
];
