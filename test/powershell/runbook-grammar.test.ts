import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EditStep } from '../../src/domain/edits/index.js';
import type { Farm } from '../../src/domain/model/index.js';
import { planFarms } from '../../src/domain/plan/index.js';
import { runbookOf } from '../../src/domain/runbook/index.js';
import { renderRunbookScript } from '../../src/render/runbook/script.js';
import { anyFarm } from '../properties/arbitrary.js';
import { moduleThatCanDoMore } from '../runbook/modules.js';
import { plannedChanges } from '../runbook/twelve-changes.js';
import { nodesOf, parseScript, problemsOf } from './grammar.js';
import { hostileText } from './hostile-text.js';

/** Every printed runbook is PowerShell 5.1, and no name in it becomes a part of the script. */

const origin = {
  from: 'farm.json',
  to: 'planned.json',
  printed: '2026-11-22',
  farmVersion: '0.1.0',
  other: null,
};

/** Searching for plans is not tested here. */
const small = { sites: 2, brokers: 3, agents: 4, providers: 2, gateways: 2 };

function scriptOf(from: Farm, steps: readonly EditStep[], names = origin): string {
  const plan = { steps: [], sites: [], verdict: 'safe' } as const;
  const runbook = runbookOf({ from, steps, module: moduleThatCanDoMore });
  return renderRunbookScript({ plan, runbook }, names);
}

/** The part of a script that differs from plan to plan; the functions after it are always the same. */
function ownPart(script: string): string {
  return script.split('# ---- The module and the session')[0] ?? '';
}

/** How often each kind of node is in the script: names may add strings and characters of strings, and nothing else. */
function shapeOf(script: string): Record<string, number> {
  const shape: Record<string, number> = {};
  for (const { type } of nodesOf(parseScript(script))) {
    if (!['command', 'sub_expression', 'function_statement', 'comment'].includes(type)) continue;
    shape[type] = (shape[type] ?? 0) + 1;
  }
  return shape;
}

describe('the grammar', () => {
  it.each(plannedChanges)('reads the runbook for: $name', ({ from, steps }) => {
    expect(problemsOf(scriptOf(from, steps))).toEqual([]);
  });

  it('reads the runbooks between random farms, and back', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(anyFarm(small), anyFarm(small), (from, to) => {
        for (const [start, end] of [
          [from, to],
          [to, from],
        ] as const) {
          const steps = planFarms(start, end).steps.map(({ edit }) => edit);
          const script = ownPart(scriptOf(start, steps));
          expect(script).toMatch(/^[\n -~]*$/u);
          expect(parseScript(script).hasError).toBe(false);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('finds the same script around every name', { timeout: 120_000 }, () => {
    const from = plannedChanges[0]?.from;
    if (from === undefined) throw new Error('no change');
    const withNames = (text: string): string => {
      const name = `n${text}`;
      const site = `s${text}`;
      return scriptOf(
        from,
        [
          { kind: 'rename-farm', name: text },
          { kind: 'rename-site', site: 'Berlin', to: site },
          { kind: 'set-broker', site, broker: 'CB1', properties: { description: text } },
          { kind: 'add-agents', site, names: [name], agentKind: 'rds-host', preferredBroker: null },
          { kind: 'prefer', site, object: 'agent', names: [name], broker: 'CB1' },
          {
            kind: 'add-provider',
            site,
            provider: { name, type: 'AVD', failureDomains: {}, preferredBroker: 'CB1' },
          },
          { kind: 'delete-agents', site, names: [name] },
        ],
        { ...origin, from: text, to: text },
      );
    };
    const plain = shapeOf(ownPart(withNames('x')));
    fc.assert(
      fc.property(hostileText.filter(isName), (text) => {
        const script = ownPart(withNames(text));
        expect(problemsOf(script)).toEqual([]);
        expect(shapeOf(script)).toEqual(plain);
      }),
      { numRuns: 30 },
    );
  });
});

/** Names that a farm can have: what the invariants refuse never reaches a runbook. */
function isName(text: string): boolean {
  // Some characters begin patterns of names; the Cs are halves of a pair, which no file can hold.
  return /^[^\p{Cc}\p{Cs},[\]*?=]+$/u.test(text) && text.trim() === text && text.length < 250;
}
