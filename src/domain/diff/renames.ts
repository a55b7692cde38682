import { type Farm, sameName, type Site } from '../model/index.js';
import { renamedTarget, type RenamedObject } from '../edits/index.js';
import type { NewNames } from '../readiness/index.js';
import {
  evidenceOf,
  pair,
  pairBrokers,
  pairSites,
  type RenameCertainty,
  type RenameEvidence,
} from './pairing.js';

/** An object that got another name; `kind` and the site's new name say which. Agents and providers: in an edit only. */
export interface Rename {
  kind: 'site' | 'broker' | RenamedObject;
  /** The site as it is called now. */
  site: string;
  from: string;
  to: string;
  /** Why it is the same object. */
  because: RenameEvidence;
}

/** Every rename, each site before its brokers: their targets begin with the new name of the site. */
export function renamesOf(before: Farm, after: Farm, certainty: RenameCertainty): Rename[] {
  return pairSites(before, after).flatMap(([old, site]): Rename[] => {
    if (old === undefined || site === undefined || old === site) return [];
    const renames: Rename[] = [];
    if (old.name !== site.name) renames.push(renameOfSite(old, site));
    for (const [was, now] of pairBrokers(old, site, certainty)) {
      if (was === undefined || now === undefined || sameName(was.server, now.server)) continue;
      const because = evidenceOf(was, now);
      renames.push({ kind: 'broker', site: site.name, from: was.server, to: now.server, because });
    }
    return certainty === 'edit'
      ? [...renames, ...memberRenames('agent', old, site), ...memberRenames('provider', old, site)]
      : renames;
  });
}

/** The agent or provider that an edit renamed: the only one that is gone, and the only new one. */
function memberRenames(kind: RenamedObject, old: Site, site: Site): Rename[] {
  const [before, after] =
    kind === 'agent' ? [old.agents, site.agents] : [old.providers, site.providers];
  // An edit renames one object, in a list that it leaves as long as it was.
  if (before === after || before.length !== after.length) return [];
  return pair<{ name: string }>(before, after, ({ name }) => name).flatMap(([was, now]): Rename[] =>
    was === undefined || now === undefined || sameName(was.name, now.name)
      ? []
      : [{ kind, site: site.name, from: was.name, to: now.name, because: 'only-one' }],
  );
}

function renameOfSite(old: Site, { name, brokers }: Site): Rename {
  const servers = new Set(brokers.map(({ server }) => server.toLowerCase()));
  const isSame =
    brokers.length === old.brokers.length &&
    old.brokers.every(({ server }) => servers.has(server.toLowerCase()));
  const [was, is] = [old.brokers[0], brokers[0]];
  const hasPrimary = was !== undefined && is !== undefined && sameName(was.server, is.server);
  const because = isSame ? 'brokers' : hasPrimary ? 'primary' : 'only-one';
  return { kind: 'site', site: name, from: old.name, to: name, because };
}

/** The name that a broker of a site has after its renames. */
export function brokersNow(renames: readonly Rename[], site: string): (server: string) => string {
  const own = new Map(
    renames
      .filter((one) => one.kind === 'broker' && one.site === site)
      .map(({ from, to }) => [from.toLowerCase(), to]),
  );
  return (server) => own.get(server.toLowerCase()) ?? server;
}

/** The target of a suppression as it is called after the renames. */
export function targetNow(renames: readonly Rename[], target: string): string {
  return renames.reduce((now, { kind, site, from, to }) => {
    const place = kind === 'site' ? '' : `${site}/${kind}/`;
    return renamedTarget(now, place + from, place + to);
  }, target);
}

/** Names as after the renames: a finding of an object that only got another name is the same finding. */
export function newNames(renames: readonly Rename[]): NewNames {
  const siteNow = (name: string | null): string | null =>
    renames.find(({ kind, from }) => kind === 'site' && sameName(from, name ?? ''))?.to ?? name;
  return {
    finding: (finding) => {
      const site = siteNow(finding.site);
      const { kind, name } = finding.target;
      const now = (): string => {
        if (kind === 'site') return siteNow(name) ?? name;
        // "RAS104 on Berlin/broker/CB1": rule and target of a suppression.
        if (kind === 'suppression') {
          return name.replace(/(?<= on ).*/su, (target) => targetNow(renames, target));
        }
        const rename = renames.find(
          (one) => one.kind === kind && one.site === site && sameName(one.from, name),
        );
        return rename?.to ?? name;
      };
      return { ...finding, site, target: { kind, name: now() } };
    },
    message: (message) =>
      renames.reduce((now, { from, to }) => now.replaceAll(from, () => to), message),
  };
}
