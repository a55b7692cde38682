import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSite, type Site } from '../../src/domain/model/index.js';
import {
  type FailureEvent,
  parseEvents,
  printEvent,
  simulate,
} from '../../src/domain/simulate/index.js';
import { answerTo } from '../../src/page/answer.js';
import {
  type Choice,
  domainsOf,
  isDown,
  nothingChosen,
  putOnSide,
  sideOf,
  toggleBroker,
  toggleDomain,
} from '../../src/page/choice.js';
import { examplesOf } from '../../src/page/examples.js';
import { printLink, readLink } from '../../src/page/link.js';
import { questionOf, stepsOf } from '../../src/page/question.js';
import { describeSimulation } from '../../src/render/simulate-words.js';
import { anyFarm, anyFarmOfOneSite } from '../properties/arbitrary.js';
import { anyFailures } from '../simulate/any-events.js';
import '../seed.js';

/** What the reader of a page chooses, without a browser. */

const context = { shell: 'posix', file: null } as const;

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('a&down=b', '#', '%', '+', 'x=y', '</script>', '\u202e', ''),
);
const anyServers = fc.array(fc.stringMatching(/^[a-z][a-z0-9.:_-]{0,9}$/u), { maxLength: 4 });
const anyChoice: fc.Arbitrary<Choice> = fc.record({
  site: anyText,
  down: anyServers,
  domains: fc.array(
    anyText.map((value) => `rack=${value}`),
    { maxLength: 3 },
  ),
  groups: fc
    .array(
      anyServers.filter((servers) => servers.length > 0),
      { maxLength: 3 },
    )
    .map((groups) => (groups.length < 2 ? [] : groups)),
  events: anyText.filter((text) => text === '' || text.trim() !== ''),
  step: fc.constantFrom(null, 0, 3),
});

describe('a link', () => {
  it('brings back what was chosen', () => {
    fc.assert(
      fc.property(anyChoice, (choice) => {
        const link = printLink(choice);
        expect(link).toMatch(/^#failure\?[\w.*+%=&-]*$/u);
        const { down, domains, groups, events } = choice;
        const isAny = down.length + domains.length + groups.length > 0 || events !== '';
        expect(readLink(link, 'other')).toEqual({ ...choice, step: isAny ? choice.step : null });
      }),
    );
  });

  it('of a heading changes nothing; the bare page has nothing chosen', () => {
    expect(readLink('#part-3', 'Berlin')).toBeNull();
    expect(readLink('', 'Berlin')).toEqual(nothingChosen('Berlin'));
    expect(readLink('#failure?', 'Berlin')).toEqual(nothingChosen('Berlin'));
    expect(readLink('#failure?partition=a&step=-1', 'B')).toEqual(nothingChosen('B'));
  });

  it('with anything in it gives an answer or an error', () => {
    fc.assert(
      fc.property(anyFarm(), anyChoice, fc.boolean(), (farm, choice, own) => {
        const site = own ? (farm.sites[0]?.name ?? '') : choice.site;
        const answer = answerTo({ farm, context }, { ...choice, site });
        expect([answer.error, answer.graph]).not.toEqual([null, null]);
      }),
    );
  });
});

describe('brokers and failure domains', () => {
  it('are offline as simulated, and come back with a second click', () => {
    fc.assert(
      fc.property(withClicks(), ({ farm, site, clicks }) => {
        let choice = nothingChosen(site.name);
        for (const [kind, word] of clicks) {
          const before = choice;
          choice =
            kind === 'broker' ? toggleBroker(site, before, word) : toggleDomain(before, word);
          if (kind === 'domain') {
            expect(choice.domains.includes(word)).toBe(!before.domains.includes(word));
          } else {
            expect(isDown(site, choice, word)).toBe(!isDown(site, before, word));
          }
        }
        const shown = site.brokers.filter(({ server }) => isDown(site, choice, server));
        const { graph, error } = answerTo({ farm, context }, choice);
        expect(error).toBeNull();
        const nodes = graph!.sites[0]!.nodes.flatMap((node) =>
          node.kind === 'broker' && !node.up ? [node.server] : [],
        );
        expect(nodes.toSorted()).toEqual(shown.map(({ server }) => server).toSorted());
      }),
    );
  });
});

describe('a network split', () => {
  it('has each broker on the side that it was put on last, without empty sides', () => {
    fc.assert(
      fc.property(
        anyFarmOfOneSite(),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 3 })), { maxLength: 12 }),
        ({ site }, moves) => {
          const servers = site.brokers.map(({ server }) => server);
          let choice = nothingChosen(site.name);
          // The plain model: the side of each; after each move the sides in use are numbered again.
          let sides = servers.map(() => 1);
          for (const [at, side] of moves) {
            const index = at % servers.length;
            choice = putOnSide(servers, choice, servers[index]!, side);
            const moved = sides.map((one, place) => (place === index ? side : one));
            const used = [...new Set(moved)].toSorted((a, b) => a - b);
            sides = moved.map((one) => used.indexOf(one) + 1);
          }
          expect(servers.map((server) => sideOf(choice, server))).toEqual(sides);
          expect(choice.groups.length).not.toBe(1);
          expect(choice.groups.every((group) => group.length > 0)).toBe(true);
        },
      ),
    );
  });
});

describe('the steps of a timeline', () => {
  it('are the whole simulation, cut after each thing that happens', () => {
    fc.assert(
      fc.property(withTimeline(), ({ farm, site, choice }) => {
        const question = questionOf(choice);
        const whole = simulate(farm, site, question);
        const { happenings } = describeSimulation(whole);
        const steps = stepsOf(question, happenings);
        let told = 0;
        let clock = 0;
        for (const { at, what, question: until } of steps.slice(1)) {
          const part = simulate(farm, site, until!);
          expect(part.happenings).toEqual(whole.happenings.slice(0, part.happenings.length));
          const said = happenings.slice(told, part.happenings.length).map((one) => one.what);
          if (said.length > 0) expect(what).toBe(said.join('; '));
          else expect(at).toBeGreaterThan(clock);
          const last = part.happenings.at(-1);
          if (said.length > 0 && last !== undefined) expect(last.at).toBe(at);
          told = part.happenings.length;
          clock = at;
        }
        expect(told).toBe(whole.happenings.length);
        if (steps.length > 1) {
          const last = simulate(farm, site, steps.at(-1)!.question!);
          expect({ ...last, replay: null }).toEqual({ ...whole, replay: null });
        }
      }),
    );
  });

  it('show at each step what the program answers for the time until then', () => {
    fc.assert(
      fc.property(withTimeline(), fc.nat(20), ({ farm, choice }, step) => {
        const answer = answerTo({ farm, context }, { ...choice, step });
        expect(answer.error).toBeNull();
        expect(answer.step).toBe(Math.min(step, answer.steps.length - 1));
        expect(answer.simulated === null).toBe(answer.step === 0);
      }),
    );
  });
});

describe('the examples', () => {
  it('can be played on any site', () => {
    fc.assert(
      fc.property(anyFarm(), (farm) => {
        for (const { name } of farm.sites) {
          const site = findSite(farm, name);
          for (const { title, events } of examplesOf(site)) {
            const { error } = answerTo({ farm, context }, { ...nothingChosen(name), events });
            expect([title, error]).toEqual([title, null]);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('promote another broker where one is promised', () => {
    fc.assert(
      fc.property(anyFarmOfOneSite(), ({ farm, site }) => {
        for (const { title, events } of examplesOf(site)) {
          if (!title.includes('until RAS promotes')) continue;
          const written = parseEvents(events, 'events');
          const played = simulate(farm, site, {
            down: [],
            groups: [],
            events: written,
            require: [],
          });
          const promotes = played.happenings.some(({ cause }) => cause === 'auto-promotion');
          expect(promotes).toBe(true);
        }
      }),
    );
  });
});

function withClicks() {
  return anyFarmOfOneSite().chain(({ farm, site }) => {
    const brokers = site.brokers.map(({ server }) => ['broker', server] as const);
    const domains = domainsOf(site).map(({ word }) => ['domain', word] as const);
    const click = fc.constantFrom(...brokers, ...domains);
    return fc.record({
      farm: fc.constant(farm),
      site: fc.constant(site),
      clicks: fc.array(click, { minLength: 1, maxLength: 8 }),
    });
  });
}

function withTimeline() {
  return anyFarmOfOneSite().chain(({ farm, site }) =>
    fc
      .tuple(anyFailures(site), fc.subarray(site.brokers.map(({ server }) => server)))
      .filter(([written]) => written.length > 0)
      .map(([written, down]) => ({
        farm,
        site,
        choice: timelineOf(
          site,
          written.map(({ event }) => event),
          down,
        ),
      })),
  );
}

function timelineOf(site: Site, events: readonly FailureEvent[], down: readonly string[]): Choice {
  return { ...nothingChosen(site.name), down, events: events.map(printEvent).join('; ') };
}
