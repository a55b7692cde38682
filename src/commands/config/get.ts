import { FarmCommand } from '../../cli/farm-command.js';
import { preferenceArg } from '../../cli/flags.js';
import { getPreference } from '../../store/preferences/preferences.js';

export default class ConfigGet extends FarmCommand {
  static override summary = 'Print a preference';
  static override examples = ['<%= config.bin %> config get default-site'];
  static override args = { key: preferenceArg };

  async run(): Promise<void> {
    const { args } = await this.parse(ConfigGet);
    await this.answer({
      result: { key: args.key, value: await getPreference(process.env, args.key) },
      document: true,
      text: async () => (await import('../../render/config.js')).renderPreference,
    });
  }
}
