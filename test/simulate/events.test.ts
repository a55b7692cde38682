import { describe, expect, it } from 'vitest';
import type { Location } from '../../src/domain/model/places.js';
import { Refusal } from '../../src/domain/model/refusal.js';
import { exampleFarm } from '../../src/domain/edits/example.js';
import { findSite } from '../../src/domain/model/find.js';
import { simulate } from '../../src/domain/simulate/simulate.js';
import { parseEvents } from '../../src/domain/simulate/events.js';

/** The reported place of the mistake. */
function placeOfMistake(text: string, file = 'night.txt'): Location | null {
  const farm = exampleFarm('Acme', 21);
  try {
    simulate(farm, findSite(farm, 'Berlin'), {
      down: [],
      groups: [],
      events: parseEvents(text, file),
      require: [],
    });
  } catch (error) {
    if (error instanceof Refusal) return error.location;
    throw error;
  }
  throw new Error('nothing was wrong');
}

describe('a mistake in events is reported with its place', () => {
  it('in a file: line, column and the line itself', () => {
    const text = '# patch night\r\ndown CB-BER-2\r\n  after 10m; prommote CB-BER-2 # typo\r\n';
    expect(placeOfMistake(text)).toEqual({
      file: 'night.txt',
      line: 3,
      column: 14,
      text: '  after 10m; prommote CB-BER-2 # typo',
    });
  });

  it('in a flag: the column of the offending event', () => {
    const place = placeOfMistake('down CB-BER-1;after x', '--events');
    expect(place).toMatchObject({ file: '--events', line: 1, column: 15 });
  });

  it('of a broker that is not there', () => {
    expect(placeOfMistake('after 5m\ndown CB-BER-9')).toMatchObject({ line: 2, column: 1 });
  });

  it('of an event that RAS would refuse when its time comes', () => {
    const text = 'down CB-BER-2\nafter 5m; promote CB-BER-2';
    expect(placeOfMistake(text)).toMatchObject({ line: 2, column: 11 });
  });

  it('has no place where it was not written as an event', () => {
    const farm = exampleFarm('Acme', 21);
    const question = { down: ['nobody'], groups: [], events: null, require: [] };
    expect(() => simulate(farm, findSite(farm, 'Berlin'), question)).toThrow(
      expect.objectContaining({ code: 'E_NOT_FOUND', location: null }),
    );
  });
});
