import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { forFarmFile, mapCommands } from '../domain/model/index.js';
import { exampleFarm } from '../domain/edits/index.js';
import {
  beginFarm,
  describeNewFarm,
  type NewFarmAsked,
  newFarmDefaults,
} from '../domain/status/index.js';
import { EditCommand } from '../cli/edit-command.js';
import { networkFlag, rasFlag, rasVersionOf, omitUndefined, valueOrNone } from '../cli/flags.js';
import { resolveServer } from '../cli/resolver.js';
import { createFarm, refuseExisting } from '../store/farm/farm-file.js';
import {
  type FarmSource,
  locateFarm,
  namedPath,
  newFarmSource,
  shownPath,
} from '../store/farm/locate.js';
import { reportAfterSave } from '../cli/streams.js';
import { newFarmInputRequired } from '../wizard/input-required.js';

export default class Init extends EditCommand {
  static override summary = 'Create a farm file with a site and its primary broker';
  static override description =
    'Writes farm.json in this folder, or the file given with --file or FARM_FILE. Never overwrites a file. Without --broker, farm asks, if it runs in a terminal.';
  static override examples = [
    '<%= config.bin %> init --example',
    "<%= config.bin %> init 'My Farm' --site Berlin --broker CB-BER-1 --ip 10.10.1.11 --network 10.10.1.0/24",
    '<%= config.bin %> init',
  ];
  static override args = {
    name: Args.string({ description: `farm name (default: ${newFarmDefaults.name})` }),
  };
  static override flags = {
    site: Flags.string({
      helpValue: 'NAME',
      description: `name of the first site, the Licensing Site (default: ${newFarmDefaults.site})`,
    }),
    broker: Flags.string({ helpValue: 'SERVER', description: 'server of the primary broker' }),
    ip: Flags.string({ helpValue: 'IP', description: 'IP address of the primary broker' }),
    network: networkFlag,
    ras: rasFlag({ description: `RAS version (default: ${newFarmDefaults.rasVersion})` }),
    example: Flags.boolean({
      description: 'create a sample farm with two sites',
      exclusive: ['site', 'broker', 'ip', 'network'],
    }),
    own: Flags.boolean({
      description: 'create your own farm, which is used if no other farm is given or found',
      exclusive: ['file'],
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Init);
    const { file: path, own, 'dry-run': dryRun } = flags;
    const source = newFarmSource({ file: path, env: process.env, cwd: process.cwd(), own });
    refuseExisting(source);
    const file = shownPath(source.path);
    const { today } = this;
    const given = omitUndefined({
      name: args.name ?? (flags.example ? 'Example' : undefined),
      rasVersion: rasVersionOf(flags.ras),
      site: flags.site,
      server: flags.broker ?? '',
      ip: flags.ip === undefined ? undefined : valueOrNone(flags.ip),
      network: flags.network === undefined ? undefined : valueOrNone(flags.network),
    });
    let asked: NewFarmAsked = { ...newFarmDefaults, ...given };
    if (flags.broker === undefined && !flags.example) {
      const named = path === undefined ? null : { file: namedPath(source.path) };
      const place = own ? 'own' : named;
      if (!this.prompting) throw newFarmInputRequired(place);
      const { askNewFarm } = await import('../wizard/new-farm.js');
      const theme = await this.theme(process.stderr);
      asked = await askNewFarm({
        start: asked,
        file,
        place,
        dryRun,
        resolve: resolveServer,
        today,
        theme,
        context: this.commandContext,
      });
    }
    const farm = flags.example ? exampleFarm(asked.name, asked.rasVersion) : beginFarm(asked);
    if (!dryRun) await createFarm(source, farm);
    const answer = describeNewFarm(farm, { file, dryRun, today });
    const result = isFoundAgain(source) ? answer : forFarm(answer, source);
    const text = async () => (await import('../render/new-farm.js')).renderNewFarm;
    await reportAfterSave(!dryRun, this.answer({ result, text }));
  }
}

/** Whether later commands find the new farm without --file: FARM_FILE may be set for this command line only. */
function isFoundAgain({ foundBy, path }: FarmSource): boolean {
  if (foundBy === '--file' || foundBy === 'FARM_FILE') return false;
  try {
    return locateFarm({ env: process.env, cwd: process.cwd() }).path === path;
  } catch {
    // After a dry run there is no farm yet.
    return true;
  }
}

function forFarm<T>(answer: T, { path }: FarmSource): T {
  return mapCommands(answer, (command) => forFarmFile(command, namedPath(path)));
}
