import { counted, type Printed } from '../domain/model/index.js';
import type { CheckResult, DeniedInFile } from './check-result.js';
import { sayPolicyUsed, sayWeakened } from './policy-words.js';

/** The comparison of `farm check --against` in sentences, without colours. */

/** "Compared with main: 1 new finding, 3 known.", then what the change denies and what it does to the policy. */
export function againstLines({
  against,
  files,
}: Printed<CheckResult>): { text: string; isDenied: boolean }[] {
  if (against === null) return [];
  const { name, known, policy } = against;
  const plain = (text: string) => ({ text, isDenied: false });
  return [
    plain(`Compared with ${name}: ${counted(against.new, 'new finding')}, ${known} known.`),
    ...files.flatMap(({ file, against: former }) => {
      if (former?.state === 'moved') return [plain(`${file} was ${former.old}.`)];
      if (former?.state === 'new') return [plain(`${file} is new.`)];
      return former?.state === 'broken'
        ? [plain(`${former.old} is broken: all findings count.`)]
        : [];
    }),
    ...against.removed.map((old) =>
      plain(`${old} is deleted, or no longer called like a farm file.`),
    ),
    ...deniedOf(against).map(({ kind, text }) => ({
      text: `denied: ${kind}: ${text}`,
      isDenied: true,
    })),
    ...(isWeakeningDenied(against) ? [] : policy.weakened.map((one) => plain(sayWeakened(one)))),
    ...[sayPolicyUsed(policy, name)].flatMap((text) => (text === null ? [] : [plain(text)])),
  ];
}

type Against = NonNullable<Printed<CheckResult>['against']>;

/** Something that `--deny` denies, and the farm file or policy that it is in. */
export interface Denied {
  kind: DeniedInFile['kind'];
  file: string;
  text: string;
}

/** What the run denies: in the farm files, then in the policy. */
export function deniedOf(against: Against): Denied[] {
  const inFiles = against.denied.map((one) => {
    return { kind: one.kind, file: one.file, text: sayDeniedInFile(one) };
  });
  if (!isWeakeningDenied(against)) return inFiles;
  const inPolicy = against.policy.weakened.map((one) => {
    return { kind: 'rule-weakened' as const, file: one.policy, text: sayWeakened(one) };
  });
  return [...inFiles, ...inPolicy];
}

function isWeakeningDenied({ deny }: Against): boolean {
  return deny.includes('rule-weakened');
}

function sayDeniedInFile(one: Printed<DeniedInFile>): string {
  switch (one.kind) {
    case 'tolerance-decrease': {
      const { before, after, site, file } = one;
      const { withoutStandbys: own, withStandbys: all } = after;
      return `${site} in ${file}: tolerance ${before.withoutStandbys} → ${own}, with standbys ${before.withStandbys} → ${all}`;
    }
    case 'new-error':
    case 'new-warning':
      return `${one.finding.rule} in ${one.file}: ${one.finding.message}`;
    case 'suppression-added': {
      const { rule, target, reason } = one.after ??
        one.before ?? { rule: '', target: '', reason: '' };
      return `${rule} on ${target} in ${one.file}: ${reason}`;
    }
    case 'rule-weakened':
      return `${one.rule} ${one.slug} in ${one.file}`;
  }
}
