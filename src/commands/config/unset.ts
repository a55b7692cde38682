import { describeChange, farmFileOrNone } from '../../cli/farm-preferences.js';
import { FarmCommand } from '../../cli/farm-command.js';
import { preferenceArg } from '../../cli/flags.js';
import { unsetDefaultSite } from '../../store/preferences/default-sites.js';
import { isPerFarm, unsetPreference } from '../../store/preferences/preferences.js';

export default class ConfigUnset extends FarmCommand {
  static override summary = 'Reset a preference';
  static override examples = ['<%= config.bin %> config unset default-site'];
  static override args = { key: preferenceArg };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ConfigUnset);
    const text = async () => (await import('../../render/config.js')).renderPreferenceChange;
    if (!isPerFarm(args.key)) {
      const change = await unsetPreference(process.env, args.key);
      return this.answer({ result: { key: args.key, ...change }, text });
    }
    const path = farmFileOrNone(() => this.locate(flags));
    const change = await unsetDefaultSite(process.env, path);
    await this.answer({ result: describeChange(change, path), text });
  }
}
