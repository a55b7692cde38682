import { printed } from '../../../suggest/printed.js';
import {
  adviseFarm,
  advisePreferences,
  type Proposal,
  type SiteAdvice,
  type SitePreferences,
  type Unmet,
} from '../../../../src/domain/advise/index.js';
import { type ShareFact, type BrokerShare, whyShares } from '../../../../src/domain/load/index.js';
import { sayChange } from '../../../../src/render/advise.js';
import type { Tolerance } from '../../../../src/domain/model/tolerance.js';
import { selectInSites } from '../../../../src/domain/model/names/across-sites.js';
import { compressNames } from '../../../../src/domain/model/names/compress.js';
import { scenarioDay } from '../day.js';
import { columns } from '../say.js';
import type { Verbs } from '../verb.js';

/** What to change. */
export const adviseVerbs: Verbs = {
  /** advise [goal=GOAL;GOAL] [tolerance=N] [with-standbys] [most=N] [site=]: proposals, the best first */
  advise: (line, farm) => {
    const goals = line.option('goal')?.split(';') ?? [];
    const { sites } = adviseFarm(farm, {
      goals,
      tolerance: line.number('tolerance'),
      withStandbys: line.flag('with-standbys'),
      most: line.number('most') ?? 3,
      site: line.option('site'),
      today: scenarioDay,
    });
    return { output: sites.flatMap(saySite) };
  },
  /** preferred-brokers [site=]: which broker providers and agents should prefer */
  'preferred-brokers': (line, farm) => ({
    output: advisePreferences(farm, line.option('site')).sites.flatMap(sayPreferences),
  }),
  /** why BROKER [site=]: why it takes its share, and what would change that */
  why: (line, farm) => {
    const server = line.word('broker');
    const wanted = { object: 'broker', words: [server] } as const;
    const { sites } = selectInSites(farm, wanted, line.option('site'));
    return { output: whyShares(farm, sites).brokers.flatMap(sayReason) };
  },
};

function saySite(advice: SiteAdvice): string[] {
  const { site, verdict, proposals, found, search, unmet, left, easier } = advice;
  const proof = search.smallest ? '' : ', not proven smallest';
  return [
    `${site}: ${verdict}${found === 0 ? '' : `, ${found} found`}${proof}`,
    ...unmet.map((one) => `  missing: ${sayUnmet(one)}`),
    ...proposals.flatMap((proposal, at) => sayProposal(proposal, at + 1)),
    ...(left.length === 0
      ? []
      : [`  left: ${[...new Set(left.map(({ rule }) => rule))].join(', ')}`]),
    ...(easier === null
      ? []
      : [
          `  easier: ${easier.changes} changes, ${easier.newBrokers} new: ${printed(easier.command)}`,
        ]),
  ];
}

function sayUnmet(unmet: Unmet): string {
  switch (unmet.kind) {
    case 'tolerance':
      return `tolerance ${unmet.required}${unmet.withStandbys ? ' with standbys' : ''}`;
    case 'finding':
      return `${unmet.finding.rule} (${unmet.finding.target.name})`;
    case 'domain':
      return `${unmet.key} ${unmet.value} holds ${unmet.brokers.join(', ')}`;
    case 'untagged':
      return `no ${unmet.key} for ${unmet.brokers.join(', ')}`;
  }
}

function sayProposal(proposal: Proposal, number: number): string[] {
  const { changes, commands, tolerance, findings, agentsMoved } = proposal;
  const rules = (found: readonly { rule: string }[]): string =>
    [...new Set(found.map(({ rule }) => rule))].join(', ');
  const effects = [
    `tolerance ${figures(tolerance.before)} -> ${figures(tolerance.after)}`,
    ...(agentsMoved === 0 ? [] : [`${agentsMoved} agents moved`]),
    ...(findings.resolved.length === 0 ? [] : [`resolved ${rules(findings.resolved)}`]),
    ...(findings.gained.length === 0 ? [] : [`new ${rules(findings.gained)}`]),
  ];
  return [
    `  ${number}. ${changes.map(sayChange).join('; ')}`,
    ...commands.map((command) => `     ${printed(command)}`),
    `     ${effects.join('; ')}`,
  ];
}

/** Without standbys, and with them. */
function figures({ withoutStandbys, withStandbys }: Tolerance): string {
  return `${withoutStandbys}/${withStandbys}`;
}

function sayPreferences({
  site,
  armed,
  providers,
  groups,
  worst,
  commands,
}: SitePreferences): string[] {
  const { before, after } = worst;
  return [
    `${site}: ${armed ? 'armed' : 'not armed'}; worst broker: ${before.providers} -> ${after.providers} providers, ${before.agents} -> ${after.agents} agents; worst domain: ${before.providersOfDomain ?? '-'} -> ${after.providersOfDomain ?? '-'}`,
    ...columns([
      ...providers.map(({ provider, prefers, home, advised }) => [
        `  ${provider}`,
        prefers ?? 'automatic',
        `at ${home}`,
        advised ?? 'automatic',
      ]),
      ...groups.map(({ agents, prefers, advised }) => [
        `  ${compressNames(agents)}`,
        prefers,
        '',
        advised ?? 'automatic',
      ]),
    ]),
    ...commands.map((command) => `  ${printed(command)}`),
  ];
}

function sayReason(reason: BrokerShare): string[] {
  const { server, site, place, role, state, agents, ofAgents, facts, changes } = reason;
  return [
    `${server} of ${site}: ${agents} of ${ofAgents} agents, ${reason.effectiveShare}% (nominal ${reason.nominalShare}%), ${role} ${place}, ${state}`,
    ...facts.map((fact) => `  ${sayFact(fact)}`),
    ...changes.map(
      ({ kind, broker, commands, agents: then, effectiveShare }) =>
        `  ${kind} ${broker}: ${then} agents, ${effectiveShare}%: ${commands.map((command) => printed(command)).join(', then ')}`,
    ),
  ];
}

function sayFact(fact: ShareFact): string {
  const { kind, ...facts } = fact;
  return `${kind}: ${Object.entries(facts)
    .map(([key, value]) => `${key} ${JSON.stringify(value)}`)
    .join(', ')}`;
}
