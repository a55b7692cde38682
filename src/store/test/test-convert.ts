import { type Path, type Problem, sameName } from '../../domain/model/index.js';
import type { FarmTest, RefusalKind } from '../../domain/expectations/index.js';
import type { ContentProblem } from '../farm/schema-errors.js';
import { isObject } from '../json/is-object.js';
import { readCondition, type ThenEntry, type WhenEntry } from './condition.js';
import { type GivenEntry, readEdit } from './edit-entry.js';
import { all, EntryReader, type OneOrMore } from './entry-reader.js';
import { expandCases, type SourceOf, type WrittenEntry } from './test-cases.js';
import { findTestShapeProblems } from './test-shape.js';

/** Converts a document to tests, and finds what in it is invalid. */

/** One test as it is written. */
export interface TestEntry {
  name: string;
  site?: string;
  sites?: OneOrMore;
  skip?: string;
  given?: readonly GivenEntry[];
  when?: WhenEntry;
  then: ThenEntry & { refused?: true | RefusalKind };
}

/** A test of a file, or one case of it. */
export interface WrittenTest {
  test: FarmTest;
  /** Names and patterns of the sites that are tested one by one; null for the site of the test. */
  sites: readonly string[] | null;
  /** Why the test is skipped; null where it is not. */
  skip: string | null;
  /** Its place in the document: of the case, if it is one. */
  at: Path;
  sourceOf: SourceOf;
}

/** The tests of a document, and everything wrong with it; one problem for each place. */
export function readTests(document: unknown): {
  tests: WrittenTest[];
  problems: ContentProblem[];
} {
  if (!isObject(document) || !Array.isArray(document['tests']) || document['tests'].length === 0)
    return { tests: [], problems: findTestShapeProblems(document) };
  const { entries, problems } = expandCases(document['tests']);
  const tests = entries.map(({ entry }) => entry);
  const shape = findTestShapeProblems({ ...document, tests }).map(({ of, problem }) => ({
    of,
    problem: { ...problem, path: inDocument(entries, problem.path, of) },
  }));
  // Where no test is left because all tables are invalid, the list only looks empty.
  const found =
    entries.length > 0 ? shape : shape.filter(({ problem }) => problem.path.length !== 1);
  const all = [...problems, ...found];
  if (all.length > 0) return { tests: [], problems: once(all) };
  const read = entries.map((one) => readTest(one));
  const wrong = [...read.flatMap((one) => one.problems), ...findRepeatedNames(read)];
  return {
    tests: read.map(({ written }) => written),
    problems: once(wrong.map((problem) => ({ of: 'value', problem }))),
  };
}

function inDocument(entries: readonly WrittenEntry[], path: Path, of: ContentProblem['of']): Path {
  const [list, index, ...inside] = path;
  const entry = list === 'tests' && typeof index === 'number' ? entries[index] : undefined;
  return entry === undefined ? path : entry.sourceOf(inside, of);
}

/** The problems without repetitions: what is wrong with a test is wrong with each of its cases. */
function once(problems: readonly ContentProblem[]): ContentProblem[] {
  const byPlace = problems.map((one): [string, ContentProblem] => [
    JSON.stringify([one.problem.path, one.problem.message, one.problem.refusal?.reason]),
    one,
  ]);
  return [...new Map(byPlace).values()];
}

interface ReadTest {
  written: WrittenTest;
  problems: Problem[];
}

function findRepeatedNames(tests: readonly ReadTest[]): Problem[] {
  const firstOf = new Map<string, WrittenTest>();
  return tests.flatMap(({ written }): Problem[] => {
    const { name } = written.test;
    const path = written.at.length > 2 ? written.at : written.sourceOf(['name']);
    if (name.trim() === '') return [{ path, message: 'the name of a test is empty.' }];
    const earlier = firstOf.get(name.toLowerCase());
    if (earlier === undefined) {
      firstOf.set(name.toLowerCase(), written);
      return [];
    }
    const message = `${sayPlace(earlier.at)} already has the name "${name}".`;
    return [{ path, message, expected: 'a unique name' }];
  });
}

/** `test 2`, or `case 1 of test 2`. */
function sayPlace([, test, , row]: Path): string {
  const place = `test ${Number(test) + 1}`;
  return row === undefined ? place : `case ${Number(row) + 1} of ${place}`;
}

function readTest({ entry, at, sourceOf }: WrittenEntry): ReadTest {
  const { name, site, sites, skip, given = [], when, then } = entry as TestEntry;
  const problems: Problem[] = [];
  const reader = new EntryReader(problems, []);
  const edits = given.map((edit, index) => readEdit(edit, reader.in('given', index)));
  if (site !== undefined && sites !== undefined)
    reader.report(['sites'], '"site" and "sites" can\'t be used in one test.', 'one of them');
  const { refused, ...expected } = then;
  // oxlint-disable-next-line unicorn/no-thenable -- a key of the file format; never awaited
  const paths = { when: ['when'], then: ['then'] };
  const condition = readCondition(
    // oxlint-disable-next-line unicorn/no-thenable -- a key of the file format; never awaited
    { ...(when === undefined ? {} : { when }), then: expected },
    paths,
  );
  problems.push(...condition.problems);
  if (refused !== undefined) checkRefused(entry as TestEntry, reader);
  const test = {
    name,
    site: site ?? null,
    given: edits.filter((edit) => edit !== null),
    when: condition.when,
    expect: { ...condition.expect, ...(refused === undefined ? {} : { refused }) },
  };
  return {
    written: { test, sites: sitesOf(sites), skip: skip ?? null, at, sourceOf },
    problems: problems.map((problem) => ({ ...problem, path: sourceOf(problem.path) })),
  };
}

/** An edit that is refused leaves no farm of which something else could be expected. */
function checkRefused({ given = [], when, then }: TestEntry, reader: EntryReader): void {
  if (given.length === 0)
    reader.report(['then', 'refused'], 'there is no edit to refuse.', 'an edit in "given"');
  const other = Object.keys(then).find((key) => key !== 'refused');
  const path = other === undefined ? ['when'] : ['then', other];
  if (other === undefined && when === undefined) return;
  const message = `"${other ?? 'when'}" can't be used with "refused": an edit that is refused changes nothing.`;
  reader.report(path, message, 'a separate test');
}

function sitesOf(sites: OneOrMore | undefined): readonly string[] | null {
  if (sites === undefined) return null;
  return all(sites).map((one) => (sameName(one, everySite) ? '*' : one));
}

/** The word for all sites, in the place of a name. */
const everySite = 'every';
