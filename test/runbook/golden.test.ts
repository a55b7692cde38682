import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Plan, planFarms } from '../../src/domain/plan/index.js';
import { runbookOf } from '../../src/domain/runbook/index.js';
import { renderRunbookMarkdown } from '../../src/render/runbook/markdown.js';
import { renderRunbookScript } from '../../src/render/runbook/script.js';
import { moduleThatCanDoMore } from './modules.js';
import { afterSteps, plannedChanges } from './twelve-changes.js';

/** What an administrator reads before running it. `npm run golden test/runbook/golden.test.ts` prints the files again. */

const folder = join(import.meta.dirname, 'golden');
const reprint = process.env['GOLDEN'] === 'update';
const origin = {
  from: 'farm.json',
  to: 'planned.json',
  printed: '2026-11-22',
  farmVersion: '0.1.0',
  other: { file: 'change-rollback.ps1', is: 'rollback' },
} as const;

/** Without a capture; with one; an upgrade, whose first step is by hand. */
const cases = [
  { file: 'promote-and-decommission', change: 'before the primary', module: null },
  { file: 'five-become-three-with-a-capture', change: 'five', module: moduleThatCanDoMore },
  { file: 'upgrade', change: 'upgrade', module: null },
];

describe.each(cases)('the runbook $file', ({ file, change, module }) => {
  const found = plannedChanges.find(({ name }) => name.includes(change));
  if (found === undefined) throw new Error(change);
  const { from } = found;
  const to = afterSteps(found);
  const plan = planFarms(from, to);
  const stepsOf = ({ steps }: Plan) => steps.map(({ edit }) => edit);
  const runbook = runbookOf({ from, steps: stepsOf(plan), module });
  const wayBack = planFarms(to, from);
  const rollback = runbookOf({ from: to, steps: stepsOf(wayBack), module });
  const there = { plan, runbook };
  const back = { plan: wayBack, runbook: rollback };

  it('is this script', () => {
    // The functions are the same in each: one file has them.
    const script = renderRunbookScript(there, origin);
    const [own = ''] = script.split('# ---- The module and the session');
    expectGolden(`${file}.ps1`, file === 'upgrade' ? script : own);
    expect(script).toMatch(/^[\n -~]*$/u);
  });

  it('is this checklist', () => {
    expectGolden(`${file}.md`, renderRunbookMarkdown({ there, back }, origin));
  });
});

function expectGolden(file: string, text: string): void {
  const path = join(folder, file);
  if (reprint) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, text);
  }
  expect(text).toBe(readFileSync(path, 'utf8'));
}
