import { describeDefaultSite, farmFileOrNone } from '../../cli/farm-preferences.js';
import { FarmCommand } from '../../cli/farm-command.js';
import { defaultSiteOf } from '../../store/preferences/default-sites.js';
import {
  isPerFarm,
  listPreferences,
  preferencesPath,
} from '../../store/preferences/preferences.js';

export default class ConfigList extends FarmCommand {
  static override summary = 'List your preferences';
  static override examples = ['<%= config.bin %> config list'];

  async run(): Promise<void> {
    const { flags } = await this.parse(ConfigList);
    const path = farmFileOrNone(() => this.locate(flags));
    const preferences = await listPreferences(process.env);
    const ofFarm = describeDefaultSite(defaultSiteOf(process.env, path), path);
    await this.answer({
      result: {
        path: preferencesPath(process.env),
        preferences: preferences.map((one) => (isPerFarm(one.key) ? { ...one, ...ofFarm } : one)),
      },
      text: async () => (await import('../../render/config.js')).renderPreferences,
    });
  }
}
