import { activeBrokers, commandIn, stateOf } from '../../model/index.js';
import { statements } from '../../facts/index.js';
import { aboutBroker, type ReadinessRule, type SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS106',
  slug: 'disabled-could-be-standby',
  severity: 'info',
  statement: 'A broker that is not needed now is in standby, not disabled.',
  why: 'A disabled broker never replaces a failed one; a standby does so automatically.',
  statements: ['R38', 'R23'],
  assumptions: [],
  find(site, farm) {
    const full = activeBrokers(site).length >= statements.R8.number;
    return site.brokers
      .filter((broker) => stateOf(broker) === 'disabled')
      .map((broker) =>
        aboutBroker(site, broker, {
          topic: { kind: 'idle', broker: broker.server },
          message: `${broker.server} is disabled, so it never replaces a failed broker`,
          observed: 'disabled',
          required: full ? 'standby' : 'enabled: active or standby',
          remedy: [
            ...(full && !broker.standby
              ? [commandIn(farm, site)`broker standby ${broker.server}`]
              : []),
            commandIn(farm, site)`broker enable ${broker.server}`,
          ],
        }),
      );
  },
  // No fix: it could be put in standby, be activated, or be disabled for a reason that the model doesn't contain.
};

/** A disabled broker; and the same in standby. */
export const sample: SampleFarms = {
  bad: {
    formatVersion: 1,
    name: 'Sample',
    sites: [
      {
        name: 'Berlin',
        autoPromotion: { enabled: true },
        brokers: [
          { server: 'CB1', ip: '10.1.0.11' },
          { server: 'CB2', ip: '10.1.0.12' },
          { server: 'CB3', ip: '10.1.0.13' },
          { server: 'CB4', ip: '10.1.0.14', enabled: false },
        ],
      },
    ],
  },
  good: {
    formatVersion: 1,
    name: 'Sample',
    sites: [
      {
        name: 'Berlin',
        autoPromotion: { enabled: true },
        brokers: [
          { server: 'CB1', ip: '10.1.0.11' },
          { server: 'CB2', ip: '10.1.0.12' },
          { server: 'CB3', ip: '10.1.0.13' },
          { server: 'CB4', ip: '10.1.0.14', standby: true },
        ],
      },
    ],
  },
};
