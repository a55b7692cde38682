import * as Args from '@oclif/core/args';
import { FarmCommand } from '../../cli/farm-command.js';
import { preferenceArg } from '../../cli/flags.js';
import { setPreference } from '../../store/preferences/preferences.js';

export default class ConfigSet extends FarmCommand {
  static override summary = 'Set a preference';
  static override examples = [
    '<%= config.bin %> config set default-site Berlin',
    '<%= config.bin %> config set fail-on warning',
  ];
  static override args = {
    key: preferenceArg,
    value: Args.string({ required: true, description: 'new value' }),
  };

  async run(): Promise<void> {
    const { args } = await this.parse(ConfigSet);
    const change = await setPreference(process.env, args.key, args.value);
    await this.answer({
      result: { key: args.key, ...change },
      text: async () => (await import('../../render/config.js')).renderPreferenceChange,
    });
  }
}
