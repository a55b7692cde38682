import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { didYouMean } from '../../src/render/did-you-mean.js';
import { type ErrorCode, exitCodeMeanings, exitCodeOf } from '../../src/domain/model/exit-codes.js';
import { Refusal } from '../../src/domain/model/refusal.js';
import { explain, listTopics, topicNames } from '../../src/domain/explain/explain.js';
import { errorTopics } from '../../src/domain/explain/error-topics.js';
import type { Explanation } from '../../src/domain/explain/explanation.js';
import { renderExplanationAsMarkdown } from '../../src/render/explain-markdown.js';
import { renderExplanation } from '../../src/render/explain.js';
import { createTheme } from '../../src/render/theme.js';

const theme = await createTheme({ stream: {}, env: {}, noColour: true });
const ids = listTopics().groups.flatMap(({ topics }) => topics.map(({ id }) => id));
const pages = ids.map((id): [string, Explanation] => [id, explain(id)]);

describe('topics', () => {
  it('have unique names, so that none hides another', () => {
    const names = topicNames().map((name) => name.toLowerCase());
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    expect(twice).toEqual([]);
  });

  it('are found by every name, in any case', () => {
    for (const name of topicNames()) {
      expect(explain(name.toUpperCase()), name).toEqual(explain(name));
    }
  });

  it('that are not there are refused, with the nearest', () => {
    for (const [typed, suggestion] of [
      ['RAS14', 'RAS104'],
      ['even-active-broker', 'even-active-brokers'],
      ['schedulres', 'schedulers'],
      ['E_LOKED', 'E_LOCKED'],
      ['majorty', 'majority'],
    ] as const) {
      const error = refusalOf(typed);
      expect(error.code).toBe('E_NOT_FOUND');
      expect(didYouMean(typed, error.candidates)).toBe(suggestion);
    }
  });

  it('say something for every error code, and every exit code has one', () => {
    const codes = Object.keys(exitCodeOf) as ErrorCode[];
    for (const code of codes) expect(errorTopics[code]).toMatch(/\.$/u);
    const without = Object.keys(exitCodeMeanings).filter(
      (exit) => !codes.some((code) => exitCodeOf[code] === Number(exit)),
    );
    expect(without).toEqual(['0', '1']);
  });
});

describe.each(pages)('%s', (_id, explanation) => {
  const text = renderExplanation(explanation, theme);

  it('fits 80 columns, but for what is to be copied', () => {
    const wide = text
      .split('\n')
      .filter((line) => line.length > 80 && !/^ +(?:farm |["{[\]}])/u.test(line));
    expect(wide).toEqual([]);
  });

  it('says as text only what the JSON holds', () => {
    expect(unknownWords(text, explanation)).toEqual([]);
  });

  it('says as Markdown what it says as text', () => {
    const markdown = renderExplanationAsMarkdown(explanation)
      .replaceAll(/\\(?=[\\`*_<>[\]|])/gu, '')
      .toLowerCase();
    const missing = wordsOf(text.toLowerCase()).filter((word) => !markdown.includes(word));
    expect(missing).toEqual([]);
  });
});

describe('commands that are named', () => {
  const manifest: {
    commands: Record<string, { flags: Record<string, { allowNo?: boolean; char?: string }> }>;
  } = JSON.parse(readFileSync(join(import.meta.dirname, '../../oclif.manifest.json'), 'utf8'));
  const named = [...new Set(pages.flatMap(([, explanation]) => commandsOf(explanation)))];

  it('are found', () => expect(named.length).toBeGreaterThan(30));

  it.each(named)('%s is one, with flags that it has', (line) => {
    const words = line
      .replaceAll(/'[^']*'/gu, 'QUOTED')
      .split(' ')
      .slice(1);
    const id = Object.keys(manifest.commands).find((one) =>
      [words[0], `${words[0]}:${words[1]}`].includes(one),
    );
    expect(id, line).toBeDefined();
    const flags = manifest.commands[id!]?.flags ?? {};
    const known = Object.entries(flags).flatMap(([name, { allowNo }]) =>
      allowNo === true ? [name, `no-${name}`] : [name],
    );
    const typed = words.flatMap((word) => /^--([^=]+)/u.exec(word)?.[1] ?? []);
    expect(typed.filter((flag) => !known.includes(flag))).toEqual([]);
  });
});

function refusalOf(typed: string): Refusal {
  try {
    explain(typed);
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  throw new Error(`"${typed}" was explained`);
}

/** The words of heads and of sentences around a fact: what text may say beside the JSON's own words. */
const frame = `
  Topics Explain a topic by its id for example farm explain RAS104
  Why Vendor statements Assumptions Source read Policy Bad Good What farm check reports Observed required Fix
  Autofix farm check --fix Threshold Default a farm file can set to Configure it in the farm file Turn it off
  Accept the finding This rule is about the farm file itself It cannot be configured or suppressed
  In the farm file Rules about it Commands While the primary is offline
  assumption The vendor does not document this Answers that depend on it cite it
  Rules that depend on it Commands that depend on it vendor statement Number Rules based on it
  Exemptions exit code Exit code Also with this exit code Error codes Farm check exits
`;

function unknownWords(text: string, explanation: Explanation): string[] {
  const known = new Set([...wordsOf(frame), ...wordsOf(leavesOf(explanation).join(' '))]);
  return [...new Set(wordsOf(text))].filter((word) => !known.has(word));
}

/** Words and numbers, without punctuation. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function leavesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.values(value).flatMap(leavesOf);
}

function commandsOf(explanation: Explanation): readonly string[] {
  if (explanation.kind === 'rule') return explanation.sample.mend;
  if (explanation.kind === 'concept') return explanation.commands;
  return explanation.kind === 'assumption' ? explanation.answers : [];
}
