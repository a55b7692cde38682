import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The compiled code that the build keeps only saves time: the program is the same without it, or with what Node can't use. */

const root = join(import.meta.dirname, '../..');
const example = join(root, 'examples/two-sites.farm.json');
const words = ['load', '--json', '--file', example];

/** A copy of the built program, in which a test may break a file. */
let copy: string;
let file: string;
const code = readFileSync(join(root, 'dist/compiled-code.bin'));
let answer: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'farm-compiled-'));
  for (const name of ['bin', 'dist', 'package.json', 'oclif.manifest.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  file = join(copy, 'dist/compiled-code.bin');
  answer = run(...words).stdout;
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function run(...args: string[]) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    args[0]?.startsWith('--eval') ? args : [join(copy, 'bin/run.js'), ...args],
    { encoding: 'utf8' },
  );
  return { stdout, stderr, status };
}

/** Which files a run compiled, and whether Node took the code that was kept of them. */
function compiledBy(): Record<string, boolean> {
  const dist = JSON.stringify(join(copy, 'dist'));
  const { stderr } = run(
    `--eval=const vm = require('node:vm');
    const { Script } = vm;
    const taken = {};
    vm.Script = class extends Script {
      constructor(text, options) {
        super(text, options);
        taken[options.filename.slice(${dist}.length + 1).replace(/-[\\w-]{8}\\.cjs$/u, '')] =
          options.cachedData !== undefined && this.cachedDataRejected === false;
      }
    };
    process.on('exit', () => console.error(JSON.stringify(taken)));
    require(${dist} + '/start.cjs').start(${dist}, require, ${JSON.stringify(words)});`,
  );
  return JSON.parse(stderr);
}

describe('compiled code', () => {
  // CI runs a second Node on what the first has built.
  it.skipIf(!code.includes(process.versions.v8))(
    'is taken for every file of a usual command',
    () => {
      const taken = compiledBy();
      expect(Object.keys(taken)).toEqual(
        expect.arrayContaining(['main.cjs', 'commands/load.cjs', 'chunks/shared']),
      );
      expect(Object.values(taken)).not.toContain(false);
    },
  );

  it.each([
    ['is missing', null],
    ['is empty', () => Buffer.alloc(0)],
    ['is no such file', () => Buffer.from('{"compiledBy": "nobody"}')],
    [
      'is of another Node',
      (bytes: Buffer) =>
        // Of the Node that built it, which is another one already where CI tests a second Node.
        replaced(bytes, '"compiledBy":"1', '"compiledBy":"0'),
    ],
    [
      'is of another processor',
      (bytes: Buffer) => replaced(bytes, process.arch, 'z'.repeat(process.arch.length)),
    ],
    [
      'begins with a length beyond its end',
      (bytes: Buffer) => Buffer.concat([Buffer.alloc(4, 0xff), bytes.subarray(4)]),
    ],
    ['was cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1)],
    ['was cut off in the middle', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ['was cut off in its index', (bytes: Buffer) => bytes.subarray(0, 100)],
  ])('changes no answer where it %s', (_, broken) => {
    if (broken === null) unlinkSync(file);
    else writeFileSync(file, broken(code));
    try {
      expect(run(...words)).toEqual({ stdout: answer, stderr: '', status: 0 });
      expect(answer).toContain('"command": "load"');
    } finally {
      writeFileSync(file, code);
    }
  });

  it('changes no answer under flags of V8 that it was not compiled with', () => {
    const { stdout, status } = spawnSync(
      process.execPath,
      ['--no-opt', '--stack-size=900', join(copy, 'bin/run.js'), ...words],
      { encoding: 'utf8' },
    );
    expect({ stdout, status }).toEqual({ stdout: answer, status: 0 });
  });
});

function replaced(bytes: Buffer, from: string, to: string): Buffer {
  const at = bytes.indexOf(from);
  expect(at).toBeGreaterThan(0);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(to), bytes.subarray(at + from.length)]);
}
