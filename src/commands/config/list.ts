import { FarmCommand } from '../../cli/farm-command.js';
import { listPreferences, preferencesPath } from '../../store/preferences/preferences.js';

export default class ConfigList extends FarmCommand {
  static override summary = 'List your preferences';
  static override examples = ['<%= config.bin %> config list'];

  async run(): Promise<void> {
    await this.parse(ConfigList);
    const preferences = await listPreferences(process.env);
    await this.answer({
      result: { path: preferencesPath(process.env), preferences },
      text: async () => (await import('../../render/config.js')).renderPreferences,
    });
  }
}
