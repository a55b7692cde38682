import {
  placeholder,
  suggestedCommand,
  printDuration,
  FarmError,
} from '../../domain/model/index.js';
import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type {
  CommentedTest,
  Expectations,
  Failure,
  FarmTest,
  StateKey,
} from '../../domain/expectations/index.js';
import { printEvent } from '../../domain/simulate/index.js';
import { createFile } from '../fs/atomic-write.js';
import type { FarmSource } from '../farm/locate.js';
import { withLock } from '../fs/lock.js';
import { shownPath } from '../fs/shown-path.js';
import type { ShareEntry, StateEntry, ThenEntry, WhenEntry } from './condition.js';
import type { TestEntry } from './test-convert.js';
import { isTestFile, testFileEndings } from './test-file-name.js';
import { testFormatVersion, testSchemaDocument } from './test-schema.js';
import { withWriteErrors } from '../fs/write-errors.js';

/** Writing a first test file. */

/**
 * The file for `farm test --init`, absolute: the one given, or one beside the farm with a similar name.
 * @throws FarmError E_USAGE for a name that is not of a test file
 */
export function newTestPath(named: string | undefined, farm: FarmSource, cwd: string): string {
  if (named !== undefined) {
    if (isTestFile(named)) return resolve(cwd, named);
    throw new FarmError({
      code: 'E_USAGE',
      message: `"${named}" is not the name of a test file.`,
      why: 'farm test would not find it.',
      nextStep: `use a name that ends in ${testFileEndings.join(', ')}`,
    });
  }
  const isFile = farm.kind === 'file';
  const name = isFile ? basename(farm.path).replace(/(?:\.farm)?\.json$/i, '') : 'farm';
  return join(isFile ? dirname(farm.path) : cwd, `${name}${testFileEndings[0]}`);
}

/** The schema that a new test file refers to, in its folder. */
const schemaName = 'farm-test.schema.json';

/**
 * Writes the tests to a new file, in JSON or YAML by its name, and the schema that it refers to beside it if there is none.
 * Returns the path of the schema if it was written, otherwise null.
 * @throws FarmError E_EXISTS if the file exists; E_LOCKED, E_CANNOT_WRITE
 */
export async function createTestFile(
  path: string,
  farm: FarmSource,
  tests: readonly CommentedTest[],
): Promise<string | null> {
  const head = farm.kind === 'file' ? { farm: pathBetween(path, farm.path) } : {};
  const text = path.toLowerCase().endsWith('.json')
    ? printJson(head, tests)
    : await printYaml(head, tests);
  refuseExisting(path);
  const schema = join(dirname(path), schemaName);
  const isMissing = lstatSync(schema, { throwIfNoEntry: false }) === undefined;
  await withWriteErrors(
    path,
    () =>
      withLock(path, async () => {
        refuseExisting(path);
        // First, so that the new file never refers to a schema that is not there.
        if (isMissing) createFile(schema, `${JSON.stringify(testSchemaDocument, null, 2)}\n`);
        createFile(path, text);
      }),
    'FILE --init',
  );
  return isMissing ? schema : null;
}

function refuseExisting(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return;
  throw new FarmError({
    code: 'E_EXISTS',
    message: `${shownPath(path)} already exists.`,
    why: 'farm test --init never overwrites a file.',
    nextStep: suggestedCommand('test', {
      args: [placeholder(`OTHER${testFileEndings[0]}`)],
      options: [['--init', null]],
    }),
  });
}

/** The path of the farm relative to the test file, with forward slashes. */
function pathBetween(testFile: string, farm: string): string {
  const path = relative(
    realFolder(dirname(testFile)),
    join(realFolder(dirname(farm)), basename(farm)),
  );
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** The folder with links resolved. A missing folder is reported when the file is written. */
function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

function printJson(head: { farm?: string }, tests: readonly CommentedTest[]): string {
  const document = {
    $schema: `./${schemaName}`,
    formatVersion: testFormatVersion,
    ...head,
  };
  return `${JSON.stringify({ ...document, tests: tests.map(({ test }) => toEntry(test)) }, null, 2)}\n`;
}

async function printYaml(
  head: { farm?: string },
  tests: readonly CommentedTest[],
): Promise<string> {
  const { Document, isMap, isSeq } = await import('yaml');
  const entries = tests.map(({ test }) => toEntry(test));
  const document = new Document({ formatVersion: testFormatVersion, ...head, tests: entries });
  document.commentBefore = [
    ` yaml-language-server: $schema=./${schemaName}`,
    ` After an update of farm, renew the schema: farm schema test > ${schemaName}`,
    '',
    ' Tests for this farm. farm test shows what a change breaks.',
  ].join('\n');
  const list = document.get('tests');
  for (const [index, item] of (isSeq(list) ? list.items : []).entries()) {
    if (!isMap(item)) continue;
    item.commentBefore = ` ${tests[index]?.comment ?? ''}`;
    item.spaceBefore = index > 0;
  }
  return document.toString({ lineWidth: 100 });
}

/** A test as written, without default values. Starter tests have no edits. */
function toEntry({ name, site, when, expect }: FarmTest): TestEntry {
  const failure = toWhen(when);
  return {
    name,
    ...(site === null ? {} : { site }),
    ...(Object.keys(failure).length === 0 ? {} : { when: failure }),
    // oxlint-disable-next-line unicorn/no-thenable -- a key of the file format; never awaited
    then: toThen(expect),
  };
}

function toWhen({ down, domains, groups, events, anyDown, anySplit }: Failure): WhenEntry {
  const offline = [...down, ...domains.map(({ key, value }) => ({ [key]: value }))];
  return {
    ...(offline.length === 0 ? {} : { down: offline }),
    ...(anyDown === 0 ? {} : { 'any-down': anyDown }),
    ...(groups.length === 0 ? {} : { partition: groups }),
    ...(anySplit ? { 'any-split': true } : {}),
    ...(events.length === 0 ? {} : { events: events.map(printEvent) }),
  };
}

function toThen({ 'stopped-for-at-most': minutes, at, ...rest }: Expectations): ThenEntry {
  const moments = at?.map(({ minutes: since, expect }) => [printDuration(since), toState(expect)]);
  return {
    ...rest,
    ...toState(rest),
    ...(minutes === undefined ? {} : { 'stopped-for-at-most': printDuration(minutes) }),
    ...(moments === undefined
      ? {}
      : { at: Object.fromEntries(moments) as NonNullable<ThenEntry['at']> }),
  } as ThenEntry;
}

function toState({ 'load-share': shares, ...rest }: Pick<Expectations, StateKey>): StateEntry {
  if (shares === undefined) return rest;
  const written = Object.entries(shares).map(([server, { least, most }]): [string, ShareEntry] => [
    server,
    least === most ? most : { 'at-least': least, 'at-most': most },
  ]);
  return { ...rest, 'load-share': Object.fromEntries(written) };
}
