import { describe, expect, it } from 'vitest';
import { exampleFarm } from '../../src/domain/edits/example.js';
import { graphOfChange } from '../../src/domain/graph/change.js';
import { graphOfFailure } from '../../src/domain/graph/graph.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { parseEvents } from '../../src/domain/simulate/events.js';
import { simulate } from '../../src/domain/simulate/simulate.js';
import { describeChange, describeGraph } from '../../src/render/graph/graph-words.js';
import { svgGraph } from '../../src/render/graph/svg.js';

/** What farm itself says in a picture is never cut: names may be. The names here are short. */

const farm = exampleFarm('Example', 21);
const berlin = farm.sites.find(({ name }) => name === 'Berlin')!;

function textsIn(svg: string): string[] {
  return [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/gu)].map(([, text]) => text!);
}

/** The lines of the picture after events, without those that list the names of agents. */
function drawnAfter(events: string): string[] {
  const written = parseEvents(events, '--events');
  const simulation = simulate(farm, berlin, { down: [], groups: [], events: written, require: [] });
  const drawn = describeGraph(graphOfFailure(farm, berlin, simulation), simulation);
  return textsIn(svgGraph(drawn)).filter((text) => !text.startsWith('RDS-'));
}

function cut(lines: readonly string[]): string[] {
  return lines.filter((line) => line.includes('…'));
}

describe('the words of an SVG picture', () => {
  it('say which side of a network split holds a majority, also where a side has several boxes', () => {
    const lines = drawnAfter('partition CB-BER-1/CB-BER-2,CB-BER-3');
    expect(cut(lines)).toEqual([]);
    expect(lines.filter((line) => line === 'side 1: 1 vote, no majority')).toHaveLength(2);
    expect(lines).toEqual(expect.arrayContaining(['(1 of 2)', '(2 of 2)']));
  });

  it('say that agents are without a broker', () => {
    const lines = drawnAfter('down CB-BER-1,CB-BER-2,CB-BER-3,CB-BER-4');
    expect(cut(lines)).toEqual([]);
    expect(lines).toEqual(expect.arrayContaining(['✖ 28 agents', 'without a broker']));
  });

  it('say everything that a broker was', () => {
    const [first, second, ...others] = berlin.brokers;
    const changed: Farm = {
      ...farm,
      sites: [{ ...berlin, brokers: [second!, { ...first!, standby: true }, ...others] }],
    };
    const before = { ...farm, sites: [berlin] };
    const lines = textsIn(svgGraph(describeChange(graphOfChange(before, changed), 'old')));
    expect(cut(lines)).toEqual([]);
    expect(lines.join(' ')).toContain('was place 1, primary, active');
  });
});
