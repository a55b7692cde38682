import * as Args from '@oclif/core/args';
import { FarmCommand } from '../cli/farm-command.js';
import { schemaDocument } from '../store/farm/schema.js';
import { testSchemaDocument } from '../store/test/test-schema.js';

export default class Schema extends FarmCommand {
  static override summary = 'Print the JSON Schema of a farm file, or of a test file';
  static override description =
    'Save the schema next to the file, under the name that the file refers to (farm.schema.json or farm-test.schema.json): your editor then completes and checks the file as you type.';
  static override examples = [
    '<%= config.bin %> schema > farm.schema.json',
    '<%= config.bin %> schema test > farm-test.schema.json',
  ];
  static override args = {
    file: Args.string({
      options: ['farm', 'test'],
      default: 'farm',
      description: 'kind of file',
    }),
  };

  async run(): Promise<void> {
    const { args } = await this.parse(Schema);
    await this.answer({
      result: args.file === 'test' ? testSchemaDocument : schemaDocument,
      text: async () => (await import('../render/text.js')).printJson,
    });
  }
}
