import { describe, expect, it } from 'vitest';
import { errorDocument } from '../../src/render/error-document.js';
import { parseFarm } from '../../src/store/farm/document.js';
import { findYamlProblems } from '../../src/store/test/yaml-text.js';
import { farmErrorOf } from '../store/a-farm.js';

const nothingWanted = { find: () => [], what: 'tests' };

/** A farm with that many agents that prefer a broker which isn't there. */
function farmWith(agents: number): string {
  const list = Array.from({ length: agents }, (_, at) =>
    JSON.stringify({ name: `RDS${at}`, preferredBroker: 'CBX' }),
  );
  return `{"formatVersion":1,"name":"F","sites":[{"name":"S","brokers":[{"server":"CB1"}],"agents":[\n${list.join(',\n')}\n]}]}`;
}

describe('of a file with very many problems', () => {
  it('the first hundred are listed, in order, and all are counted', async () => {
    const error = await farmErrorOf(() => parseFarm(farmWith(10_000), 'farm.json'));
    expect(error.message).toBe('farm.json is not a valid farm: 10000 problems.');
    expect(error.problems.map(({ location }) => location.line)).toEqual(
      Array.from({ length: 100 }, (_, at) => at + 2),
    );
    expect(errorDocument(error)).toMatchObject({ problemsOmitted: 9900 });
  });

  it('all are listed up to a hundred, without a note about omitted ones', async () => {
    const error = await farmErrorOf(() => parseFarm(farmWith(100), 'farm.json'));
    expect(error.problems).toHaveLength(100);
    expect(errorDocument(error)).not.toHaveProperty('problemsOmitted');
  });

  it('each key that is written twice counts, in JSON and in YAML', async () => {
    const twice = `{${Array.from({ length: 5000 }, () => '"name":"F"').join(',\n')}}`;
    const error = await farmErrorOf(() => parseFarm(twice, 'farm.json'));
    expect(error.problems).toHaveLength(100);
    expect(error.problemsOmitted).toBeGreaterThanOrEqual(4899);
    const yaml = findYamlProblems('k: 1\n'.repeat(5000), 't.yaml', nothingWanted);
    expect([yaml.problems.length, yaml.omitted]).toEqual([100, 4899]);
  });

  it('a YAML text with an error for every other letter is answered the same way', () => {
    const found = findYamlProblems(`a: "${'\\q'.repeat(5000)}"`, 't.yaml', nothingWanted);
    expect([found.hasSyntaxErrors, found.problems.length, found.omitted]).toEqual([
      true,
      100,
      4900,
    ]);
  });
});

describe('a YAML text', () => {
  it('with keys that only look different once read is refused: the last would win in silence', () => {
    const { problems } = findYamlProblems('1: a\n"1": b\n', 't.yaml', nothingWanted);
    expect(problems.map(({ location, message }) => [location.line, message])).toEqual([
      [2, 'this key is duplicated.'],
    ]);
  });

  it('with more than a thousand anchors and aliases is refused at the first too many', () => {
    const text = `a: &a 1\nb:\n${'  - *a\n'.repeat(1000)}`;
    const { problems } = findYamlProblems(text, 't.yaml', nothingWanted);
    expect(problems.map(({ location, message }) => [location.line, message])).toEqual([
      [1002, 'the file has more than 1000 anchors (&) and aliases (*).'],
    ]);
  });

  it('points at the target of an alias', () => {
    const find = () => [
      { of: 'value' as const, problem: { path: ['b', 'x'], message: 'wrong here.' } },
    ];
    const { problems } = findYamlProblems('a: &a\n  x: 1\nb: *a\n', 't.yaml', {
      find,
      what: 'tests',
    });
    expect(problems.map(({ location }) => location.line)).toEqual([2]);
  });
});
