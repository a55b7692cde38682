import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promoteBroker, moveBroker } from '../../src/domain/edits/priority.js';
import type { Farm, Site } from '../../src/domain/model/farm.js';
import { commandsIn, type SuggestedCommand } from '../../src/domain/model/suggested-command.js';
import { anyFarm } from '../properties/arbitrary.js';

/** The commands that a promotion offers as the way back: run one after the other, they restore the order. */

describe('the way back of a promotion', () => {
  it('restores the order of the brokers, and nothing else is different', () => {
    const seen = { one: 0, two: 0 };
    fc.assert(
      fc.property(anyFarm(), fc.nat(), (farm, pick) => {
        const candidates = farm.sites.flatMap((site) =>
          site.brokers
            .slice(1)
            .filter(({ enabled, standby }) => enabled && !standby)
            .map(({ server }) => ({ site, server })),
        );
        const chosen = candidates[pick % Math.max(1, candidates.length)];
        if (chosen === undefined) return;
        const { farm: promoted, notes } = promoteBroker(farm, chosen.site, chosen.server);
        const back = notes.flatMap((note) => (note.kind === 'way-back' ? note.commands : []));
        expect(promoted).not.toEqual(farm);
        expect(back.flatMap(commandsIn).reduce(run(chosen.site.name), promoted)).toEqual(farm);
        seen[back.length === 1 ? 'one' : 'two'] += 1;
      }),
    );
    expect(Math.min(seen.one, seen.two)).toBeGreaterThan(0);
  });
});

/** What the command line does with such a command. */
function run(siteName: string) {
  return (farm: Farm, { name, args, options, site }: SuggestedCommand): Farm => {
    expect(site).toBe(farm.sites.length === 1 ? null : siteName);
    const found: Site | undefined = farm.sites.find((one) => one.name === siteName);
    const server = args[0]?.text ?? '';
    if (found === undefined) throw new Error('no site');
    if (name.join(' ') === 'broker promote') return promoteBroker(farm, found, server).farm;
    expect(name.join(' ')).toBe('broker move-down');
    const to = Number(options.find(({ flag }) => flag === '--to')?.value?.text);
    return moveBroker(farm, found, server, { direction: 'down', to }).farm;
  };
}
