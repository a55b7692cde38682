import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { EditCommand } from '../cli/edit-command.js';
import { rasFlag, rasVersionOf } from '../cli/flags.js';
import { importInto, importTarget } from '../gate/import.js';
import { reportAfterSave } from '../cli/streams.js';
import { withFarmNamed } from '../store/farm/locate.js';

export default class Import extends EditCommand {
  static override summary = 'Create or update the farm file from a capture of a live farm';
  static override description =
    'Reads what PowerShell or the REST API gave: the bundle of farm capture, or the output of single cmdlets (ConvertTo-Json, Export-Csv) and REST replies, each in a file named after its cmdlet, such as Get-RASBroker.json. What was captured wins; everything else of the farm file stays. Lists what no capture says, with the console page that answers it, and what in the capture contradicts itself. farm itself never connects to a live farm.';
  static override examples = [
    '<%= config.bin %> import berlin.ras-capture.json',
    "<%= config.bin %> import berlin.ras-capture.json --name 'My Farm' --file berlin.farm.json",
    '<%= config.bin %> import Get-RASSite.json Get-RASBroker.json Get-RASRDSHost.csv --dry-run',
  ];
  static override strict = false;
  static override args = {
    files: Args.string({
      required: true,
      description: 'a capture, or output files of single cmdlets; - for standard input',
    }),
  };
  static override flags = {
    name: Flags.string({
      helpValue: 'NAME',
      description: 'name of the farm (default: the present name, or Farm)',
    }),
    ras: rasFlag({ description: 'RAS version (default: that of the capture)' }),
    replace: Flags.boolean({
      description: 'import even if the capture shares no broker with the farm file',
    }),
  };

  override get unfitForBatch(): 'own file' {
    return 'own file';
  }

  async run(): Promise<void> {
    const { argv, flags } = await this.parse(Import);
    const { name, replace, ras, 'dry-run': dryRun } = flags;
    const target = importTarget(() => this.locate(flags), flags.file);
    const rasVersion = ras === undefined ? undefined : rasVersionOf(ras);
    const pace = this.progress.pace('Importing');
    const question = { files: argv.map(String), name, rasVersion, replace, dryRun, pace };
    const imported = await importInto(target, { ...question, today: this.today });
    const result = withFarmNamed(imported, target.source);
    const text = async () => (await import('../render/import.js')).renderImport;
    await reportAfterSave(result.saved, this.answer({ result, text }));
  }
}
