import * as Args from '@oclif/core/args';
import { describeChange, farmFile } from '../../cli/farm-preferences.js';
import { FarmCommand } from '../../cli/farm-command.js';
import { preferenceArg } from '../../cli/flags.js';
import { findSite } from '../../domain/model/index.js';
import { setDefaultSite } from '../../store/preferences/default-sites.js';
import { isPerFarm, setPreference } from '../../store/preferences/preferences.js';

export default class ConfigSet extends FarmCommand {
  static override summary = 'Set a preference';
  static override description =
    'The preference default-site is one of the farm file: the site for commands whose names are in several sites, or that add something. The other preferences are for all farms.';
  static override examples = [
    '<%= config.bin %> config set default-site Berlin',
    '<%= config.bin %> config set fail-on warning',
  ];
  static override args = {
    key: preferenceArg,
    value: Args.string({ required: true, description: 'new value' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ConfigSet);
    const text = async () => (await import('../../render/config.js')).renderPreferenceChange;
    if (!isPerFarm(args.key)) {
      const change = await setPreference(process.env, args.key, args.value);
      return this.answer({ result: { key: args.key, ...change }, text });
    }
    const path = farmFile(this.locate(flags));
    const { farm } = await this.loadFarm(flags);
    const change = await setDefaultSite(process.env, path, findSite(farm, args.value).name);
    await this.answer({ result: describeChange(change, path), text });
  }
}
