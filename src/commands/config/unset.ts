import { FarmCommand } from '../../cli/farm-command.js';
import { preferenceArg } from '../../cli/flags.js';
import { unsetPreference } from '../../store/preferences/preferences.js';

export default class ConfigUnset extends FarmCommand {
  static override summary = 'Reset a preference';
  static override examples = ['<%= config.bin %> config unset default-site'];
  static override args = { key: preferenceArg };

  async run(): Promise<void> {
    const { args } = await this.parse(ConfigUnset);
    const change = await unsetPreference(process.env, args.key);
    await this.answer({
      result: { key: args.key, ...change },
      text: async () => (await import('../../render/config.js')).renderPreferenceChange,
    });
  }
}
