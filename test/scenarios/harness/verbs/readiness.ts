import { assumptions } from '../../../../src/domain/facts/assumptions.js';
import { selectedSites } from '../../../../src/domain/model/find.js';
import { findingsOf, reaches, type Threshold } from '../../../../src/domain/readiness/findings.js';
import { allRules } from '../../../../src/domain/readiness/rules.table.js';
import {
  type Finding,
  type FindingSummary,
  summarise,
} from '../../../../src/domain/readiness/finding.js';
import { statusOf } from '../../../../src/domain/status/status.js';
import { toleranceOf } from '../../../../src/domain/model/tolerance.js';
import { scenarioDay } from '../day.js';
import { sayFinding, sayTolerance } from '../say.js';
import type { Verbs } from '../verb.js';

/** Whether sites are ready for high availability, and an overview of them. */
export const readinessVerbs: Verbs = {
  /** check [site=] [only=RULE] [fail-on=] [why]: the findings; `why` adds the reason, the documents and the assumptions */
  check: (line, farm) => {
    const site = line.option('site');
    const only = line.option('only');
    const why = line.flag('why');
    const threshold = line.option('fail-on') as Threshold | undefined;
    if (only !== undefined && !allRules.some((rule) => rule.slug === only)) {
      throw line.mistake(`no rule has the slug "${only}"`);
    }
    const all = findingsOf(farm, { site, today: scenarioDay });
    const findings = all.filter((one) => only === undefined || one.slug === only);
    const say = (one: Finding): string[] => [...sayFinding(one), ...(why ? sayWhy(one) : [])];
    const output = selectedSites(farm, site).flatMap(({ name }) => {
      const own = findings.filter((finding) => finding.site === name);
      return [`${name}: ${saySummary(summarise(own))}`, ...own.flatMap(say)];
    });
    // Findings about the farm file have no site.
    output.push(...findings.filter((finding) => finding.site === null).flatMap(say));
    const verdict = threshold === undefined ? [] : [sayVerdict(findings, threshold)];
    return { output: [...output, ...verdict] };
  },
  /** status [site=] */
  status: (line, farm) => {
    const {
      farm: name,
      rasVersion,
      sites,
      findings,
    } = statusOf(farm, {
      site: line.option('site'),
      today: scenarioDay,
    });
    return {
      output: [
        `${name}, RAS ${rasVersion}: ${saySummary(findings)}`,
        ...sites.flatMap((site) => [
          `${site.site}${site.licensing ? ' (Licensing Site)' : ''}: ${site.active} active; ${site.agents} agents, ${site.providers} providers, ${site.gateways} gateways; ${saySummary(site.findings)}`,
          ...site.brokers.map((one) => `  ${one.place}. ${one.server} ${one.role} ${one.state}`),
        ]),
      ],
    };
  },
  /** tolerance [site=]: how many brokers may fail */
  tolerance: (line, farm) => ({
    output: selectedSites(farm, line.option('site')).map(
      (site) => `${site.name}: ${sayTolerance(toleranceOf(site))}`,
    ),
  }),
};

function saySummary({ error, warning, info, suppressed }: FindingSummary): string {
  const output = [
    ...(error > 0 ? [`${error} error`] : []),
    ...(warning > 0 ? [`${warning} warning`] : []),
    ...(info > 0 ? [`${info} info`] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
  ];
  return output.length === 0 ? 'no finding' : output.join(', ');
}

function sayWhy(finding: Finding): string[] {
  return [
    `  why: ${finding.why}`,
    ...finding.source.map((source) => `  source: ${source}`),
    ...finding.assumptions.map((id) => `  assumed, ${id}: ${assumptions[id]}`),
  ];
}

function sayVerdict(findings: readonly Finding[], threshold: Threshold): string {
  return `fail-on ${threshold}: ${reaches(summarise(findings), threshold) ? 'fails' : 'passes'}`;
}
