import { join } from 'node:path';
import { expect, it } from 'vitest';
import { validateFiles } from '../../src/gate/validate-files.js';
import { printFarm } from '../../src/store/farm/document.js';
import { farmOf, folderWith } from './repository.js';

/** `farm validate` reads policies that are named, and those that apply; a broken one is reported once. */

it.each([
  [
    ['a.json', 'b.json'],
    ['a.json', 'b.json', 'farm.policy.json: broken'],
  ],
  [
    ['a.json', 'farm.policy.json'],
    ['a.json', 'farm.policy.json: broken'],
  ],
  [['farm.policy.json'], ['farm.policy.json: broken']],
  [['ci/other.policy.yaml'], ['ci/other.policy.yaml']],
])('%j', async (names, expected) => {
  const folder = folderWith({
    'a.json': printFarm(farmOf()),
    'b.json': printFarm(farmOf()),
    'farm.policy.json': '{"fail-on": "loud"}',
    'ci/other.policy.yaml': 'fail-on: warning\n',
    '.git/HEAD': '',
  });
  const tried = await validateFiles(
    names.map((name) => ({ kind: 'file', path: join(folder, name), foundBy: 'FILES' })),
  );
  const found = tried.map((one) => {
    const name = one.source.path.slice(folder.length + 1).replaceAll('\\', '/');
    return 'error' in one ? `${name}: broken` : name;
  });
  expect(found).toEqual(expected);
});
