import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { findingsOf, summarise } from '../domain/readiness/index.js';
import { exampleFarm } from '../domain/edits/index.js';
import { beginFarm, describeNewFarm, newFarmDefaults } from '../domain/status/index.js';
import { EditCommand } from '../cli/edit-command.js';
import { newFarmFlags, newFarmOf } from '../cli/new-farm-flags.js';
import { resolveServer } from '../cli/resolver.js';
import { createFarm, refuseExisting } from '../store/farm/farm-file.js';
import { namedPath, newFarmSource, shownPath, withFarmNamed } from '../store/farm/locate.js';
import { reportAfterSave } from '../cli/streams.js';
import { newFarmInputRequired } from '../wizard/input-required.js';

export default class Init extends EditCommand {
  static override summary = 'Create a farm file with a site and its brokers';
  static override description =
    'Writes farm.json in this folder, or the file given with --file or FARM_FILE. Never overwrites a file. Of several brokers, the first is the primary; from the fourth on they start in standby, as in RAS. Without --broker, farm asks, if it runs in a terminal.';
  static override examples = [
    '<%= config.bin %> init --example',
    "<%= config.bin %> init 'My Farm' --site Berlin --broker CB-BER-1 --ip 10.10.1.11 --network 10.10.1.0/24",
    "<%= config.bin %> init -s Berlin --broker 'CB-BER-[1-5]' --ip 10.10.1.11+ --domain 'rack=r[1-3]' --auto-promotion 30m",
    '<%= config.bin %> init',
  ];
  static override args = {
    name: Args.string({ description: `farm name (default: ${newFarmDefaults.name})` }),
  };
  static override flags = {
    ...newFarmFlags,
    own: Flags.boolean({
      description: 'create your own farm, which is used if no other farm is given or found',
      exclusive: ['file'],
    }),
  };

  override get unfitForBatch(): 'own file' {
    return 'own file';
  }

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Init);
    const { file: path, own, 'dry-run': dryRun } = flags;
    const source = newFarmSource({ file: path, env: process.env, cwd: process.cwd(), own });
    refuseExisting(source);
    const [file, { today }] = [shownPath(source.path), this];
    const isAsked = flags.broker === undefined && !flags.example;
    let asked = newFarmOf(args.name, flags);
    if (isAsked) {
      const named = path === undefined ? null : { file: namedPath(source.path) };
      const place = own ? ('own' as const) : named;
      if (!this.prompting) throw newFarmInputRequired(place);
      const { askNewFarm } = await import('../wizard/new-farm.js');
      const [theme, context] = [await this.theme(process.stderr), this.commandContext];
      const wizard = { file, place, dryRun, today, theme, context, resolve: resolveServer };
      asked = await askNewFarm({ start: asked, ...wizard });
    }
    const farm = flags.example ? exampleFarm(asked.name, asked.rasVersion) : beginFarm(asked);
    if (!dryRun) await createFarm(source, farm);
    const result = withFarmNamed(describeNewFarm(farm, { file, dryRun, today }), source);
    const text = async () => {
      const { renderNewFarm, renderNewFarmWithFindings } = await import('../render/new-farm.js');
      return isAsked ? renderNewFarmWithFindings : renderNewFarm;
    };
    const findings = findingsOf(farm, { today });
    const answer = { result, findings, summary: summarise(findings), text };
    await reportAfterSave(!dryRun, this.answer(answer));
  }
}
