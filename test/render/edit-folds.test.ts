import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeEdit } from '../../src/domain/diff/changes.js';
import { promoteBroker } from '../../src/domain/edits/priority.js';
import { splitLoad } from '../../src/domain/load/load.js';
import { expandNames } from '../../src/domain/model/names.js';
import { renderEdit } from '../../src/render/edit.js';
import { sayLoad } from '../../src/render/load.js';
import { createTheme } from '../../src/render/theme.js';
import { farmOf, onlySite } from '../prove/farms.js';
import { printed } from '../suggest/printed.js';

/** What many brokers have in common is one line, which still names each of them. */

const wide = await createTheme({ stream: { columns: 2000 }, env: {}, noColour: true });

it('an edit that shifts many brokers says the place of each', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 60 }), fc.nat(), (active, pick) => {
      const farm = farmOf(active, 0);
      const site = onlySite(farm);
      const promoted = `cb${(pick % (active - 1)) + 2}`;
      const edit = promoteBroker(farm, site, promoted);
      const answer = describeEdit(farm, edit.farm, [], '2026-11-20');
      const result = { ...answer, notes: [], noteFacts: [], dryRun: true, saved: false };
      const text = renderEdit(printed(result), wide);
      const said = text.split('\n').flatMap((line) => {
        const [, names, first, to] =
          /^ {2}~ broker (\S+): place (\d+)\S* → (\d+)/u.exec(line) ?? [];
        if (names === undefined) return [];
        return expandNames(names).map((name, at) => [name, Number(first) + at, Number(to) + at]);
      });
      const changes = answer.changes.map(({ name, before, after }) => [name, before, after]);
      const sorted = (rows: unknown[]): string[] =>
        rows.map((row) => JSON.stringify(row)).toSorted();
      expect(sorted(said)).toEqual(sorted(changes));
      expect(text.split('\n').filter((line) => line.includes(': place ')).length).toBeLessThan(5);
    }),
  );
});

it('a load split on one line says the agents of each broker', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 300 }),
      (active, agents) => {
        const farm = farmOf(active, 0);
        const members = Array.from({ length: agents }, (_, at) => ({
          name: `rds${at}`,
          kind: 'rds-host' as const,
          failureDomains: {},
          preferredBroker: null,
        }));
        const split = splitLoad(farm, { ...onlySite(farm), agents: members });
        const said = sayLoad(split)
          .split('), ')
          .flatMap((part) => {
            const [, names = '', number] = /^(.*?) (\d+)(?: each)? \(/u.exec(part) ?? [];
            return expandNames(names.replaceAll(/,? and /gu, ',')).map((name) => [
              name,
              Number(number),
            ]);
          });

        expect(said).toEqual(split.brokers.map((broker) => [broker.server, broker.agents]));
        expect(sayLoad(split).length).toBeLessThan(400);
      },
    ),
  );
});
