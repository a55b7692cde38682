import { casesOf } from '../runs.js';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asTyped } from '../../src/domain/model/names/literal.js';
import { farmOf, hostileNames, validFarm } from './hostile.js';
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
      desk.write('valid.json', JSON.stringify(validFarm));
      desk.farm('set', '--name', 'A', '--file', 'valid.json');
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

    it('failure domains wherever several objects can be named', async () => {
      const given = ['--file', 'valid.json'];
      const typed = 'farm simulate --file valid.json --down';
      const down = ['simulate', ...given, '--down'];
      expect(await shell.run(`${typed} ra\t`)).toEqual([...down, 'rack=r?1??touch?ran']);
      expect(await shell.run(`${typed} CB1,ra\t`)).toEqual([...down, 'CB1,rack=r?1??touch?ran']);
      expect(await shell.run(`${typed} 'pow\t`)).toEqual([...down, 'power=$(touch?ran)']);
      expect(await shell.run(`farm broker disable --file valid.json rack=\t`)).toEqual([
        'broker',
        'disable',
        ...given,
        'rack=r?1??touch?ran',
      ]);
      expect(await shell.run(`farm agent delete --file valid.json zo\t`)).toEqual([
        'agent',
        'delete',
        ...given,
        'zone=z1',
      ]);
    });

    it('a name with brackets, spelled so that farm reads it as that name', async () => {
      const words = ['provider', 'delete', '--file', 'valid.json', 'vc[[]1-5[]] [*]'];
      expect(await shell.run('farm provider delete --file valid.json vc\t')).toEqual(words);
    });

    it('versions of a farm file', async () => {
      expect(await shell.run('farm diff valid.json@1\t')).toEqual(['diff', 'valid.json@1']);
      expect(await shell.run('farm diff --file valid.json @0\t')).toEqual([
        'diff',
        '--file',
        'valid.json',
        '@0',
      ]);
      expect(await shell.run('farm restore --file valid.json \t')).toEqual([
        'restore',
        '--file',
        'valid.json',
        '1',
      ]);
    });

    it('goals', async () => {
      expect(await shell.run('farm advise --goal no-w\t')).toEqual([
        'advise',
        '--goal',
        'no-warnings',
      ]);
      expect(await shell.run('farm advise --file valid.json --goal domain=ra\t')).toEqual([
        'advise',
        '--file',
        'valid.json',
        '--goal',
        'domain=rack',
      ]);
      expect(await shell.run('farm prove --require 2\t')).toEqual(['prove', '--require', '2']);
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

    it.each(casesOf(hostileNames))(
      'the name %s, which the shell then passes unchanged',
      async (hostile) => {
        const start = hostile.slice(0, 2);
        const expected = ['broker', 'show', asTyped(hostile)];
        expect(await shell.run(`farm broker show ${start}\t`)).toEqual(expected);
        expect(await shell.run(`farm broker show '${start}\t`)).toEqual(expected);
        expect(await shell.run(`farm broker show "${start}\t`)).toEqual(expected);
      },
    );

    it('without running anything that is in a name', () => {
      expect(readdirSync(desk.work).toSorted()).toEqual([
        'broken.json',
        'farm.json',
        'other.json',
        'valid.json',
      ]);
    });
  });
});
