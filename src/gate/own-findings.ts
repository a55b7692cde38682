import { judgeOwnRules, type OwnRuleViolation } from '../domain/expectations/index.js';
import { FarmError, type NextStep } from '../domain/model/index.js';
import { type Finding, isAsked, type RuleChoice } from '../domain/readiness/index.js';
import { describeMiss } from '../render/expectation-words.js';
import { describeMisfit } from '../render/misfit-words.js';
import type { LoadedFarm } from '../store/farm/farm-file.js';
import { namedPath, shownPath } from '../store/fs/shown-path.js';

/** Findings of the rules that a policy defines. Loaded only where it defines some. */

/** What decides which of them run. */
export interface OwnFindingsQuestion {
  today: string;
  site: string | null;
  rules: RuleChoice;
}

/**
 * The findings of the rules that the policy of a farm defines. They aren't suppressed yet.
 * @throws FarmError E_INVALID for a rule that doesn't fit the farm, such as one that names a broker it doesn't have
 */
export function ownFindings(
  { farm, source, ownRules }: Pick<LoadedFarm, 'farm' | 'source' | 'ownRules'>,
  { today, site, rules }: OwnFindingsQuestion,
): Finding[] {
  const asked = ownRules.filter(({ id }) => isAsked(rules, id));
  const policy = farm.policy?.name ?? '';
  const judged = judgeOwnRules(farm, asked, { today, farmFile: namedPath(source.path), site });
  if ('violations' in judged) return judged.violations.map((one) => asFinding(one, policy));
  const problems = judged.misfits.map((one) => describeMisfit(one));
  const rule = asked.find(({ path }) => judged.misfits[0]?.path.join().startsWith(path.join()));
  throw new FarmError({
    code: 'E_INVALID',
    message: `${rule?.id ?? 'a rule'} of ${policy} does not fit ${shownPath(source.path)}: ${problems[0]?.message ?? ''}`,
    why: 'A rule can only name objects that every site it applies to has.',
    nextStep: `correct the rule in ${policy}, or limit it with "sites"`,
  });
}

function asFinding({ rule, site, path, misses }: OwnRuleViolation, policy: string): Finding {
  const said = misses.map((miss) => describeMiss(miss));
  const after = (counterexample: string | null): string =>
    counterexample === null ? '' : ` after "${counterexample}"`;
  const missed = said.map(({ got, counterexample }) => `${got}${after(counterexample)}`);
  const replay = misses.map((miss): NextStep => miss.replay);
  return {
    rule: rule.id,
    slug: rule.slug,
    severity: rule.severity,
    site: site.name,
    target: { kind: 'site', name: site.name },
    path,
    message: `${rule.message.replace(/[.]$/, '')}: ${missed.join('; ')}`,
    observed: said.map(({ got }) => got).join('; '),
    required: said.map(({ expected }) => expected).join('; '),
    why: rule.why ?? `A rule of your organisation.`,
    remedy: [],
    replay,
    source: [policy],
    assumptions: [...new Set(misses.flatMap(({ assumptions }) => assumptions))],
    suppressed: null,
    brief: rule.message.replace(/[.]$/, ''),
    matter: null,
  };
}
