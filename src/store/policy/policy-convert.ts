/* oxlint-disable unicorn/no-thenable -- "then" is a key of test files; nothing is awaited here */
import { type OwnRule, type SitePart } from '../../domain/expectations/index.js';
import {
  isOwnRuleId,
  type Path,
  type PolicyRule,
  type Problem,
  type RequiredTolerance,
  type RuleSetting,
  type SuppressionLimit,
} from '../../domain/model/index.js';
import { checkRuleSetting, findRule, policyRules } from '../../domain/readiness/index.js';
import { customKey } from '../farm/format.js';
import { readCondition, type ThenEntry, type WhenEntry } from '../test/condition.js';
import { all, type OneOrMore } from '../test/entry-reader.js';

/** Converts a policy document of the right shape, and finds what in it is invalid. */

/** A policy file as it is written. */
export interface PolicyDocument extends SettingsEntry {
  overrides?: readonly (SettingsEntry & { files: OneOrMore })[];
}

interface SettingsEntry {
  'fail-on'?: Settings['failOn'];
  rules?: Readonly<Record<string, RuleEntry>>;
  suppress?: string | number;
  tolerance?: readonly { sites?: OneOrMore; tolerance: number }[];
  'own-rules'?: readonly OwnRuleEntry[];
}

interface RuleEntry extends Omit<PolicyRule, 'suppress'> {
  suppress?: string | number;
}

interface OwnRuleEntry {
  id: string;
  slug?: string;
  severity?: OwnRule['severity'];
  message: string;
  why?: string;
  sites?: OneOrMore;
  'sites-with'?: SitePart | readonly SitePart[];
  when?: WhenEntry;
  require: ThenEntry;
}

/** The settings of a policy, or of an override: what is left out is undefined. */
export interface Settings {
  failOn: 'error' | 'warning' | 'info' | 'never' | undefined;
  /** By id of the rule, or `*`. */
  rules: Readonly<Record<string, PolicyRule>>;
  suppress: SuppressionLimit | undefined;
  tolerance: readonly RequiredTolerance[] | undefined;
  ownRules: readonly OwnRule[];
}

/** A policy with its overrides. */
export interface RepositoryPolicy extends Settings {
  overrides: readonly (Settings & { files: readonly string[] })[];
}

/** The policy of a document of the right shape, and every problem in it. */
export function toPolicy(document: PolicyDocument): {
  policy: RepositoryPolicy;
  problems: Problem[];
} {
  const reader = new PolicyReader(document);
  const settings = reader.read(document, []);
  const overrides = (document.overrides ?? []).map((override, index) => {
    const path = ['overrides', index];
    const files = reader.patterns(override.files, [...path, 'files']);
    return { ...reader.read(override, path), files };
  });
  return { policy: { ...settings, overrides }, problems: reader.problems };
}

class PolicyReader {
  readonly problems: Problem[] = [];
  readonly #ownIds: ReadonlySet<string>;
  readonly #seen = new Map<string, Path>();

  constructor(document: PolicyDocument) {
    const rows = [document, ...(document.overrides ?? [])].flatMap((one) => one['own-rules'] ?? []);
    this.#ownIds = new Set(rows.map(({ id }) => id.toUpperCase()));
  }

  read(written: SettingsEntry, path: Path): Settings {
    const { 'fail-on': failOn, rules = {}, suppress, tolerance, 'own-rules': own = [] } = written;
    return {
      failOn,
      rules: this.#rules(rules, [...path, 'rules']),
      suppress: this.#limit(suppress, [...path, 'suppress']),
      tolerance: tolerance?.map((row, index) => ({
        sites: this.texts(row.sites ?? '*', [...path, 'tolerance', index, 'sites'], 'a site'),
        tolerance: row.tolerance,
      })),
      ownRules: own.map((row, index) => this.#ownRule(row, [...path, 'own-rules', index])),
    };
  }

  /** One or more texts, none of them blank. */
  texts(written: OneOrMore, path: Path, what: string): readonly string[] {
    const texts = all(written);
    if (texts.some((text) => text.trim() === '')) this.#report(path, 'a name is empty.', what);
    return texts;
  }

  /** Patterns of files. One that can't match any file would be a setting without effect. */
  patterns(written: OneOrMore, path: Path): readonly string[] {
    const expected = 'a file, folder or pattern below the folder of this file, such as lab/';
    const patterns = this.texts(written, path, expected);
    const wrong = patterns.find((one) => /(?:^|\/)\.\.?(?:\/|$)/.test(one.replace(/^!/, '')));
    if (wrong !== undefined) {
      this.#report(path, `"${wrong}" matches no file: a pattern has no "." or "..".`, expected);
    } else if (patterns.every((one) => one.startsWith('!'))) {
      this.#report(path, 'these patterns match no file: they only have exceptions.', expected);
    }
    return patterns;
  }

  #rules(written: Readonly<Record<string, RuleEntry>>, path: Path): Record<string, PolicyRule> {
    const rules: Record<string, PolicyRule> = {};
    for (const [name, entry] of Object.entries(written)) {
      if (customKey.test(name)) continue;
      const id = this.#idOf(name, [...path, name]);
      if (id === null) continue;
      if (rules[id] !== undefined) {
        this.#report([...path, name], `${id} is set twice.`, 'each rule once, by id or by slug');
      }
      rules[id] = this.#rule(id, entry, [...path, name]);
    }
    return rules;
  }

  #idOf(name: string, path: Path): string | null {
    if (name === '*') return name;
    const own = name.toUpperCase();
    if (isOwnRuleId(name) && this.#ownIds.has(own)) return own;
    const rule = findRule(name);
    if (rule !== undefined && policyRules.includes(rule)) return rule.id;
    this.problems.push({
      path,
      message:
        rule === undefined
          ? `there is no rule "${name}".`
          : `a policy can't change ${rule.id}: it is always reported.`,
      expected: 'the id or the slug of a rule, such as RAS104 or even-active-brokers; or *',
      typed: name,
      candidates: policyRules.flatMap(({ id, slug }) => [id, slug]),
    });
    return null;
  }

  #rule(id: string, entry: RuleEntry, path: Path): PolicyRule {
    const { severity, threshold, off, reason, required, suppress: limit } = entry;
    const suppress = this.#limit(limit, [...path, 'suppress']);
    const setting: RuleSetting = {
      ...(severity === undefined ? {} : { severity }),
      ...(threshold === undefined ? {} : { threshold }),
      ...(off === undefined ? {} : { off }),
      ...(reason === undefined ? {} : { reason }),
    };
    const rule = findRule(id);
    if (rule !== undefined) this.problems.push(...checkRuleSetting(rule, setting, path));
    else if (threshold !== undefined || (id === '*' && off === true)) {
      const key = threshold === undefined ? 'off' : 'threshold';
      const rules = id === '*' ? 'all rules' : 'an own rule';
      this.#report(
        [...path, key],
        `"${key}" can't be set for ${rules}.`,
        `"${key}" for a single rule of farm, such as RAS103`,
      );
    } else if (off === true && (reason ?? '').trim() === '') {
      this.#report(path, `${id} is off without a reason.`, 'a "reason" beside "off": true');
    }
    if (off === true && (severity !== undefined || threshold !== undefined || required === true)) {
      this.#report(path, `${id} is off and required.`, '"off", or the other settings');
    }
    return {
      ...setting,
      ...(required === undefined ? {} : { required }),
      ...(suppress === undefined ? {} : { suppress }),
    };
  }

  #limit(written: string | number | undefined, path: Path): SuppressionLimit | undefined {
    if (written === undefined) return undefined;
    if (written === 'any' || written === 'never') return written;
    const [, days] = /^(\d{1,5})d$/.exec(String(written)) ?? [];
    if (days !== undefined) return { days: Number(days) };
    const bare = /^\d{1,5}$/.test(String(written));
    this.#report(
      path,
      `"suppress" must be any, never, or a number of days, not ${JSON.stringify(written)}.`,
      bare ? `"${written}d" for ${written} days` : '"any", "never", or days such as "90d"',
    );
    return undefined;
  }

  #ownRule(entry: OwnRuleEntry, path: Path): OwnRule {
    const { slug = 'own-rule', severity = 'error', message, why, when, require } = entry;
    const id = entry.id.toUpperCase();
    if (!isOwnRuleId(id)) {
      this.#report(
        [...path, 'id'],
        `"${entry.id}" is not an id of an own rule.`,
        'ORG and three digits, such as ORG001',
      );
    } else if (this.#seen.has(id)) {
      this.#report([...path, 'id'], `${id} is used twice.`, 'a unique id');
    }
    this.#seen.set(id, path);
    if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(slug)) {
      this.#report(
        [...path, 'slug'],
        `"${slug}" is not a slug.`,
        'lower case with dashes, such as survives-one-broker',
      );
    } else if (findRule(slug) !== undefined) {
      this.#report(
        [...path, 'slug'],
        `a rule of farm already has the slug "${slug}".`,
        'another slug',
      );
    }
    for (const [key, text] of Object.entries({ message, why })) {
      if (text?.trim() === '') this.#report([...path, key], `"${key}" is empty.`, 'a sentence');
    }
    const paths = { when: [...path, 'when'], then: [...path, 'require'] };
    const condition = readCondition(
      when === undefined ? { then: require } : { when, then: require },
      paths,
    );
    this.problems.push(...condition.problems);
    const sites =
      entry.sites === undefined ? [] : this.texts(entry.sites, [...path, 'sites'], 'a site');
    const having = entry['sites-with'] ?? [];
    return {
      id,
      slug,
      severity,
      message,
      why: why ?? null,
      sites,
      having: typeof having === 'string' ? [having] : having,
      when: condition.when,
      require: condition.expect,
      path,
    };
  }

  #report(path: Path, message: string, expected: string): void {
    this.problems.push({ path, message, expected });
  }
}
