import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Farm, Site } from '../../src/domain/model/farm.js';
import { renderReadiness } from '../../src/render/readiness.js';
import { leastFolded, sharedBlocks } from '../../src/render/readiness-blocks.js';
import { createTheme } from '../../src/render/theme.js';
import { aBroker } from '../a-broker.js';
import { reportOn } from '../formats/a-report.js';
import { anyFarm } from '../prove/farms.js';

/** What many sites share is shown once, and nothing is lost by that. */

const terminal = await createTheme({
  stream: { isTTY: true, columns: 80 },
  env: {},
  noColour: true,
});

/** One farm of the sites of several, named S1, S2 … */
const anySites: fc.Arbitrary<Farm> = fc
  .array(anyFarm, { minLength: 1, maxLength: 8 })
  .map((farms) => farmOf(farms.flatMap(({ sites }) => sites)));

function farmOf(sites: readonly Site[]): Farm {
  return {
    name: 'Farm',
    rasVersion: 21,
    rules: {},
    suppressions: [],
    sites: sites.map((site, at) => ({ ...site, name: `S${at + 1}`, licensing: at === 0 })),
  };
}

function siteOf(active: number, disabled: number, number = 0): Site {
  const all = Array.from({ length: active + disabled }, (_, at) =>
    aBroker(`CB${number}-${at + 1}`, {
      ip: `10.${number}.${at >> 8}.${at & 255}`,
      enabled: at < active,
    }),
  );
  return {
    name: '',
    licensing: false,
    network: null,
    autoPromotion: { enabled: false, afterMinutes: 30, failback: false },
    brokers: all,
    gateways: [],
    agents: all
      .filter(({ enabled }) => !enabled)
      .map(({ server }, at) => ({
        name: `RDS-${at}`,
        kind: 'rds-host' as const,
        failureDomains: {},
        preferredBroker: server,
      })),
    providers: [],
  };
}

describe('findings that sites share', () => {
  it('are all there once: in what is shared, or in what a site has alone', async () => {
    let folded = 0;
    await fc.assert(
      fc.asyncProperty(anySites, async (farm) => {
        const { findings } = await reportOn({ 'farm.json': farm });
        const bySite = new Map(
          farm.sites.map(({ name }) => [name, findings.filter(({ site }) => site === name)]),
        );
        const { shared, own } = sharedBlocks(bySite);
        const alone = [...own.values()].flat().flatMap((block) => block.findings);
        const all = [...shared.flatMap((one) => one.findings), ...alone];
        const keyOf = (one: (typeof all)[number]): string => JSON.stringify([one.rule, one.path]);
        const ofSites = findings.filter(({ site }) => site !== null);
        expect(all.map(keyOf).toSorted()).toEqual(ofSites.map(keyOf).toSorted());
        for (const { sites, blocks, findings: theirs } of shared) {
          folded += 1;
          expect(sites.length).toBeGreaterThanOrEqual(leastFolded);
          // Each of the sites has every rule that the example shows.
          const rules = new Set(blocks.flatMap((one) => one.findings.map(({ rule }) => rule)));
          for (const site of sites) {
            const own = theirs.filter((one) => one.site === site).map(({ rule }) => rule);
            expect(new Set(own)).toEqual(rules);
          }
        }
        // A shape that is left is in fewer sites than are folded.
        const left = [...own.values()].map((blocks) => blocks.length);
        if (farm.sites.length < leastFolded) expect(shared).toEqual([]);
        expect(left.every((count) => count > 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
    expect(folded).toBeGreaterThan(0);
  });

  it('name every rule that found something, and every site that has more than the shared ones', async () => {
    await fc.assert(
      fc.asyncProperty(anySites, async (farm) => {
        const report = await reportOn({ 'farm.json': farm });
        const text = renderReadiness(report, terminal);
        for (const { rule } of report.findings) expect(text).toContain(rule);
        const bySite = new Map(
          farm.sites.map(({ name }) => [name, report.findings.filter((one) => one.site === name)]),
        );
        for (const site of sharedBlocks(bySite).own.keys()) expect(text).toContain(`\n${site}: `);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the first screen of check', () => {
  async function screenOf(farm: Farm): Promise<string[]> {
    return renderReadiness(await reportOn({ 'farm.json': farm }), terminal).split('\n');
  }

  it('holds the faults of 50 sites, with those that one of them has beside', async () => {
    const sites = Array.from({ length: 50 }, (_, at) => siteOf(at % 2 === 0 ? 4 : 6, 0, at));
    const lines = await screenOf(farmOf([...sites, siteOf(1, 0, 50)]));
    expect(lines.length).toBeLessThanOrEqual(23);
    const text = lines.join('\n');
    expect(text).toContain('50 sites, S[1-50]: 100 warnings, 50 notes; as in S1:');
    expect(text).toContain('\nS51: 2 warnings');
    for (const rule of ['RAS101', 'RAS102', 'RAS103', 'RAS104', 'RAS202'])
      expect(text).toContain(rule);
  });

  it('holds those of one site with a thousand brokers, active or not', async () => {
    for (const site of [siteOf(1000, 0), siteOf(3, 997), siteOf(2, 998)]) {
      const lines = await screenOf(farmOf([site]));
      expect(lines.length).toBeLessThanOrEqual(23);
    }
  });
});
