import { Config } from '@oclif/core/config';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runBatch } from '../../src/cli/batch-run.js';
import { diffFarms } from '../../src/domain/diff/index.js';
import type { Farm } from '../../src/domain/model/index.js';
import { Refusal } from '../../src/domain/model/refusal.js';
import { editCommands, planFarms } from '../../src/domain/plan/index.js';
import { printBatch } from '../../src/render/formats/batch.js';
import { createTheme } from '../../src/render/theme.js';
import { splitWords } from '../../src/store/batch/words.js';
import { anyEdit, type TriedEdit } from '../properties/any-edit.js';
import { anyFarm } from '../properties/arbitrary.js';

/**
 * What `--format batch` prints, read back and run by `farm batch`, makes the second farm of the first, but for what it says it
 * leaves.
 */

const root = join(import.meta.dirname, '../..');
const config = await Config.load({
  root,
  pjson: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
  devPlugins: false,
  userPlugins: false,
});
/** The commands of src/ instead of the built ones: an edit of theirs is one for the tests, too. */
const findBuilt = config.findCommand.bind(config);
config.findCommand = ((id: string) => {
  const found = findBuilt(id);
  if (found === undefined) return undefined;
  const load = async () =>
    (await import(pathToFileURL(join(root, 'src/commands', `${id.replaceAll(':', '/')}.ts`)).href))
      .default;
  return { ...found, load };
}) as typeof config.findCommand;

const theme = await createTheme({
  stream: process.stdout,
  env: {},
  noColour: true,
  preference: undefined,
});

async function afterBatch(text: string, farm: Farm): Promise<Farm> {
  const lines = text.split('\n').flatMap((line, at) => {
    const split = splitWords(line);
    if ('openQuote' in split) throw new Error(line);
    const [first, ...words] = split.words;
    if (first === undefined) return [];
    expect(first).toBe('farm');
    return [{ words, location: { file: 'x', line: at + 1, column: 1, text: line } }];
  });
  const source = { kind: 'file', path: '/x', foundBy: 'FILES' } as const;
  return (await runBatch(lines, { farm, source, text: '', ownRules: [], captured: null }, config))
    .farm;
}

function edited(farm: Farm, edits: readonly TriedEdit[]): Farm {
  let now = farm;
  for (const edit of edits) {
    try {
      now = edit.try(now).farm;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return now;
}

const pairs = fc.oneof(
  fc
    .tuple(anyFarm(), fc.array(anyEdit, { maxLength: 8 }))
    .map(([farm, edits]) => [farm, edited(farm, edits)] as const),
  fc.tuple(anyFarm(), anyFarm()),
);

describe('the edit commands between two farms', () => {
  it('run as a batch, make the second of the first, but for what they leave', async () => {
    await fc.assert(
      fc.asyncProperty(pairs, async ([from, to]) => {
        const edits = editCommands(from, to, planFarms(from, to));
        const text = printBatch(edits, { from: 'from', to: 'to' }, theme);
        const after = await afterBatch(text, from);
        expect(diffFarms(after, to, 'edit')).toEqual(edits.left);
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});
