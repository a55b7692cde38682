import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { farmOf, hostileNames } from './hostile.js';
import { Desk, hasShell, InteractiveShell, type ShellName } from './shell.js';

/** The scripts of `farm completion` in the real shells, typed as a person types. */

const shells: ShellName[] = ['bash', 'zsh', 'fish'];

describe.each(shells)('%s', (name) => {
  const isMissing = !hasShell(name);
  const note = isMissing ? ` (skipped: no ${name})` : '';

  describe.skipIf(isMissing)(`completes${note}`, () => {
    let desk: Desk;
    let shell: InteractiveShell;

    beforeAll(async () => {
      desk = new Desk(farmOf(hostileNames, ['Berlin', 'Frankfurt am Main']));
      desk.write('other.json', JSON.stringify(farmOf(['other one'])));
      desk.write('broken.json', '{ "sites": [');
      shell = await InteractiveShell.open(desk, name);
    });
    afterAll(() => {
      shell.close();
      desk.close();
    });

    it('commands', async () => {
      expect(await shell.run('farm provi\tlis\t')).toEqual(['provider', 'list']);
    });

    it('flags and their values', async () => {
      expect(await shell.run('farm check --fail-\twarn\t')).toEqual([
        'check',
        '--fail-on',
        'warning',
      ]);
    });

    it('ids of rules', async () => {
      expect(await shell.run('farm explain RAS50\t3\t')).toEqual(['explain', 'RAS503']);
    });

    it('names of Sites with blanks, in every form of a flag', async () => {
      const expected = 'Frankfurt am Main';
      expect(await shell.run('farm status --site Fra\t')).toEqual(['status', '--site', expected]);
      expect(await shell.run('farm status --site=Fra\t')).toEqual(['status', `--site=${expected}`]);
      expect(await shell.run('farm status --site fra\t')).toEqual(['status', '--site', expected]);
    });

    it('names of the Site that was given', async () => {
      const given = ['broker', 'show', '--site', 'Frankfurt am Main'];
      expect(
        await shell.run("farm broker show --site 'Frankfurt am Main' Frankfurt\\ am\\ Main-ap\t"),
      ).toEqual([...given, 'Frankfurt am Main-ap=equals']);
      // The name is of the other Site.
      expect(await shell.run("farm broker show --site 'Frankfurt am Main' ap\t")).toEqual([
        ...given,
        'ap',
      ]);
    });

    it('lists', async () => {
      expect(await shell.run('farm simulate --down an\\#hash,as\t')).toEqual([
        'simulate',
        '--down',
        'an#hash,as$HOME',
      ]);
    });

    it('names of the farm file that was given', async () => {
      const expected = ['broker', 'show', '--file', 'other.json', 'other one'];
      expect(await shell.run('farm broker show --file other.json oth\t')).toEqual(expected);
    });

    it('file names where one belongs', async () => {
      expect(await shell.run('farm status --file oth\t')).toEqual([
        'status',
        '--file',
        'other.json',
      ]);
      expect(await shell.run('farm status --file=oth\t')).toEqual(['status', '--file=other.json']);
      expect(await shell.run('farm validate oth\t')).toEqual(['validate', 'other.json']);
    });

    it('commands alone where the farm file is broken, and prints no error', async () => {
      const words = ['broker', 'show', '--file', 'broken.json', 'ap'];
      expect(await shell.run(`farm broker sho\t --file broken.json ap\t`)).toEqual(words);
    });

    it.each(hostileNames)('the name %s, which the shell then passes unchanged', async (hostile) => {
      const start = hostile.slice(0, 2);
      const expected = ['broker', 'show', hostile];
      expect(await shell.run(`farm broker show ${start}\t`)).toEqual(expected);
      expect(await shell.run(`farm broker show '${start}\t`)).toEqual(expected);
      expect(await shell.run(`farm broker show "${start}\t`)).toEqual(expected);
    });

    it('without running anything that is in a name', () => {
      expect(readdirSync(desk.work).toSorted()).toEqual(['broken.json', 'farm.json', 'other.json']);
    });
  });
});
