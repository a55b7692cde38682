import { activeBrokers, counted } from '../../model/index.js';
import { statements } from '../../facts/index.js';
import { fewerActive } from '../../edits/index.js';
import { aboutSite, type ReadinessRule, type SampleFarms } from './rule.js';

export const rule: ReadinessRule = {
  id: 'RAS103',
  slug: 'more-than-three-active',
  severity: 'warning',
  statement: 'A site has at most two active secondaries besides its primary.',
  why: 'Runtime data is replicated between all agents, so each further broker costs traffic and may slow the system down; standby ones are exempt.',
  statements: ['R9', 'R11'],
  assumptions: [],
  threshold: {
    preset: statements.R9.number,
    least: statements.R9.number,
    most: 1000,
    says: 'How many active secondaries are accepted. The vendor says that more than two may slow the system down, and names no maximum.',
  },
  find(site, farm, most) {
    const secondaries = activeBrokers(site).length - 1;
    if (secondaries <= most) return [];
    const wanted = most + 1;
    return [
      aboutSite(site, {
        topic: { kind: 'too-many-active', wanted },
        message: `${counted(secondaries, 'secondary', 'secondaries')} are active; more than ${most} may slow the system down`,
        observed: secondaries,
        required: `${most} or fewer active secondaries`,
        remedy: fewerActive(farm, site, wanted),
      }),
    ];
  },
};

/** Four active secondaries; and two, with the others in standby. */
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
          { server: 'CB4', ip: '10.1.0.14' },
          { server: 'CB5', ip: '10.1.0.15' },
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
          { server: 'CB5', ip: '10.1.0.15', standby: true },
        ],
      },
    ],
  },
};
