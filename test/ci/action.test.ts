import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { Room } from '../sessions/harness/room.js';

/** The scripts of action.yml, run as a GitHub runner runs them: with bash, and inputs in the environment. */

const top = join(import.meta.dirname, '../..');

interface Step {
  name: string;
  id?: string;
  if?: string;
  shell: string;
  env?: Record<string, string>;
  run: string;
}

interface Action {
  inputs: Record<string, { description: string; default: string }>;
  outputs: Record<string, { value: string }>;
  runs: { using: string; steps: Step[] };
}

const action: Action = parse(readFileSync(join(top, 'action.yml'), 'utf8'));
const { steps } = action.runs;

/** What an expression of the action can name, such as `inputs.files` and `steps.base.outputs.revision`. */
type Inputs = Record<string, string>;

/** What a run of the action did. */
interface Run {
  /** Each step that ran, and its exit code. */
  exits: Record<string, number>;
  log: string;
  summary: string;
  outputs: string;
}

/** Runs the steps with the inputs, as GitHub does: after a failure only those with `!cancelled()`. */
async function run(room: Room, given: Inputs): Promise<Run> {
  const inputs: Inputs = { 'steps.base.outputs.revision': '' };
  for (const [name, { default: value }] of Object.entries(action.inputs)) {
    inputs[`inputs.${name}`] = given[name] ?? value;
  }
  const exits: Run['exits'] = {};
  let log = '';
  await room.run('mkdir -p .runner && : > .runner/summary.md && : > .runner/outputs');
  for (const { name, id = '', if: condition = '', shell, env = {}, run: script } of steps) {
    expect(shell).toBe('bash');
    const failed = Object.values(exits).some((exit) => exit !== 0);
    if (!isMet(condition, inputs, failed)) continue;
    const values = Object.entries(env).map(([key, text]) => [key, valueOf(text, inputs)]);
    const runner = [
      ['CI', 'true'],
      ['GITHUB_ACTIONS', 'true'],
    ];
    const variables = [...runner, ...values].map(([key, value = '']) => `${key}=${quoted(value)}`);
    const { exit, stdout, stderr } = await room.run(
      `: > .runner/outputs; export ${variables.join(' ')} GIT_CONFIG_GLOBAL=/dev/null NPM_CONFIG_PREFIX="$PWD/.npm" RUNNER_TEMP="$PWD/.runner" GITHUB_STEP_SUMMARY="$PWD/.runner/summary.md" GITHUB_OUTPUT="$PWD/.runner/outputs"; exec bash --noprofile --norc -eo pipefail -c ${quoted(script)}`,
    );
    exits[name] = exit;
    log += stdout + stderr;
    const written = (await room.run('cat .runner/outputs')).stdout;
    for (const [, key = '', value = ''] of written.matchAll(/^(\w+)=(.*)$/gmu)) {
      inputs[`steps.${id}.outputs.${key}`] = value;
    }
  }
  const read = async (file: string) => (await room.run(`cat .runner/${file}`)).stdout;
  return { exits, log, summary: await read('summary.md'), outputs: await read('outputs') };
}

/** The condition of a step: `${{ !cancelled() && inputs.against != '' }}`. */
function isMet(condition: string, inputs: Inputs, failed: boolean): boolean {
  const [, text = ''] = /^\$\{\{ (.*) \}\}$/u.exec(condition) ?? [];
  const parts = text === '' ? [] : text.split(' && ');
  if (failed && !parts.includes('!cancelled()')) return false;
  return parts.every((part) => {
    if (part === '!cancelled()') return true;
    const [, name = ''] = /^(\S+) != ''$/u.exec(part) ?? [];
    expect(Object.keys(inputs), part).toContain(name);
    return inputs[name] !== '';
  });
}

function valueOf(text: string, inputs: Inputs): string {
  const [, name = ''] = /^\$\{\{ (\S+) \}\}$/u.exec(text) ?? [];
  expect(Object.keys(inputs), text).toContain(name);
  return inputs[name] ?? '';
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A repository with two farms on main, of which a branch changes one. */
async function repository(change: string): Promise<Room> {
  const room = new Room();
  onTestFinished(() => room.close());
  const git = 'git -c user.name=Ann -c user.email=ann@example.com';
  const made = await room.run(
    `set -e; export GIT_CONFIG_GLOBAL=/dev/null; git init -q -b main; printf '.npm\\n.runner\\n*.tgz\\n' > .gitignore; mkdir 'our sites'; cp "$EXAMPLES/two-sites.farm.json" 'our sites/big.farm.json'; farm init Small --site Rome --broker CB1 --ip 10.1.0.11 > /dev/null; farm broker add CB2 --ip 10.1.0.12 > /dev/null; farm broker add CB3 --ip 10.1.0.13 > /dev/null; farm site set Rome --auto-promotion 30m > /dev/null; git add .; ${git} commit -qm base; git checkout -qb change; ${change}; git add -A; ${git} commit -qm change --allow-empty`,
  );
  expect(made).toMatchObject({ exit: 0 });
  return room;
}

const loseBroker =
  "farm broker delete CB-BER-2 --site Berlin --reassign auto --file 'our sites/big.farm.json' > /dev/null";

describe('the action', () => {
  it('gives inputs to its scripts as environment variables only', () => {
    for (const { name, run: script } of steps) expect(script, name).not.toContain('${{');
    const used = steps.flatMap(({ if: condition = '', env = {} }) => [
      condition,
      ...Object.values(env),
    ]);
    for (const input of Object.keys(action.inputs)) {
      expect(used.join(' '), input).toContain(`inputs.${input} `);
    }
    expect(action.runs.using).toBe('composite');
  });
});

// Each runs a dozen processes.
describe.skipIf(process.platform === 'win32')(
  'the action, on a pull request',
  { timeout: 120_000 },
  () => {
    const review = { against: 'main', deny: 'tolerance-decrease,rule-weakened', comment: 'c.md' };
    const [valid, formatted, ready] = [
      'Farm files are valid',
      'Farm files are formatted',
      'Sites are ready for high availability',
    ];
    const said = 'What the change does';

    it('passes a change that costs nothing, and says what it does', async () => {
      const room = await repository('farm site set Rome --network 10.1.0.0/24 > /dev/null');
      // The other farm has findings, but had them before.
      const { exits, summary, outputs } = await run(room, { ...review, 'fail-on': 'info' });
      const base = 'Version to compare with';
      expect(exits).toEqual({ [valid]: 0, [formatted]: 0, [base]: 0, [ready]: 0, [said]: 0 });
      expect(summary).toContain('\n## farm.json\n');
      expect(summary).toContain('network');
      expect(summary).not.toContain('## our sites/big.farm.json');
      expect(outputs).toBe('comment=c.md\n');
      expect((await room.run('cat c.md')).stdout).not.toBe('');
    });

    it('stops a change that is denied, with the comment that says why', async () => {
      const room = await repository(loseBroker);
      const only = { ...review, deny: 'tolerance-decrease', 'fail-on': 'never' };
      const { exits, log } = await run(room, { ...only, sarif: 'farm.sarif' });
      expect(exits).toMatchObject({ [ready]: 1, [said]: 0 });
      expect(log).toMatch(/^::(?:error|warning) file=our sites\/big\.farm\.json,line=\d+/mu);
      const comment = (await room.run('cat c.md')).stdout;
      expect(comment).toMatch(
        /^\n## our sites\/big\.farm\.json\n\n### ❌ Worse: tolerance decreases in Berlin/u,
      );
      expect(comment).toContain('tolerance-decrease');
      expect((await room.run('cat farm.sarif')).stdout).toContain('"version": "2.1.0"');
    });

    it('stops new findings, but none that the version before had', async () => {
      const room = await repository(loseBroker);
      const all = { ...review, deny: '', 'fail-on': 'error' };
      expect((await run(room, all)).exits).toMatchObject({ [ready]: 1, [said]: 0 });
      await room.run('git checkout -q -b next');
      expect((await run(room, { ...all, against: 'change' })).exits).toMatchObject({ [ready]: 0 });
    });

    it('compares with the commit where the branch began, not with what others merged since', async () => {
      const room = await repository('true');
      await room.run(
        `export GIT_CONFIG_GLOBAL=/dev/null; git checkout -q main; ${loseBroker}; git -c user.name=B -c user.email=b@example.com commit -qam other; git checkout -q change`,
      );
      const { summary } = await run(room, review);
      expect(summary).toContain('No farm file is changed.');
    });

    it('takes a policy by its name', async () => {
      const room = await repository('true');
      await room.run(`printf '%s' '{"formatVersion":1,"fail-on":"info"}' > strict.json`);
      expect((await run(room, {})).exits[ready]).toBe(0);
      expect((await run(room, { policy: 'strict.json' })).exits[ready]).toBe(1);
    });

    it('stops a change of the policy alone, and says that there is one', async () => {
      const room = await repository('true');
      await room.run(
        `export GIT_CONFIG_GLOBAL=/dev/null; printf '%s' '{"fail-on":"warning"}' > farm.policy.json; git add .; git -c user.name=A -c user.email=a@example.com commit -qm strict; git branch -f main; printf '%s' '{"fail-on":"never"}' > farm.policy.json`,
      );
      const { exits, log } = await run(room, review);
      expect(exits).toMatchObject({ [ready]: 1, [said]: 0 });
      expect(log).toContain('farm.policy.json');
      const comment = (await room.run('cat c.md')).stdout;
      expect(comment).toMatch(/^No farm file is changed\.\n\nThe change edits the policy/u);
    });

    it('runs with the inputs that the documentation gives to copy', async () => {
      const page = readFileSync(join(top, 'docs/ci.md'), 'utf8');
      const [, example = ''] = /^```yaml\n(name: farm\n[\s\S]*?)^```$/mu.exec(page) ?? [];
      const workflow: { jobs: { farm: { steps: { uses?: string; with?: Inputs }[] } } } =
        parse(example);
      const step = workflow.jobs.farm.steps.find(({ uses }) => uses?.includes('ras-farm') === true);
      expect(Object.keys(action.inputs)).toEqual(
        expect.arrayContaining(Object.keys(step?.with ?? {})),
      );
      // The package is installed in another test.
      const given = { ...step?.with, package: '', against: 'main' };
      const { exits } = await run(await repository(loseBroker), given);
      expect(exits).toMatchObject({ [valid]: 0, [ready]: 1, [said]: 0 });
    });

    it('follows a moved file, and names new and deleted ones', async () => {
      const room = await repository(
        `mkdir moved; git mv 'our sites/big.farm.json' moved/; farm broker standby CB3 > /dev/null; cp farm.json new.farm.json; git rm -qf farm.json`,
      );
      const { exits } = await run(room, { ...review, deny: '' });
      expect(exits[said]).toBe(0);
      const comment = (await room.run('cat c.md')).stdout;
      expect(comment).toContain('## moved/big.farm.json\n\n### ✅ No differences');
      expect(comment).toMatch(/## (?:farm|new\.farm)\.json/u);
    });

    it('says that a broken file cannot be read, and fails as farm does', async () => {
      const room = await repository(`printf '{' > farm.json`);
      const { exits } = await run(room, review);
      expect(exits).toEqual({ 'Version to compare with': 0, [valid]: 3, [said]: 0 });
      expect((await room.run('cat c.md')).stdout).toContain('## farm.json\n\nfarm cannot read');
    });

    it('names what is missing in a shallow clone', async () => {
      const { exits, log } = await run(await repository('true'), {
        ...review,
        against: 'origin/main',
      });
      expect(exits).toEqual({ 'Version to compare with': 2 });
      expect(log).toContain('fetch-depth: 0');
    });

    it('runs nothing that is in an input', async () => {
      const hostile = `$(touch pwned) \`touch pwned\`; touch pwned #' " --help`;
      const room = await repository('true');
      const names = Object.keys(action.inputs).filter((name) => name !== 'package');
      for (const name of names) {
        const { exits } = await run(room, {
          [name]: hostile,
          ...(name === 'deny' ? { against: 'main' } : {}),
        });
        if (!['comment', 'sarif', 'deny'].includes(name)) {
          expect(
            Object.values(exits).some((exit) => exit !== 0),
            name,
          ).toBe(true);
        }
      }
      expect((await room.run('ls -R')).stdout.split('\n')).not.toContain('pwned');
    });

    it('checks the files that are named, one a line, and runs tests', async () => {
      const room = await repository(`printf '{' > broken.farm.json; farm test --init > /dev/null`);
      const files = 'farm.json\nour sites\n';
      const { exits, log } = await run(room, { files, tests: '.' });
      expect(log).not.toContain('broken.farm.json');
      expect(exits).toEqual({ [valid]: 0, [formatted]: 0, [ready]: 0, 'Tests pass': 0 });
    });

    it('installs the package without a network', async () => {
      const room = await repository('true');
      expect(await room.run(`npm pack --ignore-scripts ${quoted(top)}`)).toMatchObject({ exit: 0 });
      const [tarball = ''] = (await room.run('ls *.tgz')).stdout.trim().split('\n');
      const { exits } = await run(room, { package: tarball });
      expect(exits['Install farm']).toBe(0);
      expect((await room.run('.npm/bin/farm --version')).stdout).toMatch(/^ras-farm\//u);
    });
  },
);
