import { expect, it } from 'vitest';
import { otherAddresses } from '../../src/cli/resolver.js';
import { sayEditNotes } from '../../src/render/note-words.js';

it('the addresses that a resolver found beside the one taken are a note', () => {
  expect(otherAddresses('cb1', [])).toEqual([]);
  expect(sayEditNotes(otherAddresses('cb1', ['10.1.0.12', 'fd00::12']))).toEqual([
    'cb1 also has 10.1.0.12, fd00::12; the first address is used.',
  ]);
});
