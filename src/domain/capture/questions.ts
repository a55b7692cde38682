import type { ConsolePageId } from '../facts/index.js';
import {
  command,
  commandIn,
  type Farm,
  nameList,
  type Site,
  type SuggestedCommand,
} from '../model/index.js';
import type { OverlaidSite } from './overlay-site.js';

/** What no capture says, and an administrator has to. */

/** What is asked. */
export type ImportQuestionKind =
  | 'farm-name'
  | 'ras-version'
  | 'site-name'
  | 'licensing-site'
  | 'standby'
  | 'auto-promotion'
  | 'network'
  | 'failure-domains'
  | 'install-options'
  | 'inherited-preference'
  | 'gateway-mode';

/** One question, and the command that records the answer. */
export interface ImportQuestion {
  kind: ImportQuestionKind;
  /** Null: it is about the farm. */
  site: string | null;
  /** The objects that it is about; empty: the site or the farm. */
  names: readonly string[];
  /** The console page that answers it; null where none does. */
  page: ConsolePageId | null;
  /** Null: the answer goes into the farm file itself. */
  command: SuggestedCommand | null;
}

/** What is known about the farm as a whole. */
export interface FarmKnowledge {
  hasName: boolean;
  hasVersion: boolean;
  hasLicensing: boolean;
}

/** A site after its import. */
export interface ImportedSite extends OverlaidSite {
  isNew: boolean;
  hasName: boolean;
}

/** The questions about a farm after its import. */
export function questionsAbout(
  farm: Farm,
  sites: readonly ImportedSite[],
  { hasName, hasVersion, hasLicensing }: FarmKnowledge,
): ImportQuestion[] {
  const ofFarm = { site: null, names: [] };
  return [
    ...(hasName
      ? []
      : [
          {
            kind: 'farm-name' as const,
            ...ofFarm,
            page: null,
            command: command`set --name NAME`,
          },
        ]),
    ...(hasVersion
      ? []
      : [
          {
            kind: 'ras-version' as const,
            ...ofFarm,
            page: null,
            // The version that is assumed: an example to be changed.
            command: command`set --ras-version ${String(farm.rasVersion)}`,
          },
        ]),
    ...(hasLicensing || farm.sites.length < 2
      ? []
      : [
          {
            kind: 'licensing-site' as const,
            ...ofFarm,
            page: 'sites' as const,
            command: command`site set SITE --licensing`,
          },
        ]),
    ...sites.flatMap((one) => {
      // What was left out of the farm as invalid needs no answer.
      const site = farm.sites.find(({ name }) => name === one.site.name);
      return site === undefined ? [] : aboutSite(farm, site, one);
    }),
  ];
}

function aboutSite(farm: Farm, site: Site, one: ImportedSite): ImportQuestion[] {
  const { name } = site;
  const within = commandIn(farm, site);
  const has = new Set(site.brokers.map(({ server }) => server));
  const brokers = one.newBrokers.filter((server) => has.has(server));
  const asked = (
    kind: ImportQuestionKind,
    page: ConsolePageId | null,
    record: SuggestedCommand | null,
    names: readonly string[] = [],
  ): ImportQuestion => ({ kind, site: name, names, page, command: record });
  const inherited = (object: 'agent' | 'gateway'): string[] =>
    one.inherited.filter((member) => member.object === object).map((member) => member.name);
  const agents = inherited('agent');
  const gateways = inherited('gateway');
  return [
    ...(one.hasName ? [] : [asked('site-name', 'sites', command`site rename ${name} NAME`)]),
    ...(one.unknownStandby.length === 0
      ? []
      : [
          asked(
            'standby',
            'broker-properties',
            within`broker standby SERVER`,
            one.unknownStandby.filter((server) => has.has(server)),
          ),
        ]),
    ...(one.isNew
      ? [
          asked(
            'auto-promotion',
            'auto-promotion',
            command`site set ${name} --auto-promotion VALUE`,
          ),
          asked('network', null, command`site set ${name} --network CIDR`),
        ]
      : []),
    ...(brokers.length === 0
      ? []
      : [
          asked('failure-domains', null, within`broker set SERVER --domain NAME=VALUE`, brokers),
          asked('install-options', null, within`broker set SERVER --install-gateway`, brokers),
        ]),
    ...(agents.length === 0
      ? []
      : [
          asked(
            'inherited-preference',
            null,
            within`agent assign ${nameList(agents)} BROKER`,
            agents,
          ),
        ]),
    ...(gateways.length === 0
      ? []
      : [
          asked(
            'inherited-preference',
            'gateways',
            within`gateway set GATEWAY --preferred-broker BROKER`,
            gateways,
          ),
        ]),
    ...(one.unknownModes.length === 0
      ? []
      : [
          asked(
            'gateway-mode',
            'gateways',
            within`gateway set GATEWAY --mode MODE`,
            one.unknownModes,
          ),
        ]),
  ];
}
