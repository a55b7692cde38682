import * as Args from '@oclif/core/args';
import { FarmCommand } from '../cli/farm-command.js';
import { schemaDocument } from '../store/farm/schema.js';
import { policySchemaDocument } from '../store/policy/policy-schema.js';
import { testSchemaDocument } from '../store/test/test-schema.js';

const documents = {
  farm: schemaDocument,
  test: testSchemaDocument,
  policy: policySchemaDocument,
};

export default class Schema extends FarmCommand {
  static override summary = 'Print the JSON Schema of a farm file, a test file or a policy';
  static override description =
    'Save the schema next to the file, under the name that the file refers to (farm.schema.json, farm-test.schema.json or farm-policy.schema.json): your editor then completes and checks the file as you type.';
  static override examples = [
    '<%= config.bin %> schema > farm.schema.json',
    '<%= config.bin %> schema test > farm-test.schema.json',
    '<%= config.bin %> schema policy > farm-policy.schema.json',
  ];
  static override args = {
    file: Args.string({
      options: ['farm', 'test', 'policy'],
      default: 'farm',
      description: 'kind of file',
    }),
  };

  async run(): Promise<void> {
    const { args } = await this.parse(Schema);
    await this.answer({
      document: true,
      result: documents[args.file as keyof typeof documents],
      text: async () => (await import('../render/text.js')).printJson,
    });
  }
}
