import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { importCapture } from '../../src/domain/capture/index.js';
import { FarmError } from '../../src/domain/model/errors.js';
import { checkInvariants } from '../../src/domain/model/invariants.js';
import { Refusal } from '../../src/domain/model/refusal.js';
import { parseFarm, printFarm } from '../../src/store/farm/document.js';
import { captureOfFiles } from '../../src/store/capture/read-captures.js';
import { anyFarm } from '../properties/arbitrary.js';
import { callsOf, type Exported, shapes } from './exporter.js';

/** Whatever is in the files: either a valid farm comes out, or an error that the user can act on. */

const farms = anyFarm({ agents: 5, brokers: 4 });
const shapeNames = Object.keys(shapes);

/** The farm of files; null where they are refused. Anything else that is thrown fails the test. */
function tried(
  files: readonly { file: string; bytes: Buffer }[],
  model: Parameters<typeof importCapture>[1],
) {
  try {
    const capture = captureOfFiles(files.map((one) => ({ ...one, shown: one.file })));
    return importCapture(capture, model, { replace: true });
  } catch (error) {
    if (error instanceof FarmError || error instanceof Refusal) return null;
    throw error;
  }
}

async function expectValid(imported: ReturnType<typeof tried>): Promise<void> {
  if (imported === null) return;
  expect(checkInvariants(imported.farm)).toEqual([]);
  const { policy: _policy, ...farm } = imported.farm;
  expect(await parseFarm(printFarm(farm), 'farm.json')).toEqual(farm);
}

const anyFile = fc.constantFrom(
  'Get-RASBroker.json',
  'brokers.csv',
  'x.ras-capture.json',
  'Get-RASAgent.csv',
  'a',
  '-',
  'version.json',
);

it('random bytes', async () => {
  await fc.assert(
    fc.asyncProperty(anyFile, fc.uint8Array({ maxLength: 200 }), async (file, bytes) => {
      await expectValid(tried([{ file, bytes: Buffer.from(bytes) }], null));
    }),
    { numRuns: 500 },
  );
});

it('random JSON', async () => {
  await fc.assert(
    fc.asyncProperty(anyFile, fc.json(), async (file, text) => {
      await expectValid(tried([{ file, bytes: Buffer.from(text) }], null));
    }),
    { numRuns: 500 },
  );
});

it('files that were cut off or damaged', async () => {
  await fc.assert(
    fc.asyncProperty(
      farms,
      fc.constantFrom(...shapeNames),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.option(fc.uint8Array({ maxLength: 5 })),
      fc.boolean(),
      async (farm, shape, at, inserted, overModel) => {
        const files = shapes[shape]!.files(callsOf(farm)).map(({ file, bytes }) => {
          const place = Math.floor(bytes.length * at);
          const start = bytes.subarray(0, place);
          const rest = inserted === null ? [] : [Buffer.from(inserted), bytes.subarray(place)];
          return { file, bytes: Buffer.concat([start, ...rest]) };
        });
        await expectValid(tried(files, overModel ? farm : null));
      },
    ),
    { numRuns: 150 },
  );
});

const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    '',
    ' ',
    -1,
    0,
    1.5,
    1e300,
    true,
    'True',
    '27 = StandBy',
    '@{a=1}',
    'System.Object[]',
    '0.0.0.0',
    '10.0.0.1',
    'CB1',
    '__proto__',
    'a\u0000b',
    '\u202Ename',
    { cut: 'X' },
    { enum: 'OK', number: 0 },
    { value: [1], Count: 1 },
    [],
    [[{}]],
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.jsonValue({ maxDepth: 2 }),
);

it('objects with any values', async () => {
  await fc.assert(
    fc.asyncProperty(
      farms,
      fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), anyValue), { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      async (farm, changes, overModel) => {
        const calls = callsOf(farm);
        for (const [call, object, property, value] of changes) {
          const objects: Exported[] = calls[call % calls.length]?.objects ?? [];
          const one = objects[object % Math.max(1, objects.length)];
          if (one === undefined) continue;
          const keys = Object.keys(one);
          one[keys[property % keys.length] ?? 'Id'] = value;
        }
        const imported = tried(shapes['bundle']!.files(calls), overModel ? farm : null);
        await expectValid(imported);
      },
    ),
    { numRuns: 150 },
  );
});
