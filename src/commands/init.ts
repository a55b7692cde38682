import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { siteFields } from '../domain/model/index.js';
import { findingsOf, summarise } from '../domain/readiness/index.js';
import { exampleFarm, firstBrokers } from '../domain/edits/index.js';
import {
  beginFarm,
  describeNewFarm,
  type NewFarmInput,
  newFarmDefaults,
} from '../domain/status/index.js';
import { EditCommand } from '../cli/edit-command.js';
import { fieldFlags, valuesOfFlags } from '../cli/field-flags.js';
import { firstBrokersFlags, rasFlag, rasVersionOf } from '../cli/flags.js';
import { autoPromotionOf, brokerValues, omitUndefined, valueOrNone } from '../cli/values.js';
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
    site: Flags.string({
      char: 's',
      helpValue: 'NAME',
      description: `name of the first site, the Licensing Site (default: ${newFarmDefaults.site})`,
    }),
    ...firstBrokersFlags,
    ...fieldFlags(siteFields, 'add'),
    ras: rasFlag({ description: `RAS version (default: ${newFarmDefaults.rasVersion})` }),
    example: Flags.boolean({
      description: 'create a sample farm with two sites',
      exclusive: ['site', 'broker', 'ip', 'network', 'domain', 'auto-promotion'],
    }),
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
    let isAsked = false;
    let asked: NewFarmInput = {
      ...newFarmDefaults,
      ...(flags.example ? { name: 'Example' } : {}),
      ...valuesOfFlags(siteFields, 'add', flags),
      ...omitUndefined({
        name: args.name,
        site: flags.site,
        autoPromotion: autoPromotionOf(flags),
      }),
      server: flags.broker ?? '',
      rasVersion: rasVersionOf(flags.ras),
      ip: valueOrNone(flags.ip ?? ''),
    };
    if (flags.broker !== undefined) {
      const named = { ...brokerValues(flags), servers: flags.broker };
      const [primary, ...secondaries] = firstBrokers(asked.network, named);
      asked = { ...asked, ...primary, secondaries };
    }
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
