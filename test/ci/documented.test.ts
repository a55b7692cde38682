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
  pass_filenames?: boolean;
}

const hooks: Hook[] = parse(readFileSync(join(top, '.pre-commit-hooks.yaml'), 'utf8'));

/** A step of a workflow, of a pipeline, or a job's script. */
interface Step {
  run?: string;
  script?: string;
}

/** The YAML of the page, by what it is for. */
const [preCommit, , plain, gitlab, azure] = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gmu)].map(
  ([, text = '']): unknown => parse(text),
) as [
  { repos: { hooks: Pick<Hook, 'id' | 'args'>[] }[] },
  unknown,
  { steps: Step[] },
  { farm: { script: string[]; artifacts: { reports: { junit: string } } } },
  { steps: (Step & { inputs?: { testResultsFiles?: string } })[] },
];

const [, jenkinsfile = ''] = /^```groovy\n([\s\S]*?)^```$/mu.exec(page) ?? [];

/** The commands of each system, and the report that it publishes. */
const systems: Record<string, { commands: string[]; report: string; install: string }> = {
  'steps of a GitHub workflow': {
    commands: plain.steps.flatMap(({ run }) => run ?? []),
    report: 'farm.sarif',
    install: '--global',
  },
  'the GitLab job': {
    commands: gitlab.farm.script,
    report: gitlab.farm.artifacts.reports.junit,
    install: '--global',
  },
  'the Azure pipeline': {
    commands: azure.steps.flatMap(({ script }) => script ?? []),
    report: azure.steps.flatMap(({ inputs }) => inputs?.testResultsFiles ?? []).join(' '),
    install: '--global',
  },
  'the Jenkinsfile': {
    commands: [...jenkinsfile.matchAll(/^ *sh '(.*)'$/gmu)].map(([, command = '']) => command),
    report: /^ *junit '(.*)'$/mu.exec(jenkinsfile)?.[1] ?? '',
    install: '--global --prefix .npm',
  },
};

const isFarm = (command: string): boolean => command.startsWith('farm ');

// The commands are typed into a shell.
describe.skipIf(process.platform === 'win32').each(Object.entries(systems))(
  '%s',
  (_name, { commands, report, install }) => {
    it('installs the package that npm pack makes, and the rest is farm', () => {
      expect(commands.filter((command) => !isFarm(command))).toEqual([
        `npm install ${install} ./tools/ras-farm-${versionOf()}.tgz`,
      ]);
      expect(commands.filter(isFarm)).toHaveLength(3);
    });

    it.each(['good', 'bad'] as const)('makes its report of a %s repository', async (which) => {
      const room = await repository(which);
      const exits: number[] = [];
      for (const command of commands.filter(isFarm)) exits.push((await room.run(command)).exit);
      expect(exits).toEqual([0, 0, which === 'good' ? 0 : 1]);
      const { stdout } = await room.run(`cat ${report}`);
      expect(stdout).toMatch(report.endsWith('.sarif') ? /"version": "2\.1\.0"/u : /<testsuite/u);
      if (which === 'bad') expect(stdout).toContain('RAS401');
    });
  },
);

describe.skipIf(process.platform === 'win32')('the GitHub workflow', () => {
  it('stops a farm that is not ready, with annotations and a summary', async () => {
    const room = await repository('bad');
    const check = systems['steps of a GitHub workflow']?.commands.at(-1) ?? '';
    const { exit, stderr } = await onGithub(room, check);
    expect(exit).toBe(1);
    expect(stderr).toMatch(/^::warning file=sites\/berlin\.farm\.json,line=\d+/mu);
    expect((await room.run('cat summary.md')).stdout).toContain('RAS401');
  });
});

describe('the hooks of pre-commit', () => {
  it('are those that the page names', () => {
    const named = preCommit.repos.flatMap((repo) => repo.hooks.map(({ id }) => id));
    expect(named.toSorted()).toEqual(hooks.map(({ id }) => id).toSorted());
  });

  it.each(hooks)('$id takes farm files and no others', ({ id, files, language }) => {
    expect(language).toBe('node');
    const pattern = new RegExp(files, 'u');
    for (const path of ['farm.json', 'sites/berlin.farm.json', 'a/b/farm.json']) {
      expect(pattern.test(path), path).toBe(true);
    }
    for (const path of ['farm.farm-test.yaml', 'a/b.farm-test.yml', 'farm-test.json']) {
      expect(pattern.test(path), path).toBe(id === 'farm-test');
    }
    for (const path of ['package.json', 'windfarm.json', 'farm.json.md', 'farm.schema.json']) {
      expect(pattern.test(path), path).toBe(false);
    }
  });

  it.skipIf(process.platform === 'win32').each(hooks)(
    '$entry does its work on the files',
    async ({ id, entry, pass_filenames: passes = true }) => {
      const { args = [] } = preCommit.repos
        .flatMap((repo) => repo.hooks)
        .find((one) => one.id === id)!;
      const command = [entry, ...args, ...(passes ? ['sites/berlin.farm.json'] : [])].join(' ');
      expect(await (await repository('good')).run(command), command).toMatchObject({ exit: 0 });
      const exit = ['farm-check', 'farm-test'].includes(id) ? 1 : 0;
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

describe.skipIf(process.platform === 'win32')('the review of a pull request', () => {
  const [, section = ''] = /^## Review a pull request\n([\s\S]*?)^## /mu.exec(page) ?? [];
  const commands = [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gmu)].map(([, text = '']) => text);

  /** A repository whose branch of the server is as the farm is now. */
  async function cloned(): Promise<Room> {
    const room = await repository('good');
    const git = 'git -c user.name=Ann -c user.email=ann@example.com';
    await room.run(
      `mv sites/berlin.farm.json farm.json; rm -r .git *.yaml; git init -q && git add . && ${git} commit -qm base && git update-ref refs/remotes/origin/main HEAD`,
    );
    return room;
  }

  it.each(commands)('%s', async (command) => {
    const room = await cloned();
    expect(await room.run(command)).toMatchObject({ exit: 0 });
    await room.run('farm broker standby CB3');
    const exit = command.includes('--deny') ? 1 : 0;
    expect(await room.run(command)).toMatchObject({ exit });
    const comment = (await room.run('cat comment.md')).stdout;
    expect(comment.includes('tolerance decreases')).toBe(command.includes('comment.md'));
  });

  const flags = [...section.matchAll(/^\| ([^|]+) \| `(--against .*)` \|$/gmu)].map(
    ([, system = '', flag = '']) => ({ system, flag }),
  );
  const variables: Record<string, string> = {
    GitHub: 'GITHUB_BASE_REF=main',
    GitLab: 'CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main',
    'Azure Pipelines': 'SYSTEM_PULLREQUEST_TARGETBRANCH=refs/heads/main',
    Jenkins: 'CHANGE_TARGET=main',
  };

  it.each(flags)('$system knows the branch to compare with', async ({ system, flag }) => {
    const room = await cloned();
    const { exit, stdout } = await room.run(`export ${variables[system]}; farm check . ${flag}`);
    expect({ exit, stdout }).toMatchObject({ exit: 0 });
    expect(stdout).toContain('Compared with origin/main');
  });

  it('is shown for four systems', () => {
    expect(flags.map(({ system }) => system)).toEqual(Object.keys(variables));
  });

  it('has three commands', () => expect(commands).toHaveLength(3));
});

describe.skipIf(process.platform === 'win32')('starting with a farm that is not ready', () => {
  it('accepts what is there, and no more', async () => {
    const room = await repository('bad');
    await room.run('cp sites/berlin.farm.json farm.json');
    const [, commands = ''] = /^```sh\n(farm check --write[\s\S]*?)^```$/mu.exec(page) ?? [];
    const [write = '', read = ''] = commands.trim().split('\n');
    expect(await room.run(write)).toMatchObject({ exit: 0 });
    expect(await room.run(read)).toMatchObject({ exit: 0 });
    await room.run('farm provider add VC2 --type HyperV --preferred-broker CB1');
    await room.run('farm broker standby CB2');
    expect(await room.run(read)).toMatchObject({ exit: 1 });
  });
});

/** Of the bad sample no broker may fail: its providers would not be served. */
const tests = `formatVersion: 1
farm: sites/berlin.farm.json
tests:
  - name: any one broker may fail
    when: { any-down: 1 }
    then: { providers: served }
`;

/** A repository with a test and one farm file, in canonical form: the sample of RAS401 as it should not be, or as it should. */
async function repository(which: 'good' | 'bad'): Promise<Room> {
  const room = new Room();
  onTestFinished(() => room.close());
  const sample = JSON.stringify(sampleFarms['RAS401']![which]);
  await room.run(
    `mkdir .git sites && printf %s '${sample}' > sites/berlin.farm.json && farm fmt sites/*.json && printf %s '${tests}' > berlin.farm-test.yaml`,
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
