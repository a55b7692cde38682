import type { Farm } from '../model/index.js';
import { type Finding, makeFinding } from './finding.js';
import { allRules, settingRules } from './rules.table.js';
import { writtenSetting } from './settings.js';
import { fixedSetting, weakened } from './under-policy.js';

/** The findings about settings of rules in the farm file that the policy doesn't allow. */
export function settingFindings(farm: Farm): Finding[] {
  const { policy } = farm;
  if (policy === undefined) return [];
  return allRules.flatMap((rule) => {
    const written = writtenSetting(farm, rule);
    const fixed = fixedSetting(policy, rule);
    if (written === undefined || fixed === null) return [];
    const { name, setting } = written;
    const seen = { rule, setting, fixed, policy: policy.name };
    const target = { kind: 'rule' as const, name: rule.id };
    return settingRules.flatMap((one) =>
      one
        .judgeSetting({ ...seen, weakened: weakened(rule, setting, fixed) })
        .map((found) =>
          makeFinding(one, one.severity, { target, path: ['rules', name], ...found }, null),
        ),
    );
  });
}
