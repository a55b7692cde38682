import { describe, expect, it } from 'vitest';
import type { Farm } from '../../src/domain/model/farm.js';
import { loadOf } from '../../src/domain/load/load-answer.js';
import { renderLoad } from '../../src/render/load.js';
import { displayWidth } from '../../src/render/text.js';
import { createTheme } from '../../src/render/theme.js';
import { aBroker } from '../a-broker.js';
import { farmOf, onlySite } from '../prove/farms.js';

/** `farm load` with bars: as wide as the terminal has room for, and never at the cost of a word. */

async function loadAt(columns: number, name: string, isTTY = true): Promise<string[]> {
  const brokers = [1, 2, 3].map((number) => aBroker(`${name}${number}`));
  const agents = Array.from({ length: 30 }, (_, at) => ({
    name: `RDS${at}`,
    kind: 'rds-host' as const,
    failureDomains: {},
    preferredBroker: at < 10 ? `${name}1` : null,
  }));
  const plain = farmOf(3, 0);
  const farm: Farm = { ...plain, sites: [{ ...onlySite(plain), brokers, agents }] };
  const theme = await createTheme({ stream: { isTTY, columns }, env: {}, noColour: true });
  return renderLoad(loadOf(farm), theme, { verbose: false }).split('\n');
}

/** The bar of the primary. */
function barIn(lines: readonly string[]): string {
  return /[█▒·]+/u.exec(lines.find((line) => line.includes('primary')) ?? '')?.[0] ?? '';
}

describe('load bars', () => {
  // It has 14 of 30 agents, 46.67%; its share by the table is 20%.
  it.each([
    [60, 'CB', '█▒▒'],
    [80, 'CB', '██▒▒▒'],
    [140, 'CB', '████▒▒▒▒▒'],
    [60, 'CB-BERLIN-', ''],
    [80, 'cb-berlin-north-123456789012', '█▒▒'],
    [80, 'cb-berlin-north-1234567890-abcd', ''],
  ])('at %i columns, with brokers named %s', async (columns, name, bar) => {
    const lines = await loadAt(columns, name);
    expect(barIn(lines)).toBe(bar);
    expect(lines.some((line) => line.startsWith('█ share'))).toBe(bar !== '');
    expect(Math.max(...lines.map((line) => displayWidth(line)))).toBeLessThanOrEqual(columns);
  });

  it('are not printed into a pipe', async () => {
    expect(barIn(await loadAt(140, 'CB', false))).toBe('');
  });
});
