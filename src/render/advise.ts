import type {
  Advice,
  AdviceFinding,
  Change,
  Goal,
  Proposal,
  SiteAdvice,
  Unmet,
} from '../domain/advise/index.js';
import { counted, groupedBy, listed, type Printed } from '../domain/model/index.js';
import { sayLoad } from './load.js';
import type { Theme } from './theme.js';
import {
  paragraph,
  sayMembers,
  sayAssumptions,
  sayAutoPromotion,
  sayNames,
  sayTolerance,
  severityColour,
  severityWord,
} from './words.js';

/** For each site the verdict, what is missing, and the proposals with their commands and consequences. */
export function renderAdvice(result: Printed<Advice>, theme: Theme): string {
  return [
    theme.wrap(`Goal: ${result.goals.map(sayGoal).join('; ')}.`),
    ...result.sites.map((site) => renderSiteAdvice(site, theme)),
    theme.faint(sayAssumptions(result.assumptions)),
  ].join('\n\n');
}

function sayGoal(goal: Goal): string {
  switch (goal.kind) {
    case 'tolerance':
      return `can lose any ${counted(goal.tolerance, 'broker')}, standbys ${goal.withStandbys ? 'counted' : 'not counted'}`;
    case 'findings':
      return goal.severity === 'warning'
        ? 'no errors or warnings about brokers'
        : 'no findings about brokers';
    case 'domain':
      return `can lose any one ${goal.key}`;
  }
}

/** The advice for one site: the verdict, what is missing, and the proposals. */
export function renderSiteAdvice(site: Printed<SiteAdvice>, theme: Theme): string {
  const { proposals, found, left } = site;
  const lines = [theme.wrap(`${theme.colour.bold(site.site)}: ${sayVerdict(site, theme)}`)];
  lines.push(...site.unmet.map((unmet) => theme.wrap(`  - ${sayUnmet(unmet, theme)}`, 4)));
  proposals.forEach((proposal, at) => {
    lines.push('', ...renderProposal(proposal, at + 1, theme));
  });
  if (proposals.length > 0 && !site.search.smallest) {
    const stopped = `The search stopped after ${site.search.tried} sets: a smaller one may exist.`;
    lines.push('', paragraph(stopped, 2, theme));
  }
  if (found > proposals.length) {
    const more = found - proposals.length;
    lines.push('', paragraph(`${more} more of the same size: add --most ${found}`, 2, theme));
  }
  if (site.easier !== null) {
    lines.push(
      '',
      paragraph(`With standbys counted, ${sayEasier(site.easier)}:`, 2, theme),
      `    ${theme.command(site.easier.command)}`,
    );
  }
  if (left.length > 0) {
    lines.push(
      '',
      paragraph(`Not part of this advice: ${sayLeft(left)}; farm check shows the fix.`, 2, theme),
    );
  }
  return lines.join('\n');
}

function sayEasier({ changes, newBrokers }: { changes: number; newBrokers: number }): string {
  if (changes === 0) return 'the goal is met already';
  const added = newBrokers === 0 ? 'no new broker' : counted(newBrokers, 'new broker');
  return `${counted(changes, 'change')} and ${added} would do`;
}

function sayVerdict(site: Printed<SiteAdvice>, theme: Theme): string {
  const { verdict, active, standbys, tolerance, proposals, search } = site;
  switch (verdict) {
    case 'met': {
      const members = `${counted(active, 'active broker')}, ${counted(standbys, 'standby')}`;
      return `${theme.good('the goal is met')}: ${sayTolerance(tolerance)} (${members}).`;
    }
    case 'own-brokers': {
      const size = counted(proposals[0]?.changes.length ?? 0, 'change');
      return `${theme.caution('not met')}; ${size} ${search.smallest ? 'are needed' : 'reach it'}, without a new broker.`
        .replace('1 change are', '1 change is')
        .replace('1 change reach ', '1 change reaches ');
    }
    case 'new-brokers': {
      const added = proposals[0]?.newBrokers.length ?? 0;
      const only = search.withinTried
        ? `only ${added === 1 ? 'a new broker' : `${added} new brokers`} can reach it, no change of its own brokers alone`
        : `no change of its own brokers was found that does; ${counted(added, 'new broker')} can reach it`;
      return `${theme.caution('not met')}; ${only}.`;
    }
    case 'unreachable':
      return `${theme.bad('no change reaches the goal')}, with new brokers or without.`;
    case 'not-found':
      return `${theme.bad('no proposal was found')} among ${search.tried} sets of changes; more were not tried.`;
  }
}

function sayUnmet(unmet: Unmet, theme: Theme): string {
  switch (unmet.kind) {
    case 'tolerance':
      return `${sayTolerance(unmet.tolerance)}; required: any ${unmet.required}${unmet.withStandbys ? ' with standbys' : ''}`;
    case 'finding':
      return sayFinding(unmet.finding, theme);
    case 'domain': {
      const lost = [
        ...(unmet.sessionsLost ? ['sessions'] : []),
        ...(unmet.providersLost.length === 0
          ? []
          : [counted(unmet.providersLost.length, 'provider')]),
      ];
      return `without ${unmet.key} ${unmet.value} (${sayNames(unmet.brokers)}), ${listed(lost)} ${lost.length === 1 && unmet.providersLost.length === 1 ? 'is' : 'are'} lost`;
    }
    case 'untagged':
      return `no ${unmet.key} is set for ${sayNames(unmet.brokers)}`;
  }
}

function sayFinding({ severity, rule, slug, message }: AdviceFinding, theme: Theme): string {
  // The rest says why, which farm check shows.
  const [first = message] = message.split('. ');
  return `${severityColour(severity, theme)(severityWord(severity))} ${rule} ${slug}: ${first}`;
}

/** "warning RAS501 broker-outside-network, warning RAS107 broker-without-ip (2)". */
function sayLeft(left: readonly AdviceFinding[]): string {
  const counts = new Map<string, number>();
  for (const { severity, rule, slug } of left) {
    const name = `${severityWord(severity)} ${rule} ${slug}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return listed([...counts].map(([name, count]) => (count === 1 ? name : `${name} (${count})`)));
}

function renderProposal(proposal: Printed<Proposal>, number: number, theme: Theme): string[] {
  const { commands, tolerance, load, findings, agentsMoved, active } = proposal;
  const before = sayTolerance(tolerance.before);
  const after = sayTolerance(tolerance.after);
  const facts = [
    before === after ? `tolerance: ${after}, unchanged` : `tolerance: ${before} → ${after}`,
    ...(active.before === active.after
      ? []
      : [`active brokers: ${active.before} → ${active.after}`]),
  ];
  return [
    theme.wrap(`  ${number}. ${theme.colour.bold(sayProposal(proposal))}`, 5),
    ...commands.map((command) => `     ${theme.command(command)}`),
    ...facts.map((fact) => paragraph(fact, 5, theme)),
    ...(agentsMoved === 0
      ? []
      : [
          paragraph(
            `load split: ${sayLoad(load.after)}; ${counted(agentsMoved, 'agent')} on another broker`,
            5,
            theme,
          ),
        ]),
    ...sayFindings('resolves', findings.resolved),
    ...sayFindings('new', findings.gained),
    ...sayFindings('changes', findings.changed),
  ];

  function sayFindings(what: string, found: readonly AdviceFinding[]): string[] {
    if (found.length === 0) return [];
    const rows = found.map(
      ({ severity, rule, slug }) => `${severityWord(severity)} ${rule} ${slug}`,
    );
    return [paragraph(`${what}: ${[...new Set(rows)].join(', ')}`, 5, theme)];
  }
}

/** "Enable CB4 and add a broker". */
export function sayProposal({ changes }: Pick<Proposal, 'changes'>): string {
  const counts = groupedBy(changes, sayChange);
  const parts = [...counts].map(([said, { length }]) =>
    length === 1 ? said : said.replace(/^add a broker/u, `add ${length} brokers`),
  );
  const text = listed(parts);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "activate CB4", "add a broker in rack r2". */
export function sayChange(change: Change): string {
  switch (change.kind) {
    case 'state':
      if (change.to === 'standby') {
        return change.from === 'disabled'
          ? `enable ${change.broker} in standby`
          : `put ${change.broker} in standby`;
      }
      return `${change.from === 'disabled' ? 'enable' : 'activate'} ${change.broker}`;
    case 'add': {
      const where = Object.entries(change.failureDomains).map(([key, value]) => `${key} ${value}`);
      const at = where.length === 0 ? '' : ` in ${listed(where)}`;
      return `add a broker${change.to === 'standby' ? ' in standby' : ''}${at}`;
    }
    case 'domain': {
      const to = change.isNew
        ? `another ${change.key} (${change.to})`
        : `${change.key} ${change.to}`;
      if (change.from !== null) return `move ${change.broker} to ${to}`;
      return change.isNew
        ? `set the ${change.key} of ${change.broker}, a new one (${change.to})`
        : `set the ${change.key} of ${change.broker} to ${change.to}`;
    }
    case 'prefer': {
      const what = sayMembers(change.object, change.names, change.from);
      return change.to === null ? `set ${what} to Automatic` : `let ${what} prefer ${change.to}`;
    }
    case 'auto-promotion':
      return `set auto-promotion: ${sayAutoPromotion(change.to)}`;
  }
}
