import { groupedBy, sameName, type Site } from '../model/index.js';
import type { SiteStep } from './step.js';

/**
 * What has to be done on a real farm for an edit that the model makes at once. RAS changes neither the kind of an agent, nor the
 * type of a provider, nor their names as far as is known: such an object is deleted and added again. Failure domains are in the
 * model only.
 * @param site the site before the edit
 */
export function inRas(
  step: SiteStep & { kind: 'set-agents' | 'set-provider' | 'rename-member' },
  site: Site,
): SiteStep[] {
  switch (step.kind) {
    case 'set-agents':
      return agentSteps(step, site);
    case 'set-provider': {
      const { preferredBroker: broker } = step.properties;
      const found = site.providers.find(({ name }) => sameName(name, step.provider));
      const now = found === undefined ? undefined : { ...found, ...step.properties };
      if (now !== undefined && now.type !== found?.type)
        return [
          { kind: 'delete-provider', site: step.site, provider: step.provider },
          { kind: 'add-provider', site: step.site, provider: now },
        ];
      if (broker === undefined || broker === found?.preferredBroker) return [];
      return [
        { kind: 'prefer', site: step.site, object: 'provider', names: [step.provider], broker },
      ];
    }
    case 'rename-member':
      return renameSteps(step, site);
  }
}

function agentSteps(
  { site: at, names, properties }: SiteStep & { kind: 'set-agents' },
  site: Site,
): SiteStep[] {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const agents = site.agents.filter(({ name }) => wanted.has(name.toLowerCase()));
  const { kind, preferredBroker: broker } = properties;
  const again = agents.filter((agent) => kind !== undefined && kind !== agent.kind);
  const moved = agents.filter(
    (agent) => !again.includes(agent) && broker !== undefined && broker !== agent.preferredBroker,
  );
  const namesOf = (all: typeof agents): string[] => all.map(({ name }) => name);
  return [
    ...(moved.length === 0 || broker === undefined
      ? []
      : [{ kind: 'prefer', site: at, object: 'agent', names: namesOf(moved), broker } as const]),
    ...(again.length === 0
      ? []
      : [{ kind: 'delete-agents', site: at, names: namesOf(again) } as const]),
    ...[...groupedBy(again, (agent) => agent.preferredBroker ?? '').values()].map((group) => ({
      kind: 'add-agents' as const,
      site: at,
      names: namesOf(group),
      agentKind: kind ?? 'rds-host',
      preferredBroker: broker === undefined ? (group[0]?.preferredBroker ?? null) : broker,
    })),
  ];
}

function renameSteps(
  { site: at, object, name, to }: SiteStep & { kind: 'rename-member' },
  site: Site,
): SiteStep[] {
  // Names are compared without regard to case, in RAS too.
  if (sameName(name, to)) return [];
  if (object === 'agent') {
    const agent = site.agents.find((one) => sameName(one.name, name));
    if (agent === undefined) return [];
    const { kind: agentKind, preferredBroker } = agent;
    return [
      { kind: 'delete-agents', site: at, names: [agent.name] },
      { kind: 'add-agents', site: at, names: [to], agentKind, preferredBroker },
    ];
  }
  const provider = site.providers.find((one) => sameName(one.name, name));
  if (provider === undefined) return [];
  return [
    { kind: 'delete-provider', site: at, provider: provider.name },
    { kind: 'add-provider', site: at, provider: { ...provider, name: to } },
  ];
}
