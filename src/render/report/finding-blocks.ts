import { counted, groupedBy, type Printed, severities } from '../../domain/model/index.js';
import { type Finding, targetOf } from '../../domain/readiness/index.js';
import { sayAssumptions, severityWord } from '../words.js';
import type { Block } from './blocks.js';

/** The findings of a report, with everything that is known of them: those of a rule are one card. */

type PrintedFinding = Printed<Finding>;

/** The findings that count, worst first. */
export function countingBlocks(findings: readonly PrintedFinding[]): Block[] {
  const counting = findings.filter(({ suppressed }) => suppressed === null);
  if (counting.length === 0) return [{ kind: 'text', text: 'No findings.' }];
  const cards = [...groupedBy(counting, cardOf).values()];
  const said: SaidFixes = new Map();
  return severities.flatMap((severity) =>
    cards
      .filter(([first]) => first?.severity === severity)
      .flatMap((group): Block[] => {
        const [first] = group;
        if (first === undefined) return [];
        const about = group.length === 1 ? targetOf(first) : counted(group.length, 'object');
        const title = `${first.rule} ${first.slug}: ${about}`;
        return [{ kind: 'card', tone: severity, title, blocks: cardBlocks(first, group, said) }];
      }),
  );
}

/** The accepted findings, each with who accepted it and until when. */
export function acceptedBlocks(findings: readonly PrintedFinding[]): Block[] {
  const accepted = findings.filter(({ suppressed }) => suppressed !== null);
  if (accepted.length === 0) return [];
  return [
    { kind: 'heading', level: 3, text: `Accepted: ${counted(accepted.length, 'finding')}` },
    ...accepted.map((finding) => item(0, sayAccepted(finding))),
  ];
}

function sayAccepted(finding: PrintedFinding): string {
  const { severity, rule, slug, message, suppressed } = finding;
  const until = suppressed?.expires == null ? '' : ` until ${suppressed.expires}`;
  return `${severityWord(severity)} ${rule} ${slug}: ${targetOf(finding)}: ${message}; suppressed${until}: ${suppressed?.reason ?? ''}`;
}

/** The commands that are in the report, each with the finding that they are shown for. */
type SaidFixes = Map<string, string>;

/** The same for findings of a rule that have everything in common but their object. */
function cardOf({ severity, rule, slug, why, source, assumptions }: PrintedFinding): string {
  return JSON.stringify([severity, rule, slug, why, source, assumptions]);
}

function cardBlocks(
  first: PrintedFinding,
  group: readonly PrintedFinding[],
  said: SaidFixes,
): Block[] {
  const assumed = first.assumptions.length === 0 ? [] : [sayAssumptions(first.assumptions)];
  const sources = [...first.source, ...assumed].join('; ');
  const isOne = group.length === 1;
  return [
    ...(isOne
      ? [{ kind: 'text', text: `${first.message}.` } as const, ...commandBlocks(null, first, said)]
      : group.flatMap((finding) => oneOfMany(finding, said))),
    {
      kind: 'facts',
      facts: [
        ...(isOne ? observedFacts(first) : []),
        ['why', first.why],
        ...(sources === '' ? [] : [['source', sources] as const]),
      ],
    },
  ];
}

function oneOfMany(finding: PrintedFinding, said: SaidFixes): Block[] {
  const observed = observedFacts(finding).map(([label, fact]) => `${label}: ${fact}`);
  return [
    item(0, [`${targetOf(finding)}: ${finding.message}`, ...observed].join('; ')),
    ...commandBlocks(1, finding, said),
  ];
}

function observedFacts({ observed, required }: PrintedFinding): (readonly [string, string])[] {
  return [
    ['observed', String(observed)],
    ['required', String(required)],
  ];
}

/**
 * How to fix it and how to see it. What is already in the report is only named.
 * @param depth below an item; null for no list
 */
function commandBlocks(depth: 1 | null, finding: PrintedFinding, said: SaidFixes): Block[] {
  const { rule, remedy, replay = [] } = finding;
  const line = (text: string): Block =>
    depth === null ? { kind: 'text', text } : item(depth, text);
  const commands = (label: string, steps: readonly string[]): Block[] =>
    steps.length === 0 ? [] : [line(label), { kind: 'commands', commands: [...steps] }];
  const fix = remedy.join('\n');
  const before = said.get(fix);
  if (before === undefined) said.set(fix, `${rule}, ${targetOf(finding)}`);
  return [
    ...(remedy.length > 0 && before !== undefined
      ? [line(`fix: as for ${before}`)]
      : commands('fix:', remedy)),
    ...commands('see:', replay),
  ];
}

function item(depth: 0 | 1, text: string): Block {
  return { kind: 'item', depth, text };
}
