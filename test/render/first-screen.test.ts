import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadOf } from '../../src/domain/load/load-answer.js';
import type { Farm, Site } from '../../src/domain/model/farm.js';
import { findSite } from '../../src/domain/model/find.js';
import { maintenanceOf } from '../../src/domain/prove/maintenance.js';
import { proveFarm } from '../../src/domain/prove/prove.js';
import { simulate } from '../../src/domain/simulate/simulate.js';
import { byNeed, statusOf } from '../../src/domain/status/status.js';
import { renderLoad } from '../../src/render/load.js';
import { renderMaintenance } from '../../src/render/maintenance.js';
import { describeMaintenance } from '../../src/render/maintenance-words.js';
import { renderProof } from '../../src/render/prove.js';
import { renderReadiness } from '../../src/render/readiness.js';
import { describeSimulation } from '../../src/render/simulate-words.js';
import { renderSimulation } from '../../src/render/simulate.js';
import { renderStatus } from '../../src/render/status.js';
import { displayWidth } from '../../src/render/text.js';
import { createTheme, type Theme } from '../../src/render/theme.js';
import { parseFarm } from '../../src/store/farm/document.js';
import { reportOn } from '../formats/a-report.js';
import { anyFarm } from '../properties/arbitrary.js';
import { printed } from '../suggest/printed.js';

/** The first screen of each answer, 24 lines of 80 columns with the prompt, holds what was asked. */

const file = new URL('../../examples/two-sites.farm.json', import.meta.url);
const sample = await parseFarm(readFileSync(file, 'utf8'), 'two-sites.farm.json');
const today = '2026-11-20';
const brief = { verbose: false };

/** The answers for a farm, as a terminal shows them. */
async function answersOf(farm: Farm, theme: Theme): Promise<Record<string, string>> {
  const [site] = farm.sites;
  if (site === undefined) throw new Error('no site');
  const down = site.brokers.slice(0, 1).map(({ server }) => server);
  const question = { down, groups: [], events: null, require: [] };
  return {
    check: renderReadiness(await reportOn({ 'farm.json': farm }), theme),
    load: renderLoad(loadOf(farm), theme, brief),
    maintenance: renderMaintenance(
      printed(describeMaintenance(maintenanceOf(farm, { keepTolerance: 0 }))),
      theme,
      brief,
    ),
    prove: renderProof(printed(proveFarm(farm, { failures: 2, splits: true })), theme, brief),
    simulate: renderSimulation(
      printed(describeSimulation(simulate(farm, findSite(farm, site.name), question))),
      theme,
      brief,
    ),
    status: renderStatus(statusOf(farm, { today }), theme),
  };
}

function terminal(columns: number): Promise<Theme> {
  return createTheme({ stream: { isTTY: true, columns }, env: {}, noColour: true });
}

/** The lines of a screen: a longer line takes several. */
function height(text: string, columns: number): number {
  const rows = text.split('\n').map((line) => Math.ceil(displayWidth(line) / columns));
  return rows.reduce((sum, number) => sum + Math.max(1, number), 0);
}

describe('the first screen of the sample', () => {
  it('holds the whole answer', async () => {
    const answers = await answersOf(sample, await terminal(80));
    const heights = Object.entries(answers).map(
      ([name, text]) => [name, height(text, 80)] as const,
    );
    // The prompt takes one.
    expect(heights.filter(([, lines]) => lines > 23)).toEqual([]);
  });

  it('begins with the verdict of each site', async () => {
    const {
      prove = '',
      maintenance = '',
      check = '',
    } = await answersOf(sample, await terminal(80));
    expect(prove.split('\n').slice(0, 2)).toEqual([
      'Berlin: can lose any 1 broker (any 2 with standbys).',
      'Frankfurt: can lose any 1 broker.',
    ]);
    expect(maintenance.split('\n').slice(0, 2).join('\n')).toMatch(/^Berlin: 4 .*\nFrankfurt: 2 /u);
    expect(check.split('\n')[0]).toMatch(/^3 warnings, 3 notes/u);
  });

  it.each([60, 80, 140])('breaks no word but those of commands at %i columns', async (columns) => {
    const answers = await answersOf(sample, await terminal(columns));
    const wide = Object.entries(answers).flatMap(([name, text]) =>
      text
        .split('\n')
        .filter((line) => displayWidth(line) > columns && !line.includes('farm '))
        .map((line) => `${name}: ${line}`),
    );
    expect(wide).toEqual([]);
    const words = new Set(
      Object.values(await answersOf(sample, await terminal(400)))
        .join(' ')
        .split(/\s+/u),
    );
    const broken = Object.values(answers)
      .flatMap((text) => text.split(/\s+/u))
      .filter((word) => /^[a-z-]+$/iu.test(word) && !words.has(word));
    expect(broken).toEqual([]);
  });
});

describe('fifty sites', () => {
  const [berlin, frankfurt] = sample.sites;
  // No two sites have an object in common.
  const healthy = (number: number): Site => ({
    ...(berlin as Site),
    name: `Site${number}`,
    licensing: number === 0,
    network: null,
    brokers: (berlin as Site).brokers.slice(0, 3).map((broker, at) => ({
      ...broker,
      failureDomains: {},
      server: `S${number}-CB${at}`,
      ip: `10.${number}.1.${at}`,
    })),
    agents: [],
    providers: [],
    gateways: [],
  });
  const sick: Site = { ...(frankfurt as Site), name: 'Sick' };
  const sites = [...Array.from({ length: 49 }, (_, at) => healthy(at)), sick];
  const farm: Farm = { ...sample, sites };

  it('show first what needs attention; healthy sites are one line each', async () => {
    const { status = '', check = '' } = await answersOf(farm, await terminal(80));
    const [, second] = status.split('\n\n');
    expect(second).toMatch(/^Sick: 2 warnings/u);
    expect(status.split('\n').filter((line) => /^Site\d/u.test(line)).length).toBe(49);
    expect(check.split('\n\n')[1]).toMatch(/^Sick: /u);
  });
});

describe('the order by need', () => {
  it('is by errors, then warnings, then the least tolerance, then notes, then as in the farm', () => {
    fc.assert(
      fc.property(anyFarm({ sites: 6 }), (farm) => {
        const { sites } = statusOf(farm, { today });
        const sorted = byNeed(sites);
        // A number that is larger the more a site needs attention: no figure is as large as a thousand.
        const need = ({
          findings: { error, warning, info },
          tolerance,
        }: (typeof sites)[number]): number =>
          ((error * 1000 + warning) * 1000 + (500 - tolerance.withoutStandbys)) * 1000 + info;
        expect(sorted.map(need)).toEqual(sites.map(need).toSorted((a, b) => b - a));
        for (const one of sites) {
          const alike = (list: typeof sites) => list.filter((other) => need(other) === need(one));
          expect(alike(sorted)).toEqual(alike(sites));
        }
      }),
    );
  });
});
