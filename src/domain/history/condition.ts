import {
  activeBrokers,
  type Farm,
  Refusal,
  sameName,
  type Site,
  toleranceOf,
} from '../model/index.js';
import { type Finding, findingsOf, findRule } from '../readiness/index.js';

/** Conditions of `farm history --when`: a subject, an operator and a number, such as `tolerance<1`. */

/** What can be counted in each site. */
const ofSites = {
  tolerance: (site: Site) => toleranceOf(site).withoutStandbys,
  'tolerance-with-standbys': (site: Site) => toleranceOf(site).withStandbys,
  active: (site: Site) => activeBrokers(site).length,
  brokers: (site: Site) => site.brokers.length,
  agents: (site: Site) => site.agents.length,
} as const satisfies Record<string, (site: Site) => number>;

/** Which findings can be counted, in the farm or in a site. */
const ofFindings = {
  findings: () => true,
  errors: ({ severity }: Finding) => severity === 'error',
  warnings: ({ severity }: Finding) => severity === 'warning',
  notes: ({ severity }: Finding) => severity === 'info',
} as const satisfies Record<string, (finding: Finding) => boolean>;

const operators = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '=': (a: number, b: number) => a === b,
  '!=': (a: number, b: number) => a !== b,
  '>=': (a: number, b: number) => a >= b,
  '>': (a: number, b: number) => a > b,
} as const satisfies Record<string, (a: number, b: number) => boolean>;

/** The words that a condition can begin with, rules aside. */
export const conditionSubjects: readonly string[] = [
  ...Object.keys(ofSites),
  ...Object.keys(ofFindings),
];

/** What a condition asks of a number. */
export interface Condition {
  /** A word of the list, or the id of a rule. */
  subject: string;
  operator: keyof typeof operators;
  value: number;
}

/**
 * Reads a condition. A rule alone means that it has a finding.
 * @throws Refusal E_USAGE for another text; E_NOT_FOUND for an unknown subject
 */
export function parseCondition(text: string): Condition {
  const form = /^\s*([a-z][\w-]*)\s*(?:(<=|>=|!=|<|>|=)\s*(\d{1,9}))?\s*$/iu;
  const [, word = '', operator, number] = form.exec(text) ?? [];
  const subject = conditionSubjects.find((one) => sameName(one, word)) ?? findRule(word)?.id;
  const subjects = [...conditionSubjects];
  if (word !== '' && subject === undefined)
    throw new Refusal('E_NOT_FOUND', { kind: 'unknown-subject', subject: word, subjects });
  const isRule = subject !== undefined && !conditionSubjects.includes(subject);
  if (subject === undefined || (operator === undefined && !isRule))
    throw new Refusal('E_USAGE', {
      kind: 'bad-condition',
      text,
      subjects,
      operators: Object.keys(operators),
    });
  return {
    subject,
    operator: (operator ?? '>') as Condition['operator'],
    value: Number(number ?? 0),
  };
}

/** A number in a site; `site` is null for the whole farm. */
export interface Measured {
  site: string | null;
  value: number;
}

/** The numbers that a condition is about: of each site or of one, or for findings without a site, of the farm. */
export function measure(
  farm: Farm,
  { subject }: Condition,
  { site, today }: { site: string | null; today: string },
): Measured[] {
  const sites = farm.sites.filter(({ name }) => site === null || sameName(name, site));
  const ofSite = Object.entries(ofSites).find(([key]) => key === subject)?.[1];
  if (ofSite !== undefined) return sites.map((one) => ({ site: one.name, value: ofSite(one) }));
  const ofKind = Object.entries(ofFindings).find(([key]) => key === subject)?.[1];
  const counts = ofKind ?? (({ rule }: Finding) => rule === subject);
  const found = findingsOf(farm, { today }).filter(
    (finding) => finding.suppressed === null && counts(finding),
  );
  if (site === null) return [{ site: null, value: found.length }];
  return sites.map(({ name }) => ({
    site: name,
    value: found.filter((finding) => finding.site === name).length,
  }));
}

/** Whether a number meets a condition. */
export function meets(value: number, { operator, value: bound }: Condition): boolean {
  return operators[operator](value, bound);
}
