import { FarmCommand } from '../farm-command.js';
import { schemaDocument } from '../store/schema.js';

export default class Schema extends FarmCommand {
  static override summary = 'Print the JSON Schema of a farm file';
  static override description =
    'A farm file names ./farm.schema.json as its schema: with the schema beside it, an editor completes and checks the file as you type.';
  static override examples = ['<%= config.bin %> schema > farm.schema.json'];

  async run(): Promise<void> {
    await this.parse(Schema);
    await this.answer({
      result: schemaDocument,
      text: async () => (await import('../render/text.js')).printJson,
    });
  }
}
