import * as Args from '@oclif/core/args';
import { explain, listTopics } from '../domain/explain/index.js';
import { FarmCommand } from '../cli/farm-command.js';

export default class Explain extends FarmCommand {
  static override summary = 'Explain a rule, an assumption, a process, an error code or a concept';
  static override description =
    'For a rule: the reason, the sources, a bad and a good example, the fix, and how to accept the finding. Without TOPIC, lists all topics. Needs no farm file and no network.';
  static override examples = [
    '<%= config.bin %> explain',
    '<%= config.bin %> explain RAS104',
    '<%= config.bin %> explain schedulers',
    '<%= config.bin %> explain exit-codes',
  ];
  static override args = {
    topic: Args.string({
      description: 'rule, assumption, process, vendor statement, error code or concept',
    }),
  };

  async run(): Promise<void> {
    const { args } = await this.parse(Explain);
    await this.answer({
      result: args.topic === undefined ? listTopics() : explain(args.topic),
      text: async () => (await import('../render/explain.js')).renderExplanation,
    });
  }
}
