import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareFarms } from '../../src/domain/diff/compare.js';
import { setBroker } from '../../src/domain/edits/brokers.js';
import type { Farm, Site } from '../../src/domain/model/farm.js';
import { renderDiff } from '../../src/render/diff.js';
import type { DiffResult } from '../../src/render/diff-result.js';
import { displayWidth } from '../../src/render/text.js';
import { createTheme, type Theme } from '../../src/render/theme.js';
import { parseFarm } from '../../src/store/farm/document.js';
import { printed } from '../suggest/printed.js';

/** Two designs side by side, as a terminal shows them. */

const file = new URL('../../examples/two-sites.farm.json', import.meta.url);
const sample = await parseFarm(readFileSync(file, 'utf8'), 'two-sites.farm.json');
const [berlin, frankfurt] = sample.sites as [Site, Site];

function terminal(columns: number): Promise<Theme> {
  return createTheme({ stream: { isTTY: true, columns }, env: {}, noColour: true });
}

const asked = { deny: [], denied: [], policy: null, tests: null };

async function shown(
  before: Farm,
  after: Farm,
  columns = 80,
  names = { old: 'farm.json', new: 'planned.json' },
): Promise<string[]> {
  const result: DiffResult = { ...names, ...compareFarms(before, after, '2026-11-20'), ...asked };
  return renderDiff(printed(result), await terminal(columns)).split('\n');
}

/** The farm with one broker less in the first site, and one more standby in the second. */
const planned: Farm = {
  ...sample,
  sites: [
    { ...berlin, brokers: berlin.brokers.slice(0, 2) },
    {
      ...frankfurt,
      brokers: frankfurt.brokers.map((broker) =>
        broker.enabled ? broker : { ...broker, enabled: true, standby: true },
      ),
    },
  ],
};

/** So many sites, of which every third has another number of brokers and every seventh another network. */
function many(count: number, isChanged: boolean): Farm {
  const sites = Array.from({ length: count }, (_, at): Site => ({
    ...berlin,
    name: `Site${at}`,
    licensing: at === 0,
    network: isChanged && at % 7 === 0 ? '10.0.0.0/8' : null,
    brokers: berlin.brokers
      .slice(0, isChanged && at % 3 === 0 ? 2 : 3)
      .map((broker) => ({ ...broker, server: `S${at}-${broker.server}` })),
    agents: [],
    providers: [],
    gateways: [],
  }));
  return { ...sample, sites };
}

describe('two designs side by side', () => {
  it('names both farms over their columns, and marks what differs', async () => {
    const lines = await shown(sample, { ...planned, sites: [planned.sites[0] as Site, frankfurt] });
    const at = lines.indexOf('Berlin: mixed');
    expect(lines[at + 1]).toMatch(/^ {2} +farm\.json +planned\.json +change$/u);
    expect(lines.slice(at).join('\n')).toMatch(/^ {2}tolerance +any 1 broker +no broker +worse$/mu);
    expect(lines.slice(at).join('\n')).toMatch(/^ {2}gateways +2 +2$/mu);
    // The prompt takes one line of the first screen.
    expect(lines.slice(0, 23).join('\n')).toMatch(/^ {2}on CB-BER-3 +7 \(25%\) +- +differs$/mu);
  });

  it('pairs a renamed broker with itself', async () => {
    const { farm } = setBroker(sample, frankfurt, 'CB-FRA-2', { server: 'cb-two' });
    expect((await shown(sample, farm)).join('\n')).toMatch(/^ {2}no figure differs$/mu);
    const sites = farm.sites.map((site) => (site.licensing ? site : { ...site, gateways: [] }));
    const renamed = { ...farm, sites };
    const text = (await shown(sample, renamed)).join('\n');
    expect(text).toMatch(/^ {2}on cb-two +7 \(58\.33%\) +7 \(58\.33%\)$/mu);
    expect(text).not.toMatch(/on CB-FRA-2/u);
    const moved = setBroker(sample, frankfurt, 'CB-FRA-1', { server: 'cb-one' }).farm;
    expect((await shown(sample, moved)).join('\n')).toMatch(/^ {2}primary +CB-FRA-1 +cb-one$/mu);
  });

  it.each([
    ['main:farm.json', 'farm.json', 'main:farm.json', 'farm.json'],
    [
      'main:a/long/path/farm.json',
      'a/long/path/farm.json',
      'main:…/path/farm.json',
      'a/long/path/farm.json',
    ],
    ['/srv/one/very-long-name/farm.json', '/srv/two/very-long-name/farm.json', 'before', 'after'],
    ['x'.repeat(40), 'b.json', `…${'x'.repeat(23)}`, 'b.json'],
  ])('calls %s and %s by what tells them apart', async (old, now, first, last) => {
    const lines = await shown(sample, planned, 120, { old, new: now });
    const head = lines.find((line) => line.trimEnd().endsWith(' change')) ?? '';
    expect(head.trim().split(/ {2,}/u)).toEqual([first, last, 'change']);
  });

  it.each([60, 80, 140])('fits %i columns', async (columns) => {
    const lines = await shown(sample, planned, columns);
    expect(lines.filter((line) => displayWidth(line) > columns)).toEqual([]);
  });
});

describe('several sites', () => {
  it('are a line each before any details, those that are worse first', async () => {
    const lines = await shown(sample, planned);
    const first = lines.findIndex((line) => line.startsWith('Berlin '));
    expect(lines[first]).toMatch(/^Berlin +mixed +3 → 2 +1 → 0 +2 → 0 +\d/u);
    expect(lines[first + 1]).toMatch(/^Frankfurt +mixed +2 +1 +1 → 2 +1 new, 1 resolved$/u);
    expect(lines.indexOf('Berlin: mixed')).toBeGreaterThan(first);
    const verdicts = (await shown(many(20, false), many(20, true))).flatMap(
      (line) => /^Site\d+ +(worse|mixed|better|neutral)/u.exec(line)?.[1] ?? [],
    );
    const order = ['worse', 'mixed', 'better', 'neutral'];
    expect(new Set(verdicts).size).toBeGreaterThan(1);
    expect(verdicts).toEqual(verdicts.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
  });

  it.each([2, 15, 16, 40, 100])(
    'of %i all are in the first screen, named or counted',
    async (count) => {
      const lines = await shown(many(count, false), many(count, true));
      const screen = lines.slice(0, 23);
      const changed = Array.from({ length: count }, (_, at) => at).filter(
        (at) => at % 3 === 0 || at % 7 === 0,
      );
      const own = screen.filter((line) =>
        /^Site\d+ +(?:worse|mixed|better|neutral)/u.test(line),
      ).length;
      const [, rest = '0'] = /^and (\d+) more: /mu.exec(screen.join('\n')) ?? [];
      if (changed.length > 1) expect(own + Number(rest)).toBe(changed.length);
      const sums = [...screen.join(' ').matchAll(/[:,] (\d+) (?:worse|mixed|better|neutral)/gu)];
      expect(sums.reduce((sum, [, part]) => sum + Number(part), 0)).toBe(Number(rest));
    },
  );

  it('that are removed have a line', async () => {
    const text = (await shown(sample, { ...sample, sites: [berlin] })).join('\n');
    expect(text).not.toMatch(/ removed /u);
    const before = { ...sample, sites: [...sample.sites, { ...frankfurt, name: 'Other' }] };
    expect((await shown(before, planned)).join('\n')).toMatch(/^Other +removed +- +- +- +-$/mu);
  });

  it('that are unchanged but have other findings have a line', async () => {
    // A host of Frankfurt that comes first has the name of one of Berlin.
    const before = { ...sample, sites: [frankfurt, berlin] };
    const both = { ...frankfurt, agents: [...frankfurt.agents, ...berlin.agents.slice(0, 1)] };
    const text = (await shown(before, { ...sample, sites: [both, berlin] })).join('\n');
    expect(text).toMatch(/^Berlin +unchanged +- +- +- +1 new$/mu);
  });
});
