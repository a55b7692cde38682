import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadOf } from '../../src/domain/load/load-answer.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { maintenanceOf } from '../../src/domain/prove/maintenance.js';
import { proveFarm } from '../../src/domain/prove/prove.js';
import { portsOf } from '../../src/domain/ports/ports.js';
import { rolesOf } from '../../src/domain/roles/roles.js';
import { statusOf } from '../../src/domain/status/status.js';
import { printCommandsForText } from '../../src/render/command-line.js';
import { renderLoad } from '../../src/render/load.js';
import { describeMaintenance } from '../../src/render/maintenance-words.js';
import { renderMaintenance } from '../../src/render/maintenance.js';
import { describePorts } from '../../src/render/note-words.js';
import { renderPorts } from '../../src/render/ports.js';
import { renderProof } from '../../src/render/prove.js';
import { renderRoles } from '../../src/render/roles.js';
import { renderStatus } from '../../src/render/status.js';
import { displayWidth, escapeAll, fitLines } from '../../src/render/text.js';
import { createTheme, type Theme } from '../../src/render/theme.js';
import { anyFarm } from '../properties/arbitrary.js';

/**
 * What people read on a narrow terminal: every word of the text that a pipe gets is there in one piece. A terminal breaks
 * a line that is too long wherever it is full, so this is played here; commands stay on one line, to be copied.
 */

const context = { shell: 'posix', file: null } as const;
const shown = <T>(value: T) => escapeAll(printCommandsForText(value, context));

const texts: [name: string, text: (farm: Farm, theme: Theme) => string][] = [
  ['status', (farm, theme) => renderStatus(shown(statusOf(farm, { today: '2026-01-01' })), theme)],
  ['load', (farm, theme) => renderLoad(shown(loadOf(farm)), theme, { verbose: true })],
  ['roles', (farm, theme) => renderRoles(shown(rolesOf(farm)), theme)],
  ['ports', (farm, theme) => renderPorts(shown(describePorts(portsOf(farm))), theme)],
  [
    'prove',
    (farm, theme) =>
      renderProof(shown(proveFarm(farm, { failures: 1, splits: true })), theme, { verbose: true }),
  ],
  [
    'maintenance',
    (farm, theme) =>
      renderMaintenance(
        shown(describeMaintenance(maintenanceOf(farm, { keepTolerance: 0 }))),
        theme,
        { verbose: true },
      ),
  ],
];

/** The lines of a text as a terminal of that width shows them. */
function onTerminal(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => {
    if (/(?:^|[:→] )\s*farm [a-z]/u.test(line)) return [line];
    const lines = [''];
    for (const character of line) {
      if (displayWidth(lines.at(-1) + character) > width) lines.push('');
      lines[lines.length - 1] += character;
    }
    return lines;
  });
}

const pipe = await createTheme({ stream: {}, env: {}, noColour: true });

/** cli-table3 counts these marks as letters, and cuts the word. */
function isRare(word: string): boolean {
  return /[^\u0300-\u036f\P{Mn}]/u.test(word);
}

/** Titles of columns: on a narrow terminal, one without any value is left out. */
function withTitles(theme: Theme, titles: Set<string>): Theme {
  return {
    ...theme,
    table: (head, rows, options) => {
      for (const word of head.flatMap((title) => title.split(' '))) titles.add(word);
      return theme.table(head, rows, options);
    },
  };
}

describe.each(texts)('the text of %s', (_, text) => {
  it('has every word in one piece, from 60 to 140 columns', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyFarm({ agents: 6 }),
        fc.integer({ min: 60, max: 140 }),
        async (farm, width) => {
          const stream = { isTTY: true, columns: width };
          const terminal = await createTheme({ stream, env: { TERM: 'xterm' }, noColour: true });
          const titles = new Set<string>();
          const plain = text(farm, withTitles(pipe, titles));
          const lines = onTerminal(fitLines(text(farm, terminal), width), width);
          const words = plain.split(/\s+/u).filter((word) => !titles.has(word) && word !== '-');
          // Wider than the terminal, with the margin of a table's row: no screen holds it.
          const fitting = words.filter((word) => displayWidth(word) <= width - 8 && !isRare(word));
          const missing = fitting.filter((word) => !lines.some((line) => line.includes(word)));
          expect(missing).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });
});
