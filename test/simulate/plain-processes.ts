/** The role table of domain.md section 3, for the plain model: who runs which process. */

interface PlainProcess {
  name: string;
  /** Only the primary of the Licensing Site runs it ("LP"). */
  licensingSiteOnly: boolean;
  secondary: 'yes' | 'no' | 'optional';
}

const table: readonly PlainProcess[] = [
  { name: 'Admin sessions', licensingSiteOnly: true, secondary: 'no' },
  { name: 'System settings', licensingSiteOnly: false, secondary: 'no' },
  { name: 'Replicate settings changes', licensingSiteOnly: false, secondary: 'yes' },
  { name: 'Settings-change audit', licensingSiteOnly: false, secondary: 'optional' },
  { name: 'Monitor VM performance counters', licensingSiteOnly: false, secondary: 'yes' },
  { name: 'Monitor sessions', licensingSiteOnly: false, secondary: 'yes' },
  { name: 'Monitor applications and processes', licensingSiteOnly: false, secondary: 'yes' },
  { name: 'Application package states', licensingSiteOnly: false, secondary: 'yes' },
  { name: 'Licensing information and heartbeat', licensingSiteOnly: true, secondary: 'no' },
  { name: "Monitor other sites' states", licensingSiteOnly: false, secondary: 'no' },
  { name: 'CEP (customer experience) information', licensingSiteOnly: false, secondary: 'no' },
  { name: 'Send data to reporting server', licensingSiteOnly: false, secondary: 'no' },
  { name: 'Schedulers', licensingSiteOnly: false, secondary: 'no' },
  { name: 'Device manager shadowing', licensingSiteOnly: true, secondary: 'no' },
  { name: 'System alert e-mails', licensingSiteOnly: false, secondary: 'yes' },
  { name: 'TOTP registration', licensingSiteOnly: false, secondary: 'yes' },
  { name: 'E-mail OTP registration', licensingSiteOnly: false, secondary: 'yes' },
  { name: 'Template versioning and distribution', licensingSiteOnly: false, secondary: 'yes' },
  { name: 'Clone hosts from templates', licensingSiteOnly: false, secondary: 'yes' },
  { name: 'Host pool autoscaling', licensingSiteOnly: true, secondary: 'no' },
  { name: 'Web authentication', licensingSiteOnly: false, secondary: 'yes' },
  { name: 'Credential authentication', licensingSiteOnly: false, secondary: 'yes' },
  { name: 'Smart card authentication', licensingSiteOnly: false, secondary: 'yes' },
  { name: 'Policy validation', licensingSiteOnly: false, secondary: 'yes' },
  { name: 'Configuration to HALB devices', licensingSiteOnly: false, secondary: 'yes' },
  {
    name: 'Distribute configuration to roles and agents',
    licensingSiteOnly: false,
    secondary: 'yes',
  },
];

/** The processes of the site that no broker runs, in the order of the table. */
export function stoppedProcesses(
  isLicensingSite: boolean,
  someonePrimary: boolean,
  someoneServes: boolean,
): string[] {
  // A primary runs every row.
  if (someonePrimary) return [];
  const stopped: string[] = [];
  for (const process of table) {
    // In any other site, the primary of the Licensing Site runs these (A9).
    if (process.licensingSiteOnly && !isLicensingSite) continue;
    if (!someoneServes || process.secondary === 'no') stopped.push(process.name);
  }
  return stopped;
}
