import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { siteFields } from '../domain/model/index.js';
import { findingsOf, summarise } from '../domain/readiness/index.js';
import { exampleFarm } from '../domain/edits/index.js';
import {
  beginFarm,
  describeNewFarm,
  type NewFarmInput,
  newFarmDefaults,
} from '../domain/status/index.js';
import { EditCommand } from '../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../cli/field-flags.js';
import { rasFlag, rasVersionOf } from '../cli/flags.js';
import { omitUndefined, valueOrNone } from '../cli/values.js';
import { resolveServer } from '../cli/resolver.js';
import { createFarm, refuseExisting } from '../store/farm/farm-file.js';
import { namedPath, newFarmSource, shownPath, withFarmNamed } from '../store/farm/locate.js';
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
      char: 's',
      helpValue: 'NAME',
      description: `name of the first site, the Licensing Site (default: ${newFarmDefaults.site})`,
    }),
    broker: Flags.string({ helpValue: 'SERVER', description: 'server of the primary broker' }),
    ip: Flags.string({ helpValue: 'IP', description: 'IP address of the primary broker' }),
    ...fieldFlags(siteFields, 'add'),
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

  override get fitsBatch(): boolean {
    return false;
  }

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Init);
    const { file: path, own, 'dry-run': dryRun } = flags;
    const source = newFarmSource({ file: path, env: process.env, cwd: process.cwd(), own });
    refuseExisting(source);
    const [file, { today }] = [shownPath(source.path), this];
    let isAsked = false;
    let asked: NewFarmInput = {
      ...newFarmDefaults,
      ...(flags.example ? { name: 'Example' } : {}),
      ...valuesOfFlags(siteFields, 'add', flags),
      ...omitUndefined({ name: args.name, site: flags.site }),
      server: flags.broker ?? '',
      rasVersion: rasVersionOf(flags.ras),
      ip: valueOrNone(flags.ip ?? ''),
    };
    if (flags.broker === undefined && !flags.example) {
      const named = path === undefined ? null : { file: namedPath(source.path) };
      const place = own ? ('own' as const) : named;
      if (!this.prompting) throw newFarmInputRequired(place);
      const { askNewFarm } = await import('../wizard/new-farm.js');
      const [theme, context] = [await this.theme(process.stderr), this.commandContext];
      const wizard = { file, place, dryRun, today, theme, context, resolve: resolveServer };
      asked = await askNewFarm({ start: asked, ...wizard });
      isAsked = true;
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
