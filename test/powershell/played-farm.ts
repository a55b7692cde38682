import { readFileSync, writeFileSync } from 'node:fs';
import type { Farm, Site } from '../../src/domain/model/index.js';
import { sameName } from '../../src/domain/model/same-name.js';

/**
 * The farm that the module in modules/ plays: the objects of RAS with their properties and ids. Only RD Session Hosts are
 * played of the agents, because nothing is known of the cmdlets of the others.
 */

interface Row {
  Id: number;
  SiteId: number;
  /** Properties that farm knows nothing of. */
  [more: string]: unknown;
}

export interface PlayedBroker extends Row {
  Server: string;
  Enabled: boolean;
  Standby: boolean;
  Priority: number;
  IP: string;
  AlternativeIPs: string;
  Description: string;
}

interface PlayedMember extends Row {
  Server: string;
  PreferredPAId: number;
}

/** What the module loads, and keeps as `farm` in its state. */
export interface PlayedFarm {
  version: string;
  settings: Record<string, unknown>;
  sites: { Id: number; Name: string; LicensingSite: boolean; [more: string]: unknown }[];
  brokers: PlayedBroker[];
  gateways: PlayedMember[];
  rdsHosts: PlayedMember[];
  providers: (PlayedMember & { Name: string })[];
}

/** The file that the module keeps between processes. */
interface PlayedState {
  farm: PlayedFarm;
  promotion: number | null;
  calls: Record<string, number>;
  /** Every call with its arguments, in order. */
  log: string[];
}

const audit = {
  AdminCreate: 'ACME\\carla',
  AdminLastMod: 'dieter@acme.example',
  TimeCreate: '2024-02-03T04:05:06Z',
  TimeLastMod: '2025-06-07T08:09:10Z',
};

/** The model as RAS would report it. Objects that `before` has by name keep their ids. */
export function playedFarm(farm: Farm, before?: PlayedFarm): PlayedFarm {
  const idOf = numbering();
  const played: PlayedFarm = {
    version: before?.version ?? `${farm.rasVersion}.0.25000`,
    settings: before?.settings ?? { Name: farm.name },
    sites: [],
    brokers: [],
    gateways: [],
    rdsHosts: [],
    providers: [],
  };
  for (const site of farm.sites) {
    const old = before?.sites.find(({ Name }) => sameName(Name, site.name));
    const siteId = idOf('site', before?.sites, old);
    const { name: Name, licensing: LicensingSite } = site;
    played.sites.push({ ...audit, ...old, Id: siteId, Name, LicensingSite });
    addBrokers(played, site, siteId, before, idOf);
    addMembers(played, site, siteId, before, idOf);
  }
  return played;
}

type IdOf = (
  kind: string,
  known: readonly { Id: number }[] | undefined,
  old?: { Id: number },
) => number;

/** Ids of new objects are above all those that their kind ever had. */
function numbering(): IdOf {
  const last = new Map<string, number>();
  return (kind, known = [], old) => {
    if (old !== undefined) return old.Id;
    const next = (last.get(kind) ?? Math.max(0, ...known.map(({ Id }) => Id))) + 1;
    last.set(kind, next);
    return next;
  };
}

function addBrokers(
  played: PlayedFarm,
  site: Site,
  SiteId: number,
  before: PlayedFarm | undefined,
  idOf: IdOf,
): void {
  for (const [Priority, broker] of site.brokers.entries()) {
    const { server: Server, enabled: Enabled, standby: Standby, description: Description } = broker;
    const old = before?.brokers.find((row) => sameName(row.Server, Server));
    const Id = idOf('broker', before?.brokers, old);
    const IP = broker.ip ?? '';
    const AlternativeIPs = broker.alternativeIps.join(';');
    const known = {
      Id,
      SiteId,
      Server,
      Enabled,
      Standby,
      Priority,
      IP,
      AlternativeIPs,
      Description,
    };
    played.brokers.push({ ...audit, ...old, ...known });
  }
}

function addMembers(
  played: PlayedFarm,
  site: Site,
  SiteId: number,
  before: PlayedFarm | undefined,
  idOf: IdOf,
): void {
  const idOfBroker = (server: string | null) =>
    played.brokers.find((row) => server !== null && sameName(row.Server, server))?.Id ?? 0;
  for (const { server: Server, ip, mode, preferredBroker } of site.gateways) {
    const old = before?.gateways.find((row) => sameName(row.Server, Server));
    played.gateways.push({
      Enabled: true,
      InheritDefaultModeSettings: false,
      ...old,
      Id: idOf('gateway', before?.gateways, old),
      SiteId,
      Server,
      IP: ip ?? '',
      Mode: mode === 'normal' ? 'Normal' : 'Forwarding',
      PreferredPAId: idOfBroker(preferredBroker),
    });
  }
  for (const { name: Server, kind, preferredBroker } of site.agents) {
    if (kind !== 'rds-host') continue;
    const old = before?.rdsHosts.find((row) => sameName(row.Server, Server));
    played.rdsHosts.push({
      Enabled: true,
      Description: '',
      InheritDefaultAgentSettings: false,
      ...old,
      Id: idOf('host', before?.rdsHosts, old),
      SiteId,
      Server,
      PreferredPAId: idOfBroker(preferredBroker),
    });
  }
  for (const { name: Name, type: Type, preferredBroker } of site.providers) {
    const old = before?.providers.find((row) => sameName(row.Name, Name));
    played.providers.push({
      Server: Name,
      VDIAgent: '',
      Enabled: true,
      ...old,
      Id: idOf('provider', before?.providers, old),
      SiteId,
      Name,
      Type,
      PreferredPAId: idOfBroker(preferredBroker),
    });
  }
}

/** What RAS knows of a farm, without ids and order of calls: two farms that administrators can't tell apart are equal. */
export function comparable(played: PlayedFarm): unknown {
  const preferred = ({ PreferredPAId }: PlayedMember) =>
    played.brokers.find(({ Id }) => Id === PreferredPAId)?.Server ?? null;
  return played.sites
    .map((site) => {
      const here = ({ SiteId }: Row) => SiteId === site.Id;
      const named = <M extends PlayedMember>(rows: readonly M[], more: (row: M) => unknown[]) =>
        rows
          .filter(here)
          .map((row) => [...more(row), preferred(row)])
          .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
      return {
        name: site.Name,
        licensing: site.LicensingSite,
        brokers: played.brokers
          .filter(here)
          .toSorted((a, b) => a.Priority - b.Priority)
          .map(({ Server, Enabled, Standby, IP, AlternativeIPs, Description }) => {
            const state = { Enabled, Standby, IP, AlternativeIPs, Description };
            return { Server, ...state };
          }),
        gateways: named(played.gateways, (row) => [row.Server, row['IP'], row['Mode']]),
        rdsHosts: named(played.rdsHosts, (row) => [row.Server]),
        providers: named(played.providers, (row) => [row.Name, row['Type']]),
      };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** The state that the module keeps in the file. */
export function readPlayed(stateFile: string): PlayedState {
  return JSON.parse(readFileSync(stateFile, 'utf8')) as PlayedState;
}

/** Changes the state as an administrator does who brings the played farm to this model in the RAS Console. */
export function changeInConsole(stateFile: string, farm: Farm): void {
  const state = readPlayed(stateFile);
  writeFileSync(stateFile, JSON.stringify({ ...state, farm: playedFarm(farm, state.farm) }));
}

/** A state file for a farm that no script has touched yet. */
export function newPlayed(stateFile: string, farm: PlayedFarm): void {
  writeFileSync(stateFile, JSON.stringify({ farm, promotion: null, calls: {}, log: [] }));
}
