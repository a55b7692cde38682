import { compareFarms, type FarmDiff, type SiteDiff } from '../../../../src/domain/diff/compare.js';
import type { NewPort } from '../../../../src/domain/diff/moves.js';
import type { Regression } from '../../../../src/domain/diff/regressions.js';
import { nameList } from '../../../../src/domain/model/names/compress.js';
import { scenarioDay } from '../day.js';
import { sayEdit, sayRule } from '../say.js';
import type { Verbs } from '../verb.js';

/** Two farms compared. */
export const diffVerbs: Verbs = {
  /** keep: keeps the farm as it is, for `diff` */
  keep: () => ({ keep: true }),
  /** diff [back] [ports]: what became of the kept farm; `back`: the other way round; `ports`: every port that is new */
  diff: (line, farm, kept) => {
    const ports = line.flag('ports');
    const [before, after] = line.flag('back') ? [farm, kept] : [kept, farm];
    return { output: sayDiff(compareFarms(before, after, scenarioDay), ports) };
  },
};

/** A comparison in lines. */
export function sayDiff(diff: FarmDiff, ports: boolean): string[] {
  const { verdict, counts, changes, renames, sites, findings, hidden, revealed, regressions } =
    diff;
  const { added, removed, changed, unchanged } = counts;
  return [
    `${verdict}: sites +${added} -${removed} ~${changed} =${unchanged}`,
    ...renames.map(({ kind, from, to, because }) => `renamed ${kind} ${from} -> ${to}: ${because}`),
    ...(verdict === 'same' ? [] : sayEdit({ changes, sites, findings, notes: [] })),
    ...sites.flatMap((site) => sayMoves(site, ports)),
    ...hidden.map((finding) => `hidden ${sayRule(finding)} (${finding.target.name})`),
    ...revealed.map((finding) => `revealed ${sayRule(finding)} (${finding.target.name})`),
    ...regressions.map((one) => `regression ${one.kind}: ${sayRegression(one)}`),
  ];
}

function sayMoves(site: SiteDiff, ports: boolean): string[] {
  const { majority, agentsMoved, providersMoved, portsNeeded } = site;
  return [
    ...(majority.before === majority.after
      ? []
      : [`majority ${majority.before} -> ${majority.after}`]),
    ...agentsMoved.map(({ names, from, to }) => `agents ${nameList(names)}: ${from} -> ${to}`),
    ...providersMoved.map(
      ({ names, from, to }) => `providers ${nameList(names)}: ${from} -> ${to}`,
    ),
    ...(ports
      ? portsNeeded.map(sayPort)
      : portsNeeded.length > 0
        ? [`${portsNeeded.length} new ports`]
        : []),
  ];
}

function sayPort({ port, protocols, from, to }: NewPort): string {
  const say = ({ component, hosts }: NewPort['from']): string =>
    hosts.length === 0 ? component : nameList(hosts.map(({ name }) => name));
  return `new port ${protocols.join('/')} ${port}: ${say(from)} -> ${say(to)}`;
}

function sayRegression(one: Regression): string {
  switch (one.kind) {
    case 'tolerance-decrease':
      return one.site;
    case 'new-error':
    case 'new-warning':
      return `${one.finding.rule} (${one.finding.target.name})`;
    case 'suppression-added':
      return `${one.after?.rule} on ${one.after?.target}`;
    case 'rule-weakened':
      return one.rule;
  }
}
