import { describeDefaultSite, farmFileOrNone } from '../../cli/farm-preferences.js';
import { FarmCommand } from '../../cli/farm-command.js';
import { preferenceArg } from '../../cli/flags.js';
import { defaultSiteOf } from '../../store/preferences/default-sites.js';
import { getPreference, isPerFarm } from '../../store/preferences/preferences.js';

export default class ConfigGet extends FarmCommand {
  static override summary = 'Print a preference';
  static override examples = ['<%= config.bin %> config get default-site'];
  static override args = { key: preferenceArg };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ConfigGet);
    const path = isPerFarm(args.key) ? farmFileOrNone(() => this.locate(flags)) : null;
    await this.answer({
      result: isPerFarm(args.key)
        ? describeDefaultSite(defaultSiteOf(process.env, path), path)
        : { key: args.key, value: await getPreference(process.env, args.key) },
      document: true,
      text: async () => (await import('../../render/config.js')).renderPreference,
    });
  }
}
