import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphOf } from '../../src/domain/graph/graph.js';
import { unsafeCharacters } from '../../src/domain/model/unsafe-text.js';
import { describeGraph } from '../../src/render/graph/graph-words.js';
import { renderGraph } from '../../src/render/graph/text.js';
import { displayWidth, escapeAll } from '../../src/render/text.js';
import { createTheme } from '../../src/render/theme.js';
import { anyFarm } from '../properties/arbitrary.js';
import { anyDocument } from './any-document.js';

/** The picture for a terminal: it fits, whatever the names, and has every broker with its agents. */

const runs = { numRuns: 60 };

describe('the picture for a terminal', () => {
  it.each([80, 60, 140])(
    'fits %i columns, and has no character that a terminal obeys',
    async (width) => {
      const theme = await createTheme({
        stream: { isTTY: true, columns: width },
        env: {},
        noColour: true,
      });
      fc.assert(
        fc.property(anyDocument, (graph) => {
          const text = renderGraph(graph, theme);
          expect(text.replaceAll('\n', '')).not.toMatch(unsafeCharacters());
          for (const line of text.split('\n')) {
            expect(displayWidth(line), line).toBeLessThanOrEqual(width);
          }
        }),
        runs,
      );
    },
  );

  it('has a line for each broker, with its agents, and the total of them', async () => {
    const theme = await createTheme({ stream: {}, env: {}, noColour: true });
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        for (const { name } of farm.sites) {
          const graph = escapeAll(describeGraph(graphOf(farm, name), null));
          const lines = renderGraph(graph, theme).split('\n');
          const rows = lines.filter((line) => /^ {2}[│ ] +\d+ \S/u.test(line));
          const site = farm.sites.find((one) => one.name === name)!;
          const places = rows.map((row) => Number(/\d+/u.exec(row)?.[0]));
          expect(places.toSorted((a, b) => a - b)).toEqual(site.brokers.map((_, at) => at + 1));
          const counts = rows.map((row) => Number(/(\d+) agents? [\d.]+%$/u.exec(row)?.[1] ?? 0));
          expect(counts.reduce((a, b) => a + b, 0)).toBe(site.agents.length);
        }
      }),
      runs,
    );
  });
});
