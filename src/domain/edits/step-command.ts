import {
  addOptions,
  agentFields,
  asTyped,
  brokerFields,
  domainToSet,
  type Farm,
  type Fields,
  findBroker,
  findGateway,
  findProvider,
  findSite,
  flaggedFields,
  gatewayFields,
  isEmpty,
  nameList,
  providerFields,
  sameName,
  type Site,
  siteToName,
  suggestedCommand,
  type SuggestedCommand,
} from '../model/index.js';
import { type EditStep, isSiteStep, type SiteStep } from './step.js';

type Options = [flag: string, value: string | null][];

/**
 * The commands of farm that make the same edit in the model, in order. Most steps are one command; an upgrade changes nothing in
 * the model and has none.
 * @param farm the farm as it is before the step
 * @throws Refusal E_NOT_FOUND for a site or broker that is not there
 */
export function commandsOf(step: EditStep, farm: Farm): SuggestedCommand[] {
  if (isSiteStep(step)) return siteCommands(step, farm);
  switch (step.kind) {
    case 'rename-farm':
      return [suggestedCommand('set', { options: [['--name', step.name]] })];
    case 'ras-version':
      return [suggestedCommand('set', { options: [['--ras-version', String(step.version)]] })];
    case 'add-site':
      return addSiteCommands(step);
  }
}

/** `site add` takes name and IP of the primary; the rest of its properties is set after it. */
function addSiteCommands({ site, broker }: EditStep & { kind: 'add-site' }): SuggestedCommand[] {
  const { server, ip = null, ...others } = broker;
  const options: Options = [['--broker', server]];
  if (ip !== null) options.push(['--ip', ip]);
  const more = addOptions(brokerFields, others);
  return [
    suggestedCommand('site add', { args: [site], options }),
    ...(more.length === 0
      ? []
      : [suggestedCommand('broker set', { args: [server], options: more, site })]),
  ];
}

function siteCommands(step: SiteStep, farm: Farm): SuggestedCommand[] {
  const site = siteToName(farm, { name: step.site });
  const one = (
    name: string,
    args: readonly string[],
    options: Options = [],
  ): SuggestedCommand[] => [suggestedCommand(name, { args, options, site })];
  const ofSite = (name: string, options: Options, more: string[] = []): SuggestedCommand[] => [
    suggestedCommand(name, { args: [step.site, ...more], options }),
  ];
  switch (step.kind) {
    case 'broker-action':
      return one(`broker ${step.action}`, [step.broker]);
    case 'add-broker':
      return one('broker add', [step.broker.server], addOptions(brokerFields, step.broker));
    case 'move-broker':
      return one(moveName(step, farm), [step.broker], [['--to', String(step.to)]]);
    case 'set-broker':
      return one('broker set', [step.broker], memberOptions(step, farm));
    case 'add-gateway':
      return one('gateway add', [step.gateway.server], addOptions(gatewayFields, step.gateway));
    case 'set-gateway':
      return one('gateway set', [step.gateway], memberOptions(step, farm));
    case 'delete-gateway':
      return one('gateway delete', [step.gateway]);
    case 'add-agents': {
      const { agentKind: kind, preferredBroker } = step;
      const options = addOptions(agentFields, { kind, preferredBroker });
      return one('agent add', [nameList(step.names)], options);
    }
    case 'set-agents':
      return one('agent set', [nameList(step.names)], memberOptions(step, farm));
    case 'delete-agents':
      return one('agent delete', [nameList(step.names)]);
    case 'add-provider': {
      // Left out, the broker would be the console's default.
      const preferredBroker = step.provider.preferredBroker ?? 'automatic';
      const options = addOptions(providerFields, { ...step.provider, preferredBroker });
      return one('provider add', [asTyped(step.provider.name)], options);
    }
    case 'set-provider':
      return one('provider set', [asTyped(step.provider)], memberOptions(step, farm));
    case 'rename-member':
      return one(`${step.object} rename`, [step.name, step.to].map(asTyped));
    case 'delete-provider':
      return one('provider delete', [asTyped(step.provider)]);
    case 'prefer':
      return preferCommands(step, one);
    case 'auto-promotion':
      return autoPromotionOptions(step, farm).flatMap((options) =>
        options.length === 0 ? [] : ofSite('site set', options),
      );
    case 'network':
      return ofSite('site set', [['--network', step.network ?? 'none']]);
    case 'licensing-site':
      return ofSite('site set', [['--licensing', null]]);
    case 'rename-site':
      return ofSite('site rename', [], [step.to]);
    case 'delete-site':
      return ofSite('site delete', [['--confirm', step.site]]);
    case 'upgrade':
      return [];
  }
}

function moveName(step: SiteStep & { kind: 'move-broker' }, farm: Farm): string {
  const { brokers } = findSite(farm, step.site);
  const from = brokers.findIndex(({ server }) => sameName(server, step.broker)) + 1;
  return step.to < from ? 'broker move-up' : 'broker move-down';
}

/** `agent assign` takes many agents, `provider preferred-broker` one provider. */
function preferCommands(
  { object, names, broker }: SiteStep & { kind: 'prefer' },
  one: (name: string, args: readonly string[]) => SuggestedCommand[],
): SuggestedCommand[] {
  const to = broker ?? 'automatic';
  if (object === 'agent') {
    return broker === null
      ? one('agent unassign', [nameList(names)])
      : one('agent assign', [nameList(names), to]);
  }
  return names.flatMap((name) => one('provider preferred-broker', [asTyped(name), to]));
}

/**
 * The options of `site set`, one list a command. `--auto-promotion` sets the delay or turns it off: off with another delay takes
 * both, one after the other.
 */
function autoPromotionOptions(
  { site, autoPromotion: wanted }: SiteStep & { kind: 'auto-promotion' },
  farm: Farm,
): Options[] {
  const { autoPromotion: now } = findSite(farm, site);
  const hasDelay = now.afterMinutes === wanted.afterMinutes;
  const failback: Options =
    now.failback === wanted.failback
      ? []
      : [[wanted.failback ? '--failback' : '--no-failback', null]];
  const on: Options = [['--auto-promotion', `${wanted.afterMinutes}m`]];
  const off: Options = [['--auto-promotion', 'off']];
  if (wanted.enabled) return [now.enabled && hasDelay ? failback : [...on, ...failback]];
  if (!hasDelay) return [on, [...off, ...failback]];
  return [now.enabled ? [...off, ...failback] : failback];
}

type SetStep = SiteStep & { kind: 'set-broker' | 'set-gateway' | 'set-agents' | 'set-provider' };

/** A failure domain that is no longer there is removed by an empty value. */
function memberOptions(step: SetStep, farm: Farm): Options {
  const { failureDomains, ...others } = step.properties;
  const options = setOptions(fieldsSet[step.kind], others);
  if (failureDomains === undefined) return options;
  const kept = Object.keys(failureDomains);
  const before = domainsBefore(step, findSite(farm, step.site));
  const removed = new Map(
    before.flatMap((domains) => Object.keys(domains)).map((key) => [key.toLowerCase(), key]),
  );
  for (const key of kept) removed.delete(key.toLowerCase());
  return [
    ...options,
    ...Object.entries(failureDomains).map(([key, value]): Options[number] => [
      '--domain',
      domainToSet(key, value),
    ]),
    ...[...removed.values()].map((key): Options[number] => ['--domain', `${key}=`]),
  ];
}

const fieldsSet = {
  'set-broker': brokerFields,
  'set-gateway': gatewayFields,
  'set-agents': agentFields,
  'set-provider': providerFields,
} as const satisfies Record<SetStep['kind'], Fields>;

/** The failure domains of each object of the step, before it. */
function domainsBefore(step: SetStep, site: Site): Readonly<Record<string, string>>[] {
  switch (step.kind) {
    case 'set-broker':
      return [findBroker(site, step.broker).failureDomains];
    case 'set-gateway':
      return [findGateway(site, step.gateway).failureDomains];
    case 'set-provider':
      return [findProvider(site, step.provider).failureDomains];
    case 'set-agents': {
      const names = new Set(step.names.map((name) => name.toLowerCase()));
      return site.agents
        .filter(({ name }) => names.has(name.toLowerCase()))
        .map(({ failureDomains }) => failureDomains);
    }
  }
}

/** The options that give an object other properties; `none` or `automatic` clears one. */
function setOptions(fields: Fields, properties: object): Options {
  return flaggedFields(fields, 'set').flatMap(({ key, flag, field }): Options => {
    const value: unknown = Reflect.get(properties, key);
    if (value === undefined) return [];
    if (field.kind === 'yes or no') return [[value === true ? `--${flag}` : `--no-${flag}`, null]];
    if (field.kind === 'preferred broker') return [[`--${flag}`, asText(value, 'automatic')]];
    return [[`--${flag}`, asText(value, field.kind === 'text' ? '' : 'none')]];
  });
}

function asText(value: unknown, empty: string): string {
  if (isEmpty(value)) return empty;
  return Array.isArray(value) ? value.join(';') : String(value);
}
