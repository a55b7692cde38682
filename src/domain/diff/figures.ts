import {
  activeBrokers,
  groupedBy,
  isVdiArmed,
  primaryOf,
  type Site,
  standbyBrokers,
} from '../model/index.js';
import type { LoadSplit } from '../load/index.js';
import { type Finding, type FindingSummary, summarise } from '../readiness/index.js';

/** What a site is in figures, to be laid beside the same of another version. */
export interface SiteFigures {
  primary: string;
  brokers: { active: number; standby: number; disabled: number };
  /** Whether high availability for VDI is armed; null without providers. */
  vdiArmed: boolean | null;
  agents: number;
  gateways: number;
  providers: number;
  /** The largest share of the agents that one broker has, in percent; null without agents. */
  largestShare: number | null;
  findings: FindingSummary;
}

/** Measures sites of a farm with these findings; `split` is the load split of the site. */
export function figuresIn(
  findings: readonly Finding[],
): (site: Site, split: LoadSplit) => SiteFigures {
  const bySite = groupedBy(findings, ({ site }) => site);
  return (site, split) => figuresOf(site, split, bySite.get(site.name) ?? []);
}

function figuresOf(site: Site, split: LoadSplit, findings: readonly Finding[]): SiteFigures {
  const active = activeBrokers(site).length;
  const standby = standbyBrokers(site).length;
  const shares = split.brokers.map(({ effectiveShare }) => effectiveShare);
  return {
    primary: primaryOf(site).server,
    brokers: { active, standby, disabled: site.brokers.length - active - standby },
    vdiArmed: site.providers.length === 0 ? null : isVdiArmed(active),
    agents: site.agents.length,
    gateways: site.gateways.length,
    providers: site.providers.length,
    largestShare: site.agents.length === 0 ? null : Math.max(...shares),
    findings: summarise(findings),
  };
}
