import { runs } from '../runs.js';
import { Config } from '@oclif/core/config';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runBatch } from '../../src/cli/batch-run.js';
import { newFarm } from '../../src/domain/edits/index.js';
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

/** Few names, in several spellings: each is often deleted, added, respelled or exchanged with another. */
const fewAgents = ['R1', 'r1', 'R2', 'R10'];
const fewProviders = ['P1', 'p1', 'P[1-2]', 'p[1-2]', 'P*', 'a,b', 'P[*]'];
const fewBrokers = ['CB2', 'cb2', 'CB3', 'CB4'];

const folded = (name: string): string => name.toLowerCase();
const some = (names: readonly string[]): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...names), { maxLength: 4, selector: folded });
const anyDomains = fc.constantFrom({}, { rack: 'r1' }, { rack: 'row[1], *' });

/** A farm of one site with a few of these names, each with any kind, state and preference. */
const smallFarm: fc.Arbitrary<Farm> = fc
  .record({
    brokers: some(fewBrokers),
    gateways: some(fewBrokers),
    agents: some(fewAgents),
    providers: some(fewProviders),
    picks: fc.infiniteStream(fc.nat(1000)),
    domains: fc.infiniteStream(anyDomains),
  })
  .map(({ brokers, gateways, agents, providers, picks, domains }): Farm => {
    const next = <T>(values: readonly T[]): T => values[picks.next().value! % values.length]!;
    const bare = newFarm({ name: 'F', rasVersion: 21, site: 'S', primary: { server: 'CB1' } });
    const [site] = bare.sites;
    const [primary] = site!.brokers;
    const preferredBroker = (): string | null => next([null, 'CB1', ...brokers]);
    const failureDomains = (): Record<string, string> => ({ ...domains.next().value! }) as never;
    return {
      ...bare,
      sites: [
        {
          ...site!,
          brokers: [
            primary!,
            ...brokers.map((server) => ({
              ...primary!,
              server,
              standby: next([true, false]),
              failureDomains: failureDomains(),
            })),
          ],
          gateways: gateways.map((server) => ({
            server,
            ip: null,
            mode: next(['normal', 'forwarding'] as const),
            preferredBroker: preferredBroker(),
            failureDomains: failureDomains(),
          })),
          agents: agents.map((name) => ({
            name,
            kind: next(['rds-host', 'guest'] as const),
            preferredBroker: preferredBroker(),
            failureDomains: failureDomains(),
          })),
          providers: providers.map((name) => ({
            name,
            type: next(['AVD', 'HyperV']),
            preferredBroker: preferredBroker(),
            failureDomains: failureDomains(),
          })),
        },
      ],
    };
  });

describe('the edit commands between two farms', () => {
  it('make it also where names are deleted and added again, respelled or exchanged', async () => {
    let again = 0;
    await fc.assert(
      fc.asyncProperty(smallFarm, smallFarm, async (from, to) => {
        const edits = editCommands(from, to, planFarms(from, to));
        const text = printBatch(edits, { from: 'from', to: 'to' }, theme);
        const after = await afterBatch(text, from);
        expect(diffFarms(after, to, 'edit')).toEqual(edits.left);
        // Nothing is left but the order of what was added again, and how a gateway is spelled: no command changes these.
        for (const { object, property, before, name } of edits.left) {
          const isSpelling = object === 'gateway' && property === 'server';
          expect(isSpelling ? folded(String(before)) : property).toBe(
            isSpelling ? folded(name) : 'order',
          );
        }
        if (/ delete (\w+)\b[^]* add \1\b/iu.test(text)) again += 1;
      }),
      { numRuns: runs(60) },
    );
    expect(again).toBeGreaterThan(5);
  }, 120_000);

  it('run as a batch, make the second of the first, but for what they leave', async () => {
    await fc.assert(
      fc.asyncProperty(pairs, async ([from, to]) => {
        const edits = editCommands(from, to, planFarms(from, to));
        const text = printBatch(edits, { from: 'from', to: 'to' }, theme);
        const after = await afterBatch(text, from);
        expect(diffFarms(after, to, 'edit')).toEqual(edits.left);
      }),
      { numRuns: runs(30) },
    );
  }, 60_000);
});
