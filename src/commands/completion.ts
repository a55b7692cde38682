import * as Args from '@oclif/core/args';
import { completionShells, type CompletionShell } from '../cli/completion/shell-lines.js';
import { FarmCommand } from '../cli/farm-command.js';

export default class Completion extends FarmCommand {
  static override summary = 'Print the completion script of a shell';
  static override description =
    'At Tab, the shell completes commands, flags and their values, and the names in your farm file: Sites, brokers, agents, providers, gateways and failure domains (rack=r1), of the Site given with --site. It also completes versions of the farm file (after an @), goals, rules, topics of farm explain, and preferences. The script is the same for every farm: it asks farm at Tab. Load it in the start-up file of your shell, as the examples show; for PowerShell that is the file in $PROFILE. fish loads it from the file in the example by itself.';
  static override examples = [
    `echo 'eval "$(<%= config.bin %> completion bash)"' >> ~/.bashrc`,
    `echo 'eval "$(<%= config.bin %> completion zsh)"' >> ~/.zshrc`,
    '<%= config.bin %> completion fish > ~/.config/fish/completions/farm.fish',
    `Add-Content $PROFILE '<%= config.bin %> completion powershell | Out-String | Invoke-Expression'`,
  ];
  static override args = {
    shell: Args.string({
      required: true,
      options: [...completionShells],
      description: 'shell to print the script for',
    }),
  };

  async run(): Promise<void> {
    const { args } = await this.parse(Completion);
    const { completionScripts } = await import('../render/completion/scripts.js');
    const shell = args.shell as CompletionShell;
    await this.answer({
      result: { shell, script: completionScripts[shell] },
      text: async () => (await import('../render/completion/scripts.js')).renderCompletionScript,
    });
  }
}
