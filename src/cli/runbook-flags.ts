import * as Flags from '@oclif/core/flags';

/** The flags of `farm plan` about its runbook. */
export const runbookFlags = {
  runbook: Flags.option({ options: ['powershell', 'markdown', 'cmdlets'] as const })({
    description:
      'print how to carry the plan out: a script that checks every step, a checklist for a change ticket, or the cmdlets alone',
  }),
  output: Flags.string({
    char: 'o',
    helpValue: 'FILE',
    description:
      'file for the runbook; the script that undoes it is written beside it (default: standard output)',
    dependsOn: ['runbook'],
  }),
  force: Flags.boolean({
    description: 'replace files that exist',
    dependsOn: ['output'],
  }),
  capture: Flags.string({
    helpValue: 'FILE',
    description:
      "capture of the farm: the runbook may use what its PowerShell module has (default: the plan's versions, if one is a capture)",
    dependsOn: ['runbook'],
  }),
};
