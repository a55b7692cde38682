import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addBroker,
  addSite,
  completeSite,
  firstBrokers,
  newFarm,
  setBroker,
  setSite,
  valuesForEach,
} from '../../src/domain/edits/index.js';
import { brokerFields, findSite } from '../../src/domain/model/index.js';

/** A site with all its brokers in one edit is the site that single edits make, one broker after the other. */

const base = newFarm({ name: 'F', rasVersion: 21, site: 'S', primary: { server: 'X' } });

describe('a whole site', () => {
  it('is what single edits make', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        fc.option(fc.integer({ min: 30, max: 60 })),
        (count, racks, hasIp, delay) => {
          fc.pre(racks <= count);
          const asked = {
            ip: hasIp ? '10.1.0.11+' : null,
            failureDomains: { rack: `r[1-${racks}]` },
          };
          const servers = `CB[1-${count}]`;
          const [primary, ...secondaries] = firstBrokers(null, { servers, ...asked });
          const settings = delay === null ? {} : { autoPromotion: delay };
          const added = addSite(base, { name: 'T', primary }).farm;
          const whole = completeSite(added, 'T', secondaries, settings).farm;

          const ip = (at: number): string | null => (hasIp ? `10.1.0.${11 + at}` : null);
          let slow = addSite(base, { name: 'T', primary: { server: 'CB1', ip: ip(0) } }).farm;
          for (let at = 1; at < count; at += 1)
            slow = addBroker(slow, findSite(slow, 'T'), { server: `CB${at + 1}`, ip: ip(at) }).farm;
          for (let at = 0; at < count; at += 1) {
            const failureDomains = { rack: `r${(at % racks) + 1}` };
            slow = setBroker(slow, findSite(slow, 'T'), `CB${at + 1}`, { failureDomains }).farm;
          }
          slow = setSite(slow, findSite(slow, 'T'), settings).farm;
          expect(whole).toEqual(slow);
        },
      ),
    );
  });

  it('gives each failure domain of a range to as many objects, or one more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (count, racks) => {
          const failureDomains = { rack: `r[1-${racks}]`, room: 'a' };
          const get = () =>
            valuesForEach({ network: null }, brokerFields, { failureDomains }, count);
          if (racks > count) {
            expect(get).toThrow('more-domains-than-objects');
            return;
          }
          const sizes = new Map<string, number>();
          for (const { failureDomains: domains } of get()) {
            const { rack = '', room } = domains as Record<string, string>;
            expect(room).toBe('a');
            sizes.set(rack, (sizes.get(rack) ?? 0) + 1);
          }
          expect(sizes.size).toBe(racks);
          expect(Math.max(...sizes.values()) - Math.min(...sizes.values())).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
