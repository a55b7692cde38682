import { resolve } from 'node:path';
import * as Flags from '@oclif/core/flags';
import { FarmError } from '../domain/model/index.js';
import {
  type RegressionKind,
  regressionKinds,
  type Threshold,
  thresholds,
  chooseRules,
  dayOf,
} from '../domain/readiness/index.js';
import { onlySiteFlag, reasonFlag, todayFlag, verboseFlag } from '../cli/flags.js';
import { sarifSuppressed } from '../render/check-result.js';
import type { FarmSource } from '../store/farm/locate.js';
import type { RunQuestion } from './check.js';
import { type Input, type Output, refuseOutputs } from './outputs.js';
import { formats, type Sink } from './sinks.js';

/** The flags of `farm check`, and the question that they form. */

/** The flags of `farm check`, without those of every command. */
export const checkFlags = {
  site: onlySiteFlag,
  format: Flags.option({ options: formats, multiple: true, multipleNonGreedy: true })({
    description: 'output format; repeatable, each with its own --output (default: text)',
  }),
  output: Flags.string({
    helpValue: 'FILE',
    multiple: true,
    multipleNonGreedy: true,
    description: 'write the --format before it to this file, replacing the file',
  }),
  'fail-on': Flags.option({ options: thresholds })({
    description:
      'lowest severity that exits 1 (default: fail-on of the policy, then the preference fail-on, then error)',
  }),
  rule: Flags.string({
    helpValue: 'ID|SLUG',
    multiple: true,
    multipleNonGreedy: true,
    description: 'run only this rule; repeatable',
  }),
  skip: Flags.string({
    helpValue: 'ID|SLUG',
    multiple: true,
    multipleNonGreedy: true,
    description: 'skip this rule; repeatable',
  }),
  'show-suppressed': Flags.boolean({
    description:
      'include suppressed findings in text, markdown and csv (json and junit always include them; sarif: --sarif-suppressed)',
  }),
  'sarif-suppressed': Flags.option({ options: sarifSuppressed })({
    dependsOn: ['format'],
    description:
      'omit suppressed findings from SARIF, or mark them (default: omit in GitHub Actions, which ignores the mark; else mark)',
  }),
  against: Flags.string({
    helpValue: 'REF|FILE',
    exclusive: ['baseline', 'write-baseline'],
    description:
      'count only findings that are new since this version: a git revision, a file, or REF:PATH; the policy of a revision applies',
  }),
  deny: Flags.option({
    options: regressionKinds,
    dependsOn: ['against'],
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ',',
  })({
    description:
      'with --against: exit 1 if the change does this; new-warning includes new errors; repeatable, or separated by commas',
  }),
  policy: Flags.string({
    helpValue: 'FILE',
    description:
      'policy of all farms (default: the nearest farm.policy.json or .yaml above each farm file, up to the root of its repository)',
  }),
  baseline: Flags.string({
    helpValue: 'FILE',
    description: 'accept the findings in this baseline; only new ones count',
  }),
  'write-baseline': Flags.string({
    helpValue: 'FILE',
    exclusive: ['baseline'],
    description: 'accept all current findings, and save them in this baseline',
  }),
  fix: Flags.boolean({
    exclusive: ['site', 'rule', 'skip', 'write-baseline'],
    description: 'apply safe fixes; list the rest',
  }),
  'dry-run': Flags.boolean({
    char: 'n',
    dependsOn: ['fix'],
    description: 'with --fix: show what would change, save nothing',
  }),
  reason: reasonFlag({ dependsOn: ['fix'], description: 'with --fix: why, for farm history' }),
  today: todayFlag,
  watch: Flags.boolean({
    description: 'check again whenever a file is saved, until Ctrl-C',
    exclusive: ['json', 'quiet', 'format', 'fix', 'write-baseline'],
  }),
  verbose: verboseFlag,
};

/** The flags that form a question, as typed. */
interface Typed {
  site?: string | undefined;
  rule?: string[] | undefined;
  skip?: string[] | undefined;
  baseline?: string | undefined;
  against?: string | undefined;
  deny?: RegressionKind[] | undefined;
  policy?: string | undefined;
  'write-baseline'?: string | undefined;
  'fail-on'?: Threshold | undefined;
  today?: string | undefined;
}

/**
 * The question of a command line; `preset` has the defaults.
 * @throws Refusal E_NOT_FOUND for an unknown rule, E_USAGE for a bad date; FarmError E_USAGE for a bad file name
 */
export function questionOf(
  typed: Typed,
  preset: { failOn: Threshold; today: string },
): RunQuestion {
  return {
    today: typed.today === undefined ? preset.today : dayOf(typed.today),
    site: typed.site ?? null,
    rules: chooseRules(typed.rule ?? [], typed.skip ?? []),
    failOn: typed['fail-on'] ?? preset.failOn,
    isFailOnTyped: typed['fail-on'] !== undefined,
    against: nonEmpty('--against', 'REF|FILE', typed.against),
    deny: typed.deny ?? [],
    policy: nonEmpty('--policy', 'FILE', typed.policy),
    baseline: baselinePath('--baseline', typed.baseline),
    writeBaseline: baselinePath('--write-baseline', typed['write-baseline']),
  };
}

/** The value of a flag; null without it. @throws FarmError E_USAGE for an empty one, as from an unset variable */
function nonEmpty(flag: string, value: string, typed: string | undefined): string | null {
  if (typed === undefined) return null;
  if (typed !== '') return typed;
  throw new FarmError({
    code: 'E_USAGE',
    message: `${flag} is empty.`,
    nextStep: `specify a value: ${flag} ${value}`,
  });
}

/** The absolute path of a baseline. It must be a file, because the next run reads it again. */
function baselinePath(flag: string, name: string | undefined): string | null {
  if (name === undefined) return null;
  if (name !== '-' && name !== '') return resolve(name);
  throw new FarmError({
    code: 'E_USAGE',
    message: `a baseline can't be ${name === '-' ? 'standard input or output' : 'a file without a name'}.`,
    nextStep: `specify a file: ${flag} FILE`,
  });
}

/** Refuses to overwrite the inputs of the run, and to write two outputs to one file. @throws FarmError E_USAGE */
export function refuseOverwriting(
  sources: readonly FarmSource[],
  sinks: readonly Sink[],
  question: RunQuestion,
): void {
  const { baseline, writeBaseline } = question;
  const outputs = sinks.flatMap(({ path }) => (path === null ? [] : [{ flag: '--output', path }]));
  const farms = sources.map(({ path }) => ({ what: 'the farm', path }));
  const all = [...outputs, ...outputTo('--write-baseline', writeBaseline)];
  refuseOutputs(all, [...farms, ...inputOf('the baseline', baseline)]);
}

/** The files that a run depends on, absolute: the farms, the policy and the baseline that are named. */
export function filesOf(
  sources: readonly FarmSource[],
  { policy, baseline }: RunQuestion,
): string[] {
  const named = [policy, baseline].flatMap((path) => (path === null ? [] : [resolve(path)]));
  return [...sources.map(({ path }) => path), ...named];
}

function outputTo(flag: string, path: string | null): Output[] {
  return path === null ? [] : [{ flag, path }];
}

function inputOf(what: string, path: string | null): Input[] {
  return path === null ? [] : [{ what, path }];
}
