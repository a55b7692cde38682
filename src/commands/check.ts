import * as Flags from '@oclif/core/flags';
import { summarise } from '../domain/finding.js';
import { findingsOf, reaches, readinessOf, thresholds } from '../domain/readiness.js';
import { FarmCommand } from '../farm-command.js';
import { siteFlag } from '../flags.js';

export default class Check extends FarmCommand {
  static override summary = 'Check whether each site is ready for high availability';
  static override description =
    'Findings grouped by site, worst first, each with its source and the command that mends it. Exits 1 when a finding is at or above --fail-on; the threshold never hides a finding.';
  static override examples = [
    '<%= config.bin %> check',
    '<%= config.bin %> check --site Berlin --fail-on warning',
    '<%= config.bin %> check --json',
  ];
  static override flags = {
    site: siteFlag,
    'fail-on': Flags.option({ options: thresholds })({
      description: 'lowest severity that makes the exit code 1 (default: error, or the preference fail-on)',
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Check);
    const { farm } = await this.loadFarm(flags);
    const findings = findingsOf(farm, { site: flags.site, today: this.today });
    const summary = summarise(findings);
    const threshold = flags['fail-on'] ?? this.preferences.failOn ?? 'error';
    await this.answer({
      result: readinessOf(farm, findings, flags.site),
      findings,
      summary,
      status: reaches(summary, threshold) ? 1 : 0,
      text: async () => (await import('../render/readiness.js')).renderReadiness,
    });
  }
}
