import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Farm } from '../../src/domain/model/index.js';
import { checkFarm } from '../../src/domain/readiness/index.js';
import { forSimulation } from '../../src/domain/report/index.js';
import { answerTo } from '../../src/page/answer.js';
import { nothingChosen } from '../../src/page/choice.js';
import { examplesOf } from '../../src/page/examples.js';
import { type FarmDocument, toDocument, toFarm } from '../../src/store/farm/convert.js';
import { anyFarm } from '../properties/arbitrary.js';
import '../seed.js';

/** What a page has of a farm is all that its answers depend on. */

const context = { shell: 'posix', file: 'farm.json' } as const;

/** What a page reads of its data. */
function inPage(farm: Farm, only: string | null): Farm {
  const document = toDocument(forSimulation(farm, only), undefined);
  return toFarm(JSON.parse(JSON.stringify(document)) as FarmDocument);
}

it('the farm of a page is valid, and has the same answers', () => {
  fc.assert(
    fc.property(anyFarm(), fc.boolean(), (farm, all) => {
      for (const site of farm.sites) {
        const shown = inPage(farm, all ? null : site.name);
        expect(checkFarm(shown)).toEqual([]);
        for (const { events } of examplesOf(site)) {
          const choice = { ...nothingChosen(site.name), events };
          expect(answerTo({ farm: shown, context }, choice)).toEqual(
            answerTo({ farm, context }, choice),
          );
        }
      }
    }),
    { numRuns: 15 },
  );
});

it('the farm of a page about one site has no name of the others', () => {
  fc.assert(
    fc.property(anyFarm({ sites: 3 }), (farm) => {
      const [site, ...others] = farm.sites;
      const kept = new Set(namesIn(site!));
      const shown = namesIn(inPage(farm, site!.name).sites.slice(1));
      const hidden = others.flatMap(namesIn).filter((name) => !kept.has(name));
      expect(shown.filter((name) => hidden.includes(name))).toEqual([]);
    }),
  );
});

/** Every name of sites, brokers and whatever else. */
function namesIn(value: unknown): string[] {
  const found: string[] = [];
  JSON.stringify(value, (key, item: unknown) => {
    if ((key === 'name' || key === 'server') && typeof item === 'string') found.push(item);
    return item;
  });
  return found;
}
