import { type AgentKind, domainMembers, type Farm, groupedBy, type Site } from '../model/index.js';
import type { RasVersion } from '../facts/index.js';
import { type SiteStatus, siteStatus } from './status.js';

/** A site with its status, and what else its part of the farm file says. */
export interface SiteShown extends SiteStatus {
  farm: string;
  rasVersion: RasVersion;
  /** Who is in it beside its brokers, by name; agents by kind. */
  members: {
    gateways: string[];
    agents: { kind: AgentKind; names: string[] }[];
    providers: string[];
  };
  /** Its failure domains with all that is in them, by name. */
  failureDomains: {
    key: string;
    value: string;
    brokers: string[];
    gateways: string[];
    agents: string[];
    providers: string[];
  }[];
  /** The keys that are the user's own; left out if there are none. */
  custom?: Readonly<Record<string, unknown>>;
}

/** A site with its status, its members and its failure domains. */
export function siteShown(farm: Farm, site: Site, today: string): SiteShown {
  return {
    ...siteStatus(farm, site, today),
    farm: farm.name,
    rasVersion: farm.rasVersion,
    members: {
      gateways: site.gateways.map(byServer),
      agents: [...groupedBy(site.agents, ({ kind }) => kind)].map(([kind, agents]) => ({
        kind,
        names: agents.map(byName),
      })),
      providers: site.providers.map(byName),
    },
    failureDomains: domainMembers(site).map(
      ({ key, value, brokers, gateways, agents, providers }) => ({
        key,
        value,
        brokers: brokers.map(byServer),
        gateways: gateways.map(byServer),
        agents: agents.map(byName),
        providers: providers.map(byName),
      }),
    ),
    ...(site.custom === undefined ? {} : { custom: site.custom }),
  };
}

const byServer = ({ server }: { server: string }): string => server;
const byName = ({ name }: { name: string }): string => name;
