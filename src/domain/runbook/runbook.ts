import type { AssumptionId } from '../facts/index.js';
import { findSite, type Farm } from '../model/index.js';
import { applyStep, type EditStep, inRas, type SiteStep } from '../edits/index.js';
import {
  addBrokerParts,
  brokerActionParts,
  moveBrokerParts,
  setBrokerParts,
} from './broker-parts.js';
import {
  addAgentsParts,
  addGatewayParts,
  addProviderParts,
  deleteAgentsParts,
  deleteGatewayParts,
  deleteProviderParts,
  preferParts,
  setGatewayParts,
} from './member-parts.js';
import { part, type StepAt } from './parts.js';
import { generationOf, type Proofs } from './proof.js';
import type { KnownModule, Runbook, RunbookPart, RunbookStep } from './runbook-types.js';
import {
  addSiteParts,
  autoPromotionParts,
  modelOnlyPart,
  siteParts,
  upgradeParts,
} from './site-parts.js';

/** Where the plan leads, and what the module of the farm can do. */
export interface RunbookQuestion {
  from: Farm;
  steps: readonly EditStep[];
  /** Null if there is no capture of this farm: only proven cmdlets are used. */
  module: KnownModule | null;
}

/**
 * The procedure that makes these steps on the real farm.
 * @throws Refusal of a step that the farm does not allow
 */
export function runbookOf({ from, steps, module }: RunbookQuestion): Runbook {
  const proofs = { module, generation: generationOf(from.rasVersion) };
  let farm = from;
  const done: RunbookStep[] = [];
  for (const [index, edit] of steps.entries()) {
    const after = applyStep(farm, edit).farm;
    const parts = partsOf(edit, farm, after, proofs);
    const assumptions = inOrder(parts.flatMap((one) => one.assumptions));
    done.push({ number: index + 1, edit, parts, assumptions });
    farm = after;
  }
  const assumptions = inOrder(done.flatMap((step) => step.assumptions));
  return {
    from: from.name,
    to: farm.name,
    rasVersion: from.rasVersion,
    steps: done,
    assumptions,
  };
}

function inOrder(ids: readonly AssumptionId[]): AssumptionId[] {
  const numberOf = (id: AssumptionId): number => Number(id.slice(1));
  return [...new Set(ids)].toSorted((one, other) => numberOf(one) - numberOf(other));
}

function partsOf(edit: EditStep, before: Farm, after: Farm, proofs: Proofs): RunbookPart[] {
  if (edit.kind === 'rename-farm' || edit.kind === 'ras-version') {
    return [farmPart(edit, before, after, proofs)];
  }
  if (edit.kind === 'add-site') {
    return addSiteParts({ step: edit, before, after, proofs, site: findSite(after, edit.site) });
  }
  return sitePartsOf({ step: edit, before, after, proofs, site: findSite(before, edit.site) });
}

/** The steps of the farm itself; what a site looks like is compared in its Licensing Site. */
function farmPart(
  edit: EditStep & { kind: 'rename-farm' | 'ras-version' },
  before: Farm,
  after: Farm,
  proofs: Proofs,
): RunbookPart {
  const site = before.sites.find(({ licensing }) => licensing) ?? findSite(before, undefined);
  const at = { step: { site: site.name }, before, after, proofs, site };
  if (edit.kind === 'ras-version') {
    // Once every host has a later version, only the model is left; the way to an earlier one is not known.
    if (edit.version >= before.rasVersion) return modelOnlyPart(before, site.name);
    const values = { version: edit.version };
    const console = { step: 'earlier-version', site: null, names: [], values } as const;
    return { ...part(at, { check: 'administrator', console }), apply: false };
  }
  return part(at, {
    check: 'administrator',
    console: { step: 'rename-farm', site: null, names: [], values: { Name: edit.name } },
  });
}

function sitePartsOf(at: StepAt<SiteStep>): RunbookPart[] {
  const of = <K extends SiteStep['kind']>(step: SiteStep & { kind: K }) => ({ ...at, step });
  const { step } = at;
  switch (step.kind) {
    case 'broker-action':
      return brokerActionParts(of(step));
    case 'add-broker':
      return addBrokerParts(of(step));
    case 'move-broker':
      return moveBrokerParts(of(step));
    case 'set-broker':
      return orModelOnly(setBrokerParts(of(step)), at);
    case 'add-gateway':
      return addGatewayParts(of(step));
    case 'set-gateway':
      return orModelOnly(setGatewayParts(of(step)), at);
    case 'delete-gateway':
      return deleteGatewayParts(of(step));
    case 'add-agents':
      return addAgentsParts(of(step));
    case 'delete-agents':
      return deleteAgentsParts(of(step));
    case 'add-provider':
      return addProviderParts(of(step));
    case 'delete-provider':
      return deleteProviderParts(of(step));
    case 'prefer':
      return preferParts(of(step));
    case 'set-agents':
    case 'set-provider':
    case 'rename-member':
      return orModelOnly(partsInRas(inRas(step, at.site), at), at);
    case 'auto-promotion':
      return autoPromotionParts(of(step));
    case 'network':
      return [modelOnlyPart(at.before, step.site)];
    case 'licensing-site':
    case 'rename-site':
    case 'delete-site':
      return siteParts(of(step));
    case 'upgrade':
      return upgradeParts(of(step));
  }
}

/** The parts of several steps, one after the other. */
function partsInRas(steps: readonly SiteStep[], { before, proofs }: StepAt<SiteStep>) {
  const parts: RunbookPart[] = [];
  let farm = before;
  for (const step of steps) {
    const after = applyStep(farm, step).farm;
    parts.push(...partsOf(step, farm, after, proofs));
    farm = after;
  }
  return parts;
}

function orModelOnly(parts: RunbookPart[], { before, step }: StepAt<SiteStep>): RunbookPart[] {
  return parts.length > 0 ? parts : [modelOnlyPart(before, step.site)];
}
