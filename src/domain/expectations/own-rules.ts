import {
  activeBrokers,
  type Farm,
  globOf,
  type Path,
  placeIn,
  type severities,
  type Site,
  standbyBrokers,
} from '../model/index.js';
import type { Expectations, Failure, Miss } from './expectations.js';
import { judgeTest } from './judge.js';
import type { Misfit } from './misfit.js';

/**
 * Rules of an organisation: what must hold in its sites, in the words of test files. They run on the engine of `farm test`.
 */
export interface OwnRule {
  /** ORG and three digits. */
  id: string;
  slug: string;
  severity: (typeof severities)[number];
  /** What must hold, in the organisation's words. */
  message: string;
  why: string | null;
  /** Names or patterns of the sites that it is about; empty for all. */
  sites: readonly string[];
  /** Only sites that have all of these. */
  having: readonly SitePart[];
  when: Failure;
  require: Expectations;
  /** Its place in the policy file. */
  path: Path;
}

/** What a site may have. */
export const siteParts = ['agents', 'gateways', 'providers', 'standbys'] as const;
export type SitePart = (typeof siteParts)[number];

/** A site that violates a rule, with every expectation that isn't met. */
export interface OwnRuleViolation {
  rule: OwnRule;
  site: Site;
  /** Path of the site in the farm document. */
  path: Path;
  misses: Miss[];
}

/** What running rules needs besides the farm. */
export interface OwnRuleQuestion {
  today: string;
  /** How commands name the farm file. */
  farmFile: string;
  /** The only site to check; null for all. */
  site: string | null;
}

/**
 * The sites that violate the rules; or what keeps rules from being judged, such as a broker that a site does not have.
 */
export function judgeOwnRules(
  farm: Farm,
  rules: readonly OwnRule[],
  { today, farmFile, site: only }: OwnRuleQuestion,
): { violations: OwnRuleViolation[] } | { misfits: Misfit[] } {
  const violations: OwnRuleViolation[] = [];
  const misfits: Misfit[] = [];
  const asked = farm.sites.filter(({ name }) => only === null || globOf(only)(name));
  for (const rule of rules) {
    for (const site of asked.filter((one) => isAbout(rule, one))) {
      const when = possible(site, rule.when);
      if (when === null) continue;
      const test = { name: rule.id, site: site.name, given: [], when, expect: rule.require };
      const judged = judgeTest(farm, test, { today, farmFile, testFile: '' });
      if (Array.isArray(judged)) misfits.push(...judged.map((one) => inRule(rule, one)));
      else if (!judged.passed) {
        const path = ['sites', placeIn(farm.sites, site)];
        violations.push({ rule, site, path, misses: judged.misses });
      }
    }
  }
  return misfits.length > 0 ? { misfits } : { violations };
}

function isAbout({ sites, having }: OwnRule, site: Site): boolean {
  const isNamed = sites.length === 0 || sites.some((pattern) => globOf(pattern)(site.name));
  return isNamed && having.every((part) => countOf(site, part) > 0);
}

function countOf(site: Site, part: SitePart): number {
  return part === 'standbys' ? standbyBrokers(site).length : site[part].length;
}

/**
 * The failure as far as a site can have it: no more brokers down than are active. Null for a network split of a single
 * active broker: it can't happen.
 */
function possible(site: Site, when: Failure): Failure | null {
  const active = activeBrokers(site).length;
  if (when.anySplit && active < 2) return null;
  return { ...when, anyDown: Math.min(when.anyDown, active) };
}

/** The keys of a test are called differently in a policy. */
function inRule({ path }: OwnRule, misfit: Misfit): Misfit {
  const [first, ...rest] = misfit.path;
  const own = first === 'then' ? ['require', ...rest] : first === 'when' ? misfit.path : [];
  return { ...misfit, path: [...path, ...own] };
}
