import { type Printed, counted } from '../domain/model/index.js';
import type { Look } from './theme.js';
import type {
  InitResult,
  PlacedMiss,
  TestedFile,
  TestedTest,
  TestsResult,
  TestsSummary,
} from './test-result.js';

/** What the tests found: the summary first, then each file, and of what failed all that is known. */
export function renderTests({ summary, files }: Printed<TestsResult>, look: Look): string {
  return [saySummary(summary, look), ...files.map((file) => renderFile(file, look))].join('\n\n');
}

function saySummary(summary: TestsSummary, look: Look): string {
  const { files, tests, passed, failed, broken, skipped, brokenFiles } = summary;
  const parts = [
    ...(skipped > 0 ? [`${skipped} left out`] : []),
    ...(passed > 0 ? [look.good(`${passed} passed`)] : []),
    ...(failed > 0 ? [look.bad(`${failed} failed`)] : []),
    ...(broken > 0 ? [look.bad(`${broken} broken`)] : []),
    ...(brokenFiles > 0 ? [look.bad(`files: ${brokenFiles} broken`)] : []),
  ];
  return `${look.heading(`${counted(tests, 'test')} in ${counted(files, 'file')}`)} (${parts.join(', ')})`;
}

function renderFile({ file, farm, tests, error }: Printed<TestedFile>, look: Look): string {
  const about = farm === null ? '' : look.faint(` (farm: ${farm})`);
  const broken =
    error === null || tests.length > 0 ? [] : [`  ${look.bad('broken')}  nothing was tested`];
  return [
    look.heading(file) + about,
    ...broken,
    ...tests.map((test) => renderTest(file, test, look)),
  ].join('\n');
}

function renderTest(file: string, test: Printed<TestedTest>, look: Look): string {
  const { name, outcome, scenarios, misses } = test;
  const tried = scenarios > 1 ? look.faint(` (${scenarios} scenarios)`) : '';
  const word = {
    passed: look.good('passed'),
    failed: look.bad('FAILED'),
    broken: look.bad('broken'),
  }[outcome];
  const lines = look.wrap(`  ${word}  ${name}${tried}`, 10);
  const place =
    outcome === 'broken' ? [`          ${look.faint(`${file}:${test.line}:${test.column}`)}`] : [];
  return [lines, ...place, ...misses.map((miss) => renderMiss(file, miss, look))].join('\n');
}

function renderMiss(file: string, miss: Printed<PlacedMiss>, look: Look): string {
  const { expectation, line, column, expected, got, why, counterexample, replay, assumptions } =
    miss;
  const assumed = sayAssumptions(assumptions);
  const row = (head: string, text: string): string =>
    look.wrap(`    ${head.padEnd(10)}${text}`, 14);
  return [
    `    ${look.heading(expectation)} ${look.faint(`${file}:${line}:${column}`)}`,
    row('expected', expected),
    row('got', look.bad(got)),
    row('why', why + assumed),
    ...(counterexample === null ? [] : [row('when', counterexample)]),
    `    ${'again'.padEnd(10)}${look.command(replay)}`,
  ].join('\n');
}

/** ` (assumption A4)`, ` (assumptions A4, A5)`, or nothing. */
export function sayAssumptions(assumptions: readonly string[]): string {
  if (assumptions.length === 0) return '';
  return ` (assumption${assumptions.length === 1 ? '' : 's'} ${assumptions.join(', ')})`;
}

/** What `farm test --init` wrote. */
export function renderInit({ file, farm, tests, again }: Printed<InitResult>, look: Look): string {
  return [
    look.wrap(
      `${look.good('Written:')} ${file}, with ${counted(tests.length, 'test')} that pass for ${farm} as it stands:`,
    ),
    ...tests.map((name) => look.wrap(`  ${name}`, 2)),
    `Test again after a change: ${look.command(again)}`,
  ].join('\n');
}
