import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Path } from '../../src/domain/model/places.js';
import { toDocument } from '../../src/store/farm/convert.js';
import { recoverDocument, WrongPlaces } from '../../src/store/json/recover.js';
import { hasFarmShape } from '../../src/store/farm/farm-shape.js';
import { findShapeProblems } from '../../src/store/farm/schema-errors.js';
import { findContentProblems } from '../../src/store/farm/validate.js';
import { arbitraryFarm } from './arbitrary-farm.js';
import { breachesOf, type Json, overlap, shapeBreakages } from './breakages.js';

/** Documents of valid farms, as JSON.parse gives them. */
const validDocument = arbitraryFarm.map(
  (farm) => JSON.parse(JSON.stringify(toDocument(farm, undefined))) as Json,
);

function oneOf<T>(choices: readonly T[], pick: number): T {
  return choices[pick % choices.length]!;
}

function broken(document: Json, ...steps: { apply: (document: Json) => void }[]): Json {
  const copy = structuredClone(document);
  for (const { apply } of steps) apply(copy);
  return copy;
}

function pathsOf(found: ReturnType<typeof findContentProblems>): string[] {
  return found.map(({ problem }) => JSON.stringify(problem.path)).toSorted();
}

function somePicks(count: number): fc.Arbitrary<number[]> {
  return fc.array(fc.nat(), { minLength: count, maxLength: count });
}

function problemsOf(document: unknown): string[] {
  return findContentProblems(document).map(({ problem }) => problem.message);
}

describe('for any farm', () => {
  test('one value of a wrong shape is reported, and nothing that follows from it', () => {
    fc.assert(
      fc.property(validDocument, somePicks(10), (document, picks) => {
        const breakages = shapeBreakages(document);
        for (const pick of picks) {
          const wrong = broken(document, oneOf(breakages, pick));
          const shape = findShapeProblems(wrong);
          expect(shape.length).toBeGreaterThan(0);
          expect(findContentProblems(wrong)).toEqual(shape);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a wrong shape and a broken invariant elsewhere in the same site are both reported', () => {
    fc.assert(
      fc.property(validDocument, fc.nat(), somePicks(3), (document, at, picks) => {
        const site: Path = ['sites', at % (document['sites'] as Json[]).length];
        const ofSite = shapeBreakages(document).filter(({ place }) => overlap(place, site));
        for (const breach of breachesOf(document, site)) {
          const reports = JSON.stringify(breach.reports);
          expect(pathsOf(findContentProblems(broken(document, breach)))).toEqual([reports]);
          const elsewhere = ofSite.filter(
            ({ place }) => !breach.dependsOn.some((one) => overlap(one, place)),
          );
          for (const pick of picks) {
            const both = broken(document, breach, oneOf(elsewhere, pick));
            const shape = pathsOf(findShapeProblems(both));
            expect(pathsOf(findContentProblems(both))).toEqual([...shape, reports].toSorted());
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  test('the recovered document has the shape of a farm, and a valid farm is recovered unchanged', () => {
    fc.assert(
      fc.property(validDocument, fc.array(fc.nat(), { maxLength: 6 }), (document, picks) => {
        const breakages = shapeBreakages(document);
        const chosen = picks
          .map((pick) => oneOf(breakages, pick))
          .filter(({ place }, index, all) =>
            all.slice(0, index).every((earlier) => !overlap(place, earlier.place)),
          );
        const wrong = broken(document, ...chosen);
        const places = new WrongPlaces(findShapeProblems(wrong).map(({ problem }) => problem.path));
        const recovered = recoverDocument(wrong, places);
        expect(hasFarmShape(recovered)).toBe(true);
        if (chosen.length === 0) expect(recovered).toEqual(document);
      }),
      { numRuns: 150 },
    );
  });
});

describe('in one site with much wrong in it', () => {
  test('every certain error is reported', () => {
    const site = {
      name: 'Berlin',
      network: '10.1.0.0/33',
      autopromotion: { enabled: true },
      brokers: [
        { server: 'CB1', ip: '10.1.0.1', standby: true },
        { server: 'cb1', ip: '10.1.0.300', alternativeIps: [7, '10.1'] },
        { sever: 'CB3', ip: '10.1.0.1', enabled: 'yes', failureDomains: { 'rack 1': 4 } },
        { server: 'CB4', installGateway: 1, enableHtml5: true },
        'CB5',
      ],
      gateways: [{ server: 'gw 1', mode: 'fast' }],
      agents: [
        { name: 'RDS1', preferredBroker: 'CB9' },
        { name: 'rds1', kind: 3 },
      ],
      providers: {},
    };
    expect(problemsOf({ formatVersion: 1, name: 'X', sites: [site] })).toMatchInlineSnapshot(`
      [
        "a site has no "autopromotion".",
        "entry 1 of "alternativeIps" must be text in double quotes, not 7.",
        "a Connection Broker needs "server".",
        "a Connection Broker has no "sever".",
        ""enabled" must be true or false, not "yes".",
        ""rack 1" must be text in double quotes, not 4.",
        ""installGateway" must be true or false, not 1.",
        "entry 5 of "brokers" must be an object in { }, not "CB5".",
        ""mode" must be one of "normal", "forwarding", not "fast".",
        ""kind" must be one of "rds-host", "vdi-host", "avd-host", "remote-pc", "guest", "gateway", "halb", "enrollment-server", not 3.",
        ""providers" must be a list in [ ], not an object.",
        ""10.1.0.0/33" is not a network.",
        "broker "CB1" is the primary of site "Berlin", so it can't be in standby.",
        "broker "cb1" is in site "Berlin" twice.",
        ""10.1.0.300" is not an IP address.",
        ""10.1" is not an IP address.",
        ""rack 1" is not a name for a failure domain.",
        "brokers "CB1" and "entry 3 of brokers" have the same IP 10.1.0.1.",
        ""gw 1" is not a server name.",
        "agent "rds1" is in site "Berlin" twice.",
      ]
    `);
  });

  test('a preference is judged as soon as every broker has a legible name', () => {
    const farm = (broker: unknown) => ({
      formatVersion: 1,
      name: 'X',
      sites: [
        {
          name: 'A',
          brokers: [{ server: 'CB1' }, broker],
          agents: [{ name: 'RDS1', preferredBroker: 'CB9' }],
        },
      ],
    });
    const reports = 'agent "RDS1" prefers broker "CB9", which is not in site "A".';
    expect(problemsOf(farm({ server: 'CB2', standby: 'no' }))).toContain(reports);
    expect(problemsOf(farm({ server: 9 }))).not.toContain(reports);
    expect(problemsOf(farm({ sever: 'CB9' }))).not.toContain(reports);
    expect(problemsOf(farm('CB9'))).not.toContain(reports);
  });
});

describe('the Licensing Site', () => {
  const site = (name: string, rest: Json): Json => ({ name, brokers: [{ server: name }], ...rest });
  const licensingOf = (...sites: unknown[]): string[] =>
    problemsOf({ formatVersion: 1, name: 'X', sites }).filter((message) =>
      message.includes('Licensing'),
    );

  test('may be a site that cannot be read, or whose key is misspelt', () => {
    expect(licensingOf(site('A', {}), 3)).toEqual([]);
    expect(licensingOf(site('A', {}), site('B', { licensing: 'yes' }))).toEqual([]);
    expect(licensingOf(site('A', { licencing: true }), site('B', { licencing: true }))).toEqual([]);
  });

  test('is reported as missing or duplicate only if that is certain', () => {
    const none = ['no site is the Licensing Site.'];
    expect(licensingOf(site('A', { network: 7 }), site('B', {}))).toEqual(none);
    expect(licensingOf(site('A', { autopromotion: {} }), site('B', {}))).toEqual(none);
    const on = { licensing: true };
    expect(
      licensingOf(
        site('A', on),
        site('B', { ...on, agents: 1 }),
        3,
        site('C', { licencing: true }),
      ),
    ).toEqual(['2 sites are the Licensing Site: A, B.']);
  });
});

describe('what a farm says about rules', () => {
  const sites = [{ name: 'A', brokers: [{ server: 'CB1' }] }];
  const policyProblems = (policy: Json): string[] =>
    problemsOf({ formatVersion: 1, name: 'X', sites, ...policy });

  test('a setting is judged by its name although its value is wrong, and by its value although a part is', () => {
    const rules = {
      RAS104: 5,
      'even-active-brokers': { severity: 'bad', off: true },
      RAS998: { severity: 1 },
    };
    expect(policyProblems({ rules })).toMatchInlineSnapshot(`
      [
        ""RAS104" must be an object in { }, not 5.",
        ""severity" must be one of "error", "warning", "info", not "bad".",
        ""severity" must be one of "error", "warning", "info", not 1.",
        "RAS104 is set twice.",
        "there is no configurable rule "RAS998".",
      ]
    `);
  });

  test('a reason that cannot be read is not reported as missing', () => {
    const wrong = 'RAS104 is off without a reason.';
    expect(policyProblems({ rules: { RAS104: { off: true } } })).toEqual([wrong]);
    expect(policyProblems({ rules: { RAS104: { off: true, severity: 3 } } })).toContain(wrong);
    expect(policyProblems({ rules: { RAS104: { off: true, reason: 5 } } })).not.toContain(wrong);
    expect(
      policyProblems({ rules: { RAS104: { off: true, reson: 'two locations' } } }),
    ).not.toContain(wrong);
  });

  test('a suppression is judged in all that can be read of it', () => {
    const suppressions = [
      { rule: 'RAS998', target: 7, reason: 'known', expires: 'soon' },
      { rule: 7, target: ' ', expires: '2027-02-30' },
      'RAS104',
    ];
    expect(policyProblems({ suppressions })).toMatchInlineSnapshot(`
      [
        ""target" must be text in double quotes, not 7.",
        "a suppression needs "reason".",
        ""rule" must be text in double quotes, not 7.",
        "entry 3 of "suppressions" must be an object in { }, not "RAS104".",
        "there is no configurable rule "RAS998".",
        ""soon" is not a date.",
        "a suppression has no target.",
        ""2027-02-30" is not a date.",
      ]
    `);
  });

  test('is judged although the farm has no sites that can be read', () => {
    expect(problemsOf({ formatVersion: 1, name: ' ', rules: { RAS998: {} }, sites: {} }))
      .toMatchInlineSnapshot(`
      [
        ""sites" must be a list in [ ], not an object.",
        "the name of a farm is empty.",
        "there is no configurable rule "RAS998".",
      ]
    `);
    expect(problemsOf({ formatVersion: 1, rules: { RAS998: {} } })).toMatchInlineSnapshot(`
      [
        "a farm needs "name".",
        "a farm needs "sites".",
        "there is no configurable rule "RAS998".",
      ]
    `);
  });
});
