import { type Printed, counted, printDuration } from '../domain/model/index.js';
import type { Theme } from './theme.js';
import type {
  InitResult,
  PlacedMiss,
  TestedFile,
  TestedTest,
  TestsResult,
  TestsSummary,
} from './test-result.js';

/** The result of the tests: the summary, then each file, with details of failed tests. */
export function renderTests({ summary, files }: Printed<TestsResult>, theme: Theme): string {
  return [renderTestsVerdict(summary, theme), ...files.map((file) => renderFile(file, theme))].join(
    '\n\n',
  );
}

/** The number of tests by outcome, in one line. */
export function renderTestsVerdict(summary: TestsSummary, theme: Theme): string {
  const { files, tests, passed, failed, broken, skipped, brokenFiles, skippedWithReason } = summary;
  const parts = [
    ...(skipped > 0 ? [`${skipped} left out by --grep`] : []),
    ...(passed > 0 ? [theme.good(`${passed} passed`)] : []),
    ...(failed > 0 ? [theme.bad(`${failed} failed`)] : []),
    ...(skippedWithReason > 0 ? [theme.caution(`${skippedWithReason} skipped`)] : []),
    ...(broken > 0 ? [theme.bad(`${broken} broken`)] : []),
    ...(brokenFiles > 0 ? [theme.bad(`files: ${brokenFiles} broken`)] : []),
  ];
  return `${theme.heading(`${counted(tests, 'test')} in ${counted(files, 'file')}`)} (${parts.join(', ')})`;
}

function renderFile({ file, farm, tests, error }: Printed<TestedFile>, theme: Theme): string {
  const about = farm === null ? '' : theme.faint(` (farm: ${farm})`);
  const broken = error === null || tests.length > 0 ? [] : [`  ${theme.bad('broken')}  not tested`];
  return [
    theme.heading(file) + about,
    ...broken,
    ...tests.map((test) => renderTest(file, test, theme)),
  ].join('\n');
}

function renderTest(file: string, test: Printed<TestedTest>, theme: Theme): string {
  const { name, outcome, skipReason, scenarios, misses } = test;
  const tried = scenarios > 1 ? theme.faint(` (${scenarios} scenarios)`) : '';
  const word = {
    passed: theme.good('passed'),
    failed: theme.bad('FAILED'),
    broken: theme.bad('broken'),
    skipped: theme.caution('skipped'),
  }[outcome];
  const why = skipReason === null ? '' : `: ${skipReason}`;
  const lines = theme.wrap(`  ${word}  ${name}${tried}${why}`, 10);
  const place =
    outcome === 'broken' ? [`          ${theme.faint(`${file}:${test.line}:${test.column}`)}`] : [];
  return [lines, ...place, ...misses.map((miss) => renderMiss(file, miss, theme))].join('\n');
}

function renderMiss(file: string, miss: Printed<PlacedMiss>, theme: Theme): string {
  const { line, column, expected, got, why, counterexample, replay, assumptions } = miss;
  const assumed = sayAssumptions(assumptions);
  const row = (head: string, text: string): string =>
    theme.wrap(`    ${head.padEnd(10)}${text}`, 14);
  return [
    `    ${theme.heading(sayExpectation(miss))} ${theme.faint(`${file}:${line}:${column}`)}`,
    row('expected', expected),
    row('got', theme.bad(got)),
    row('why', why + assumed),
    ...(counterexample === null ? [] : [row('when', counterexample)]),
    `    ${'again'.padEnd(10)}${theme.command(replay)}`,
  ].join('\n');
}

/** The key of an expectation, and the moment for which it is expected: `primary at 10m`. */
export function sayExpectation({
  expectation,
  at,
}: Pick<PlacedMiss, 'expectation' | 'at'>): string {
  return at === null ? expectation : `${expectation} at ${printDuration(at)}`;
}

/** ` (assumption A4)`, ` (assumptions A4, A5)`, or nothing. */
export function sayAssumptions(assumptions: readonly string[]): string {
  if (assumptions.length === 0) return '';
  return ` (assumption${assumptions.length === 1 ? '' : 's'} ${assumptions.join(', ')})`;
}

/** The report of `farm test --init`. */
export function renderInit(
  { file, schema, farm, tests, again }: Printed<InitResult>,
  theme: Theme,
): string {
  return [
    theme.wrap(
      `${theme.good('Written:')} ${file}, with ${counted(tests.length, 'test')} that ${tests.length === 1 ? 'passes' : 'pass'} for ${farm} now:`,
    ),
    ...tests.map((name) => theme.wrap(`  ${name}`, 2)),
    ...(schema === null
      ? []
      : [theme.wrap(`Written: ${schema}, with which editors complete and check the file.`)]),
    `Run them after every change: ${theme.command(again)}`,
  ].join('\n');
}
