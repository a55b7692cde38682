import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../src/domain/model/duration.js';
import { exampleFarm } from '../../src/domain/edits/example.js';
import { checkInvariants } from '../../src/domain/model/invariants.js';
import { findBroker, findSite } from '../../src/domain/model/find.js';
import { parseEvents, parseGroups } from '../../src/domain/simulate/events.js';
import { farmErrorOf } from '../store/a-farm.js';

/** What a file or a command line holds is quoted as far as it helps: a name of a megabyte made an error of two. */

const long = 'x'.repeat(100_000);
const farm = exampleFarm('Example', 21);

describe('a text of any length is quoted in a sentence of usual length', () => {
  it.each<[string, () => unknown]>([
    ['an event', () => parseEvents(long, 'f.txt')],
    ['the brokers of an event', () => parseEvents(`after ${long}`, 'f.txt')],
    ['a duration', () => parseDuration(long)],
    ['a network split', () => parseGroups(long)],
    ['a site', () => findSite(farm, long)],
    ['a broker', () => findBroker(farm.sites[0]!, long)],
  ])('%s', async (_, work) => {
    const error = await farmErrorOf(async () => work());
    expect(error.message.length).toBeLessThan(300);
  });

  it('every name in a farm', () => {
    const [site] = farm.sites;
    const [broker] = site!.brokers;
    const agent = {
      name: long,
      kind: 'rds-host',
      failureDomains: {},
      preferredBroker: long,
    } as const;
    const sites = [
      {
        ...site!,
        name: long,
        network: long,
        brokers: [{ ...broker!, server: long, ip: long, alternativeIps: [long] }],
        agents: [agent],
      },
    ];
    const problems = checkInvariants({ ...farm, name: long, sites });
    expect(problems.length).toBeGreaterThan(6);
    for (const { message } of problems) expect(message.length).toBeLessThan(400);
  });
});
