import { expect, it, vi } from 'vitest';
import type * as farmModule from '../../src/domain/model/farm.js';
import { toDocument, toFarm } from '../../src/store/farm/convert.js';
import { schemaAt } from '../../src/store/farm/schema.js';

/** What a file without `rasVersion` means must not change on the day that farm learns of a newer RAS. */

vi.mock('../../src/domain/model/farm.js', async (original) => ({
  ...(await original<typeof farmModule>()),
  rasVersions: [17, 18, 19, 20, 21, 22],
  newestRasVersion: 22,
}));

const document = {
  formatVersion: 1,
  name: 'Old',
  sites: [{ name: 'A', brokers: [{ server: 'CB1' }] }],
};

it('a file without rasVersion means 21, also for a farm that knows a newer one', () => {
  expect(toFarm(document).rasVersion).toBe(21);
  expect(schemaAt(['rasVersion'])?.default).toBe(21);
});

it('a farm is written with its version, so that readers need not know the default', () => {
  expect(toDocument(toFarm(document), undefined).rasVersion).toBe(21);
});
