import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { sampleFarms } from '../../src/domain/readiness/rules/rules.generated.js';
import { Room } from '../sessions/harness/room.js';

/** The examples to copy in docs/ci.md are run here, unchanged, in a separate repository. */

const top = join(import.meta.dirname, '../..');
const page = readFileSync(join(top, 'docs/ci.md'), 'utf8');

interface Hook {
  id: string;
  entry: string;
  language: string;
  files: string;
  args?: string[];
}

const hooks: Hook[] = parse(readFileSync(join(top, '.pre-commit-hooks.yaml'), 'utf8'));

/** The YAML of the page, by what it is for. */
const [preCommit, workflow, gitlab] = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gmu)].map(
  ([, text = '']): unknown => parse(text),
) as [
  { repos: { hooks: Pick<Hook, 'id' | 'args'>[] }[] },
  { jobs: { farm: { steps: { name?: string; run?: string }[] } } },
  { farm: { script: string[]; artifacts: { reports: { junit: string } } } },
];

const steps = workflow.jobs.farm.steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
const isFarm = (command: string): boolean => command.startsWith('farm ');

// The commands are typed into a shell.
describe.skipIf(process.platform === 'win32')('the GitHub workflow', () => {
  it('installs the package that npm pack makes, and the rest is farm', () => {
    expect(steps.filter((command) => !isFarm(command))).toEqual([
      `npm install --global ./tools/ras-farm-${versionOf()}.tgz`,
    ]);
    expect(gitlab.farm.script.filter((command) => !isFarm(command))).toEqual([
      `npm install --global ./tools/ras-farm-${versionOf()}.tgz`,
    ]);
  });

  it('passes a valid repository', async () => {
    const room = await repository('good');
    for (const command of steps.filter(isFarm)) {
      expect(await onGithub(room, command), command).toMatchObject({ exit: 0 });
    }
  });

  it('stops one that is not ready, with annotations, a summary and a report to upload', async () => {
    const room = await repository('bad');
    const [validate = '', fmt = '', check = ''] = steps.filter(isFarm);
    expect(await onGithub(room, validate)).toMatchObject({ exit: 0 });
    expect(await onGithub(room, fmt)).toMatchObject({ exit: 0 });
    const { exit, stderr } = await onGithub(room, check);
    expect(exit).toBe(1);
    expect(stderr).toMatch(/^::warning file=sites\/berlin\.farm\.json,line=\d+/mu);
    expect((await room.run('cat summary.md')).stdout).toContain('RAS401');
    const sarif: { version: string } = JSON.parse((await room.run('cat farm.sarif')).stdout);
    expect(sarif.version).toBe('2.1.0');
  });
});

describe.skipIf(process.platform === 'win32')('the GitLab job', () => {
  it.each(['good', 'bad'] as const)('makes its report of a %s repository', async (which) => {
    const room = await repository(which);
    const exits: number[] = [];
    for (const command of gitlab.farm.script.filter(isFarm))
      exits.push((await room.run(command)).exit);
    expect(exits).toEqual([0, 0, which === 'good' ? 0 : 1]);
    const report = await room.run(`cat ${gitlab.farm.artifacts.reports.junit}`);
    expect(report.stdout).toContain('<testsuite');
  });
});

describe('the hooks of pre-commit', () => {
  it('are those that the page names', () => {
    const named = preCommit.repos.flatMap((repo) => repo.hooks.map(({ id }) => id));
    expect(named.toSorted()).toEqual(hooks.map(({ id }) => id).toSorted());
  });

  it.each(hooks)('$id takes farm files and no others', ({ files, language }) => {
    expect(language).toBe('node');
    const pattern = new RegExp(files, 'u');
    for (const path of ['farm.json', 'sites/berlin.farm.json', 'a/b/farm.json']) {
      expect(pattern.test(path), path).toBe(true);
    }
    for (const path of ['package.json', 'windfarm.json', 'farm.json.md', 'farm.schema.json']) {
      expect(pattern.test(path), path).toBe(false);
    }
  });

  it.skipIf(process.platform === 'win32').each(hooks)(
    '$entry does its work on the files',
    async ({ id, entry }) => {
      const { args = [] } = preCommit.repos
        .flatMap((repo) => repo.hooks)
        .find((one) => one.id === id)!;
      const command = [entry, ...args, 'sites/berlin.farm.json'].join(' ');
      expect(await (await repository('good')).run(command), command).toMatchObject({ exit: 0 });
      const exit = id === 'farm-check' ? 1 : 0;
      expect(await (await repository('bad')).run(command), command).toMatchObject({ exit });
    },
  );

  it.skipIf(process.platform === 'win32')('are those of the shell script as well', async () => {
    const [, script = ''] = /^```sh\n#!\/bin\/sh\n([\s\S]*?)^```$/mu.exec(page) ?? [];
    expect(script).toContain('farm validate');
    const room = await repository('good');
    expect(await room.run(script)).toMatchObject({ exit: 0 });
    await room.run(`printf '{' > sites/broken.farm.json`);
    expect(await room.run(script)).toMatchObject({ exit: 3 });
  });
});

describe.skipIf(process.platform === 'win32')('starting with a farm that is not ready', () => {
  it('accepts what is there, and no more', async () => {
    const room = await repository('bad');
    await room.run('cp sites/berlin.farm.json farm.json');
    const [, commands = ''] = /^```sh\n(farm check[\s\S]*?)^```$/mu.exec(page) ?? [];
    const [write = '', read = ''] = commands.trim().split('\n');
    expect(await room.run(write)).toMatchObject({ exit: 0 });
    expect(await room.run(read)).toMatchObject({ exit: 0 });
    await room.run('farm provider add VC2 --type HyperV --preferred-broker CB1');
    await room.run('farm broker standby CB2');
    expect(await room.run(read)).toMatchObject({ exit: 1 });
  });
});

/** A repository with one farm file, in canonical form: the sample of RAS401 as it should not be, or as it should. */
async function repository(which: 'good' | 'bad'): Promise<Room> {
  const room = new Room();
  onTestFinished(() => room.close());
  const sample = JSON.stringify(sampleFarms['RAS401']![which]);
  await room.run(
    `mkdir .git sites && printf %s '${sample}' > sites/berlin.farm.json && farm fmt sites/*.json`,
  );
  return room;
}

/** As a step of a GitHub workflow: there farm finds these two, and `CI`. */
function onGithub(room: Room, command: string): ReturnType<Room['run']> {
  return room.run(
    `export CI=true GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY="$PWD/summary.md"; ${command}`,
  );
}

function versionOf(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(top, 'package.json'), 'utf8'),
  );
  return version;
}
