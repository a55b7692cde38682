import type { Printed } from '../domain/model/index.js';
import { renderDiff } from './diff.js';
import { sayInFewWords } from './history.js';
import type { HistoryShowResult } from './history-result.js';
import { sayTime, sayTyped } from './save-words.js';
import type { Theme } from './theme.js';
import { paragraph } from './words.js';

/** Who made a save, when and why; then what it changed. */
export function renderHistoryShow(result: Printed<HistoryShowResult>, theme: Theme): string {
  const { file, entry, diff } = result;
  const facts: [label: string, value: string | null][] = [
    ['time', sayTime(entry.time)],
    ['user', entry.user],
    ['command', entry.kind === 'outside' ? 'none: changed outside farm' : sayTyped(entry.command)],
    ['reason', entry.reason],
  ];
  const head = [
    theme.colour.bold(`${file}@${entry.number}`),
    ...facts.flatMap(([label, value]) =>
      value === null ? [] : [paragraph(`${label}: ${value}`, 2, theme)],
    ),
  ];
  const change = diff === null ? theme.wrap(sayInFewWords(entry, theme)) : renderDiff(diff, theme);
  return [head.join('\n'), change].join('\n\n');
}
