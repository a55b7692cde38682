import { counted, type Printed } from '../../domain/model/index.js';
import { type Finding, targetOf } from '../../domain/readiness/index.js';
import { sayAssumptions, severityWord } from '../words.js';
import type { Block } from './blocks.js';

/** The findings of a report, each with everything that is known of it. */

/** The findings that count. */
export function countingBlocks(findings: readonly Printed<Finding>[]): Block[] {
  const counting = findings.filter(({ suppressed }) => suppressed === null);
  if (counting.length === 0) return [{ kind: 'text', text: 'No findings.' }];
  return counting.flatMap((finding) => findingBlocks(finding));
}

/** The accepted findings, each with who accepted it and until when. */
export function acceptedBlocks(findings: readonly Printed<Finding>[]): Block[] {
  const accepted = findings.filter(({ suppressed }) => suppressed !== null);
  if (accepted.length === 0) return [];
  return [
    { kind: 'heading', level: 3, text: `Accepted: ${counted(accepted.length, 'finding')}` },
    ...accepted.map((finding): Block => ({ kind: 'item', depth: 0, text: sayAccepted(finding) })),
  ];
}

function sayAccepted(finding: Printed<Finding>): string {
  const { severity, message, suppressed } = finding;
  const until = suppressed?.expires == null ? '' : ` until ${suppressed.expires}`;
  return `${severityWord(severity)} ${sayRule(finding)}: ${message}; suppressed${until}: ${suppressed?.reason ?? ''}`;
}

function findingBlocks(finding: Printed<Finding>): Block[] {
  const { severity, message, observed, required, why, remedy, replay = [], source } = finding;
  const item = (text: string): Block => ({ kind: 'item', depth: 0, text });
  const commands = (label: string, steps: readonly string[]): Block[] =>
    steps.length === 0 ? [] : [item(label), { kind: 'commands', commands: [...steps] }];
  const assumed = finding.assumptions.length === 0 ? [] : [sayAssumptions(finding.assumptions)];
  const sources = [...source, ...assumed].join('; ');
  return [
    { kind: 'heading', level: 3, text: `${severityWord(severity)} ${sayRule(finding)}` },
    { kind: 'text', text: `${message}.` },
    item(`observed: ${observed}; required: ${required}`),
    item(`why: ${why}`),
    ...(sources === '' ? [] : [item(`source: ${sources}`)]),
    ...commands('fix:', remedy),
    ...commands('see:', replay),
  ];
}

/** `RAS104 even-active-brokers (Berlin/broker/CB4)`. */
function sayRule(finding: Printed<Finding>): string {
  return `${finding.rule} ${finding.slug} (${targetOf(finding)})`;
}
