import { type Farm, primaryOf, sameName } from '../model/index.js';
import type { EditStep, SiteStep } from '../edits/index.js';
import { newBrokerParts, siteAfter } from './broker-parts.js';
import { expectSite, hostsOf } from './expected-site.js';
import { type PartDraft, part, type StepAt } from './parts.js';
import type { CmdletCall, ConsoleAction, RunbookPart } from './runbook-types.js';

type Step<K extends EditStep['kind']> = StepAt<EditStep & { kind: K; site: string }>;

/** A new site with its primary. */
export function addSiteParts(at: Step<'add-site'>): RunbookPart[] {
  const site = siteAfter(at);
  const primary = primaryOf(site);
  return [
    part(at, {
      calls: [
        {
          cmdlet: 'New-RASSite',
          arguments: { Server: primary.server, Name: site.name },
        },
      ],
      console: {
        step: 'add-site',
        site: site.name,
        names: [primary.server],
        values: { Name: site.name, Server: primary.server },
      },
    }),
    ...newBrokerParts(at, primary),
  ];
}

/** Auto-promotion, its delay and failback: no cmdlet reads or sets them. */
export function autoPromotionParts(at: Step<'auto-promotion'>): RunbookPart[] {
  const { enabled, afterMinutes, failback } = at.step.autoPromotion;
  return [
    part(at, {
      check: 'administrator',
      console: {
        step: 'auto-promotion',
        site: at.site.name,
        names: [],
        values: {
          'Auto-promote the next secondary Connection Broker': enabled,
          ...(enabled ? { minutes: afterMinutes, Failback: failback } : {}),
        },
      },
    }),
  ];
}

/** The steps that change the site itself, and that only the console is known to make. */
export function siteParts(
  at: StepAt<SiteStep & { kind: 'licensing-site' | 'rename-site' | 'delete-site' }>,
): RunbookPart[] {
  const { step, site } = at;
  const console: ConsoleAction = { step: step.kind, site: site.name, names: [], values: {} };
  switch (step.kind) {
    case 'licensing-site':
      return [part(at, { look: { licensing: true }, console })];
    case 'rename-site':
      return [part(at, { siteAfter: step.to, console: { ...console, values: { Name: step.to } } })];
    case 'delete-site':
      return [part(at, { console })];
  }
}

/**
 * A new version on these hosts. The Licensing Site's primary comes first, by the installer: the module must have its version.
 * What no cmdlet is known to update is installed by hand too.
 */
export function upgradeParts(at: StepAt<SiteStep & { kind: 'upgrade' }>): RunbookPart[] {
  const { site, step } = at;
  const { component, version } = step;
  const first = site.licensing && component === 'broker' ? primaryOf(site).server : null;
  const hosts = new Set(hostsOf(site).map(({ name }) => name.toLowerCase()));
  const reports = (name: string): boolean =>
    component === 'broker' ||
    component === 'gateway' ||
    (component === 'agent' && hosts.has(name.toLowerCase()));
  const byCmdlet = step.names.filter(
    (name) => reports(name) && (first === null || !sameName(name, first)),
  );
  const byHand = step.names.filter((name) => !byCmdlet.includes(name));
  const values = { version };
  const of = (names: string[], draft: Omit<PartDraft, 'console'>): RunbookPart[] => {
    if (names.length === 0) return [];
    const upgraded = { servers: names.filter(reports), version };
    const ofPrimary = names.some((name) => first !== null && sameName(name, first));
    const console = {
      step: 'install-version' as const,
      site: site.name,
      names,
      values: ofPrimary ? { ...values, module: true } : values,
    };
    const look = upgraded.servers.length === 0 ? {} : { upgraded };
    return [part(at, { ...draft, look, lookBefore: {}, console })];
  };
  const unreported = byHand.filter((name) => !reports(name));
  return [
    ...of(byHand.filter(reports), { assumptions: ['A30'] }).map((one) => ({
      ...one,
      apply: false,
    })),
    ...of(byCmdlet, {
      assumptions: ['A30'],
      calls: byCmdlet.map((name) => updateOf(name, site.name)),
    }),
    ...of(unreported, { check: 'administrator' }).map((one) => ({ ...one, apply: false })),
  ];
}

function updateOf(name: string, site: string): CmdletCall {
  return {
    cmdlet: 'Update-RASAgent',
    arguments: { Server: name, SiteId: { idOfSite: site } },
  };
}

/** A step that only the model has. */
export function modelOnlyPart(farm: Farm, site: string): RunbookPart {
  const expected = expectSite(farm, site);
  return {
    before: expected,
    action: { kind: 'model-only' },
    after: expected,
    apply: false,
    check: 'read-back',
    assumptions: [],
  };
}
