import type { Printed } from '../../domain/model/index.js';
import { sayAssumptions, sayExpectation } from '../farm-test.js';
import type { PlacedMiss, TestedFile, TestsResult } from '../test-result.js';
import type { Annotation } from './annotations.js';
import { sayProblems } from './broken.js';
import type { NameOf } from './file-annotations.js';

/** Annotations of `farm test`: each expectation that isn't met, and each problem of a broken file, at its place. */
export function testAnnotations({ files }: Printed<TestsResult>, nameOf: NameOf): Annotation[] {
  const seen = new Set<string>();
  return files
    .flatMap((file) => [...problemsOf(file), ...missesOf(file)])
    .filter((one) => {
      // Several test files may have the same broken farm.
      const key = JSON.stringify(one);
      return !seen.has(key) && seen.add(key);
    })
    .map((one) => ({ ...one, path: nameOf(one.path) }));
}

function missesOf({ file, tests }: Printed<TestedFile>): Annotation[] {
  return tests.flatMap(({ name, misses }) =>
    misses.map((miss) => ({
      severity: 'error' as const,
      code: 'test',
      title: name,
      path: file,
      line: miss.line,
      column: miss.column,
      message: `${sayExpectation(miss)}: expected ${miss.expected}; got ${miss.got}`,
      details: detailsOf(miss),
    })),
  );
}

function detailsOf({ why, counterexample, replay, assumptions }: Printed<PlacedMiss>): string[] {
  return [
    `why: ${why}${sayAssumptions(assumptions)}`,
    ...(counterexample === null ? [] : [`when: ${counterexample}`]),
    `again: ${replay}`,
  ];
}

function problemsOf({ file, error }: Printed<TestedFile>): Annotation[] {
  if (error === null) return [];
  return sayProblems(file, error).map(({ message, place }) => ({
    severity: 'error',
    code: error.code,
    title: 'broken file',
    path: place.file,
    line: place.line,
    column: place.column,
    message,
    details: [`fix: ${error.nextStep}`],
  }));
}
