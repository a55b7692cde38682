import {
  type BrokerChange,
  type Change,
  type JudgedFigure,
  type NewPort,
  type Rename,
  type SettingChange,
  shownValue,
  type SiteDiff,
  type SuppressionChange,
} from '../domain/diff/index.js';
import { counted, groupedBy, listed, type Printed } from '../domain/model/index.js';
import type { DiffResult, TestFlip } from './diff-result.js';
import { sayNames, sayProperty, sayPropertyValue, sayValue, severityWord } from './words.js';

/** The words of `farm diff`, which its text and its Markdown share. */

/** More sites than this are counted, not named. */
const mostNamed = 3;

/** The verdict in one line, such as "Worse: tolerance decreases in Berlin; 1 new error". */
export function sayVerdict(result: Printed<DiffResult>): string {
  const { verdict, findings, hidden, revealed, regressions, sites, tests } = result;
  const count = (kind: string): number => regressions.filter((one) => one.kind === kind).length;
  const notes = notesIn(findings.gained) - notesIn(revealed);
  const resolved = findings.resolved.length - hidden.length;
  const parts = [
    ...sayTolerances('worse', sites, 'decreases'),
    countedIf(count('new-error'), 'new error'),
    countedIf(count('new-warning'), 'new warning'),
    countedIf(count('rule-weakened'), 'rule weakened', 'rules weakened'),
    countedIf(
      result.policy?.weakened.length ?? 0,
      'weakening of the policy',
      'weakenings of the policy',
    ),
    countedIf(count('suppression-added'), 'suppression added', 'suppressions added'),
    countedIf(hidden.length, 'finding hidden', 'findings hidden'),
    countedIf(revealed.length, 'finding revealed', 'findings revealed'),
    countedIf(notes, 'new note'),
    ...sayTolerances('better', sites, 'increases'),
    countedIf(resolved, 'finding resolved', 'findings resolved'),
    countedIf(tests?.flips.length ?? 0, 'test with another outcome', 'tests with another outcome'),
  ].filter((part) => part !== '');
  const facts = parts.length === 0 ? '' : parts.join('; ');
  if (verdict === 'same') return 'No differences';
  if (verdict === 'neutral') {
    return `No effect on tolerance, errors or warnings${facts === '' ? '' : `; ${facts}`}`;
  }
  return `${{ worse: 'Worse', better: 'Better', mixed: 'Mixed' }[verdict]}: ${facts}`;
}

function notesIn(findings: Printed<DiffResult>['revealed']): number {
  return findings.filter(({ severity }) => severity === 'info').length;
}

/** In which sites the tolerance is better or worse; where only that with standbys is, it says so. */
function sayTolerances(
  how: 'better' | 'worse',
  sites: readonly Printed<SiteDiff>[],
  verb: string,
): string[] {
  const has = (site: Printed<SiteDiff>, figure: JudgedFigure): boolean =>
    site[how].includes(figure);
  const own = sites.filter((site) => has(site, 'tolerance'));
  const more = sites.filter(
    (site) => !has(site, 'tolerance') && has(site, 'tolerance-with-standbys'),
  );
  const names = (those: typeof own): string[] => those.map(({ site }) => site);
  return [
    sayInSites(`tolerance ${verb}`, names(own)),
    sayInSites(`tolerance with standbys ${verb}`, names(more)),
  ];
}

function sayInSites(what: string, sites: readonly string[]): string {
  if (sites.length === 0) return '';
  return `${what} in ${sites.length > mostNamed ? counted(sites.length, 'site') : listed(sites)}`;
}

function countedIf(count: number, noun: string, plural?: string): string {
  return count === 0 ? '' : counted(count, noun, plural);
}

/** "3 changes; 1 site changed, 29 unchanged". */
export function sayCounts({ changes, counts }: Printed<DiffResult>): string {
  const { added, removed, changed, unchanged } = counts;
  const sites = [
    ...(added > 0 ? [`${added} added`] : []),
    ...(removed > 0 ? [`${removed} removed`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
  ];
  return `${counted(changes.length, 'change')}; sites: ${sites.join(', ')}`;
}

/** "RDS[1-4] from CB1 to CB2". */
export function sayBrokerChange({ from, to, names }: BrokerChange): string {
  return `${sayNames(names)} from ${from} to ${to}`;
}

/** Ports between the same hosts on one line: "CB3 to CB1 and CB2: TCP 20002, TCP/UDP 20009". */
export function sayPorts(ports: readonly NewPort[]): string[] {
  const groups = groupedBy(ports, ({ from, to, bothWays }) =>
    JSON.stringify([sayEnd(from), sayEnd(to), bothWays]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const each = group.map(({ port, protocols }) => `${protocols.join('/')} ${port}`);
    const direction = first.bothWays ? 'to and from' : 'to';
    return [
      `${sayEnd(first.from)} ${direction} ${sayEnd(first.to)}: ${[...new Set(each)].join(', ')}`,
    ];
  });
}

function sayEnd({ component, hosts }: NewPort['from']): string {
  return hosts.length === 0 ? component : sayNames([...new Set(hosts.map(({ name }) => name))]);
}

const evidence = {
  ip: 'same IP',
  description: 'same description',
  brokers: 'same brokers',
  primary: 'same primary',
  'only-one': 'the only one that is new',
} as const satisfies Record<Rename['because'], string>;

/** "broker CB2 renamed to cb-02 (same IP)". */
export function sayRename({ kind, from, to, because }: Rename): string {
  return `${kind} ${from} renamed to ${to} (${evidence[because]})`;
}

/** "rule RAS104 even-active-brokers: default → off (weaker): the links are bad". */
export function saySetting({ rule, slug, before, after, weaker }: SettingChange): string {
  const arrow = `${sayRuleSetting(before)} → ${sayRuleSetting(after)}`;
  const reason = after?.reason ?? '';
  return `rule ${rule} ${slug}: ${arrow}${weaker ? ' (weaker)' : ''}${reason === '' ? '' : `: ${reason}`}`;
}

function sayRuleSetting(setting: SettingChange['before']): string {
  const { off, severity, threshold } = setting ?? {};
  const parts = [
    ...(off === true ? ['off'] : []),
    ...(severity === undefined ? [] : [`severity ${severityWord(severity)}`]),
    ...(threshold === undefined ? [] : [`threshold ${threshold}`]),
  ];
  return parts.length === 0 ? 'default' : parts.join(', ');
}

/** "suppression of RAS104 on Berlin until 2026-12-31: the fourth broker is ordered". */
export function saySuppression({ before, after }: SuppressionChange): string {
  const { rule, target, reason, expires } = after ?? before ?? noSuppression;
  const was = before !== null && after !== null && before.expires !== expires;
  const until = was
    ? `: ${sayUntil(before.expires)} → ${sayUntil(expires)}`
    : expires === null
      ? ''
      : ` ${sayUntil(expires)}`;
  return `suppression of ${rule} on ${target}${until}: ${reason}`;
}

const noSuppression = { rule: '', target: '', reason: '', expires: null };

function sayUntil(expires: string | null): string {
  return expires === null ? 'no end' : `until ${sayValue(expires)}`;
}

/** "any one broker may fail: passed → failed", and what is not met now. */
export function sayFlip({ file, name, before, after, misses }: Printed<TestFlip>): string {
  const say = (outcome: TestFlip['before']): string =>
    outcome === 'broken' ? "can't run" : outcome;
  const why = misses.map(({ expected, got }) => ` (expected: ${expected}; got: ${got})`);
  return `${file}: ${name}: ${say(before)} → ${say(after)}${why.join('')}`;
}

/** "tolerance-decrease, new-error (2)". */
export function sayDenied({ denied, deny, policy }: Printed<DiffResult>): string {
  const weakened = deny.includes('rule-weakened') ? (policy?.weakened ?? []) : [];
  const all = [...denied, ...weakened.map(() => ({ kind: 'rule-weakened' as const }))];
  const kinds = groupedBy(all, ({ kind }) => kind);
  return [...kinds]
    .map(([kind, { length }]) => (length > 1 ? `${kind} (${length})` : kind))
    .join(', ');
}

/** The changes of objects, without renames. A new site is followed by the objects in it. */
export function objectChanges({ changes, renames }: Printed<DiffResult>): Change[] {
  const isName = ({ object, property, site, before, after }: Change): boolean =>
    (object === 'site' && property === 'name') ||
    (object === 'broker' &&
      property === 'server' &&
      renames.some((one) => one.site === site && one.from === before && one.to === after));
  return changes.flatMap((change) => {
    const { kind, object, contents = [] } = change;
    if (object === 'rule' || object === 'suppression' || isName(change)) return [];
    return [change, ...(kind === 'added' ? contents : [])];
  });
}

/** What an added object is: ": place 4, IP 10.1.0.14, standby on"; nothing for other changes and if all is default. */
export function sayAdded({ kind, object, objects, properties = {} }: Change): string {
  if (kind !== 'added') return '';
  const place = objects?.[0]?.place;
  const parts = [
    ...(object === 'broker' && place !== undefined ? [`place ${place}`] : []),
    ...Object.entries(properties).map(([property, value]) => {
      const text = sayPropertyValue(object, property, shownValue(object, property, value));
      return `${sayProperty(object, property)} ${text}`;
    }),
  ];
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`;
}
