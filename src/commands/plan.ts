import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { FarmCommand } from '../cli/farm-command.js';
import { rasFlag, rasVersionOf } from '../cli/flags.js';
import { runbookFlags } from '../cli/runbook-flags.js';
import { planVersions } from '../gate/plan.js';

export default class Plan extends FarmCommand {
  static override summary = 'Plan the steps from one version of a farm to another, in a safe order';
  static override description =
    'After each step the farm is valid, and no Site tolerates fewer failures than at its worse end, if there is such an order; otherwise the plan is the best one and says where it is weakest. Each step shows the Site after it and why it comes there. With one version, the plan starts at the farm file. Each version is a file or a capture, - for standard input, a file in git (REF:PATH), or a git revision. farm never connects to a farm: you carry out the steps.';
  static override usage = ['plan [FROM] TO', 'plan [FROM] --upgrade VERSION'];
  static override examples = [
    '<%= config.bin %> plan planned.json',
    '<%= config.bin %> plan main farm.json',
    '<%= config.bin %> plan planned.json --floor 1',
    '<%= config.bin %> plan --upgrade 21',
    '<%= config.bin %> plan planned.json --runbook powershell -o change.ps1',
    '<%= config.bin %> plan live.ras-capture.json farm.json --runbook markdown -o change.md',
  ];
  static override args = {
    from: Args.string({ description: 'the version at the start (default: the farm file)' }),
    to: Args.string({ description: 'the version at the end' }),
  };
  static override flags = {
    upgrade: rasFlag({ helpValue: 'VERSION', description: 'plan the upgrade to this RAS version' }),
    floor: Flags.integer({
      min: 0,
      helpValue: 'N',
      description:
        'how many active brokers, any of them, each Site must be able to lose after each step; exit 1 if no order keeps that (default: the lower of both ends)',
    }),
    ...runbookFlags,
    'exit-code': Flags.boolean({ description: 'exit 1 if the plan has steps' }),
    format: Flags.option({ options: ['text', 'json', 'batch'] as const })({
      default: 'text',
      description:
        'output format; json is the same as --json, batch prints the edit commands of the plan for farm batch',
      exclusive: ['runbook'],
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Plan);
    const { floor, format } = flags;
    const names = [args.from, args.to].flatMap((name) => name ?? []);
    const upgrade = flags.upgrade === undefined ? undefined : rasVersionOf(flags.upgrade);
    const question = {
      names,
      upgrade,
      floor,
      exitCode: flags['exit-code'],
      progress: this.progress,
    };
    const planned = await planVersions(question, () => this.locate(flags));
    if (flags.runbook !== undefined) {
      const { answerRunbook } = await import('../gate/runbook.js');
      const about = { printed: this.today, farmVersion: this.config.version };
      const output = flags.output === '-' ? undefined : flags.output;
      const request = { ...flags, output, format: flags.runbook, ...about };
      return this.answer(await answerRunbook(planned, request));
    }
    const { result, status, warnings, ...versions } = planned;
    await this.answer({
      result,
      status,
      warnings,
      json: format === 'json',
      text: async () =>
        format === 'batch'
          ? (await import('../gate/edit-batch.js')).batchRenderer(versions, result)
          : (await import('../render/plan.js')).renderPlan,
    });
  }
}
