import * as Flags from '@oclif/core/flags';
import { placeholder, suggestedCommand } from '../../domain/model/index.js';
import { setSite } from '../../domain/edits/index.js';
import { statements } from '../../domain/facts/index.js';
import { EditCommand } from '../../cli/edit-command.js';
import {
  delayOrOff,
  networkFlag,
  requireSomething,
  siteArg,
  valueOrNone,
} from '../../cli/flags.js';

// The console says the one in minutes and the other in hours.
const shortestDelay = `${statements['R15-least'].number}m`;
const longestDelay = `${statements['R15-most'].number / 60}h`;

export default class SiteSet extends EditCommand {
  static override summary = 'Change the settings of a site';
  static override examples = [
    '<%= config.bin %> site set Berlin --auto-promotion 30m --failback',
    '<%= config.bin %> site set Frankfurt --licensing --network 10.20.1.0/24',
  ];
  static override args = { site: siteArg };
  static override flags = {
    licensing: Flags.boolean({ description: 'make this the Licensing Site' }),
    network: networkFlag,
    'auto-promotion': Flags.string({
      helpValue: '30m|off',
      description: `delay before the next secondary is promoted, ${shortestDelay} to ${longestDelay}, or off`,
    }),
    failback: Flags.boolean({
      allowNo: true,
      description: 'make the original primary the primary again when it is back',
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(SiteSet);
    const { network, licensing, failback } = flags;
    const delay = flags['auto-promotion'];
    const properties = {
      network: network === undefined ? undefined : valueOrNone(network),
      autoPromotion: delay === undefined ? undefined : delayOrOff(delay),
      failback,
      licensing,
    };
    requireSomething(properties, 'site set');
    const options: [flag: string, value: string | null][] = [
      ...(licensing === undefined ? [] : [['--licensing', null] as [string, null]]),
      ...(network === undefined ? [] : [['--network', network] as [string, string]]),
      ...(delay === undefined ? [] : [['--auto-promotion', delay] as [string, string]]),
      ...(failback === undefined
        ? []
        : [[failback ? '--failback' : '--no-failback', null] as [string, null]]),
    ];
    const say = suggestedCommand('site set', { args: [placeholder('SITE')], options });
    await this.edit(flags, (farm) => setSite(farm, this.siteOf(farm, args.site, say), properties));
  }
}
