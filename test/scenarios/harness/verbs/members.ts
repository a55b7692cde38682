import { addAgents, assignAgents, deleteAgents } from '../../../../src/domain/edits/agents.js';
import { addGateway, deleteGateway, setGateway } from '../../../../src/domain/edits/gateways.js';
import { addProvider, deleteProvider } from '../../../../src/domain/edits/providers.js';
import {
  preferBroker,
  renameMember,
  setAgents,
  setProvider,
} from '../../../../src/domain/edits/member-properties.js';
import type { AgentKind, Farm, GatewayMode } from '../../../../src/domain/model/farm.js';
import { findSite } from '../../../../src/domain/model/find.js';
import { omitUndefined } from '../../../../src/cli/values.js';
import type { Line } from '../line.js';
import type { Verbs } from '../verb.js';

/** Edits of agents, providers and gateways. Each takes `site=NAME` where the farm has several sites. */
export const memberVerbs: Verbs = {
  /** add-agents NAMES… [kind=] [prefer=SERVER] */
  'add-agents': (line, farm) => {
    const site = findSite(farm, line.option('site'));
    const kind = (line.option('kind') ?? 'rds-host') as AgentKind;
    const preferredBroker = line.preference('prefer') ?? null;
    return { edit: addAgents(farm, site, { names: line.rest(), kind, preferredBroker }) };
  },
  /** assign NAMES… to=SERVER */
  assign: (line, farm) => {
    const site = findSite(farm, line.option('site'));
    const broker = line.option('to');
    if (broker === undefined) throw line.mistake('"assign" needs to=SERVER');
    return { edit: assignAgents(farm, site, line.rest(), broker) };
  },
  /** unassign NAMES…: back to Automatic */
  unassign: (line, farm) => {
    const site = findSite(farm, line.option('site'));
    return { edit: assignAgents(farm, site, line.rest(), null) };
  },
  /** set-agents NAMES… [kind=] [prefer=SERVER|auto] [domain.KEY=VALUE]: the failure domains replace those before */
  'set-agents': (line, farm) => {
    const site = findSite(farm, line.option('site'));
    const kind = line.option('kind') as AgentKind | undefined;
    const properties = { kind, preferredBroker: line.preference('prefer'), ...domainsOf(line) };
    return { edit: setAgents(farm, site, line.rest(), () => omitUndefined(properties)) };
  },
  /** rename-agent NAME to=NAME */
  'rename-agent': (line, farm) => rename('agent', line, farm),
  /** delete-agents NAMES… */
  'delete-agents': (line, farm) => {
    const site = findSite(farm, line.option('site'));
    return { edit: deleteAgents(farm, site, line.rest()) };
  },
  /** add-provider NAME [type=] [prefer=SERVER|auto] */
  'add-provider': (line, farm) => {
    const site = findSite(farm, line.option('site'));
    const type = line.option('type') ?? 'VMwarevCenter';
    const preferredBroker = line.preference('prefer');
    const asked = { name: line.word('a name'), type, ...omitUndefined({ preferredBroker }) };
    return { edit: addProvider(farm, site, asked) };
  },
  /** prefer PROVIDER to=SERVER|auto */
  prefer: (line, farm) => {
    const site = findSite(farm, line.option('site'));
    const broker = line.preference('to');
    if (broker === undefined) throw line.mistake('"prefer" needs to=SERVER or to=auto');
    return { edit: preferBroker(farm, site, line.word('a provider'), broker) };
  },
  /** set-provider NAME [type=] [prefer=SERVER|auto] [domain.KEY=VALUE] */
  'set-provider': (line, farm) => {
    const site = findSite(farm, line.option('site'));
    const type = line.option('type');
    const properties = { type, preferredBroker: line.preference('prefer'), ...domainsOf(line) };
    return { edit: setProvider(farm, site, line.word('a provider'), omitUndefined(properties)) };
  },
  /** rename-provider NAME to=NAME */
  'rename-provider': (line, farm) => rename('provider', line, farm),
  /** delete-provider NAME */
  'delete-provider': (line, farm) => {
    const site = findSite(farm, line.option('site'));
    return { edit: deleteProvider(farm, site, line.word('a provider')) };
  },
  /** add-gateway SERVER [ip=] [mode=] [prefer=SERVER] */
  'add-gateway': (line, farm) => {
    const site = findSite(farm, line.option('site'));
    const mode = (line.option('mode') ?? 'normal') as GatewayMode;
    const asked = {
      ip: line.option('ip') ?? null,
      mode,
      preferredBroker: line.preference('prefer') ?? null,
    };
    return { edit: addGateway(farm, site, { server: line.word('a server'), ...asked }) };
  },
  /** set-gateway SERVER [ip=] [mode=] [prefer=SERVER|auto] [domain.KEY=VALUE] */
  'set-gateway': (line, farm) => {
    const site = findSite(farm, line.option('site'));
    const properties = {
      ip: line.option('ip'),
      mode: line.option('mode') as GatewayMode | undefined,
      preferredBroker: line.preference('prefer'),
      ...domainsOf(line),
    };
    return { edit: setGateway(farm, site, line.word('a gateway'), omitUndefined(properties)) };
  },
  /** delete-gateway SERVER */
  'delete-gateway': (line, farm) => {
    const site = findSite(farm, line.option('site'));
    return { edit: deleteGateway(farm, site, line.word('a gateway')) };
  },
};

/** The failure domains of the line; nothing where it has none. */
function domainsOf(line: Line): { failureDomains?: Readonly<Record<string, string>> } {
  const failureDomains = line.optionsUnder('domain.');
  return Object.keys(failureDomains).length === 0 ? {} : { failureDomains };
}

function rename(object: 'agent' | 'provider', line: Line, farm: Farm) {
  const site = findSite(farm, line.option('site'));
  const to = line.option('to');
  if (to === undefined) throw line.mistake('a rename needs to=NAME');
  return { edit: renameMember(farm, site, object, { from: line.word('a name'), to }) };
}
