import type { CaptureWarning, NotCovered, ObjectState } from '../domain/capture/index.js';
import { counted, groupedBy, listed, type Printed } from '../domain/model/index.js';
import { sayNames } from './words.js';

/** The words about captures that `farm import` and `farm drift` share. */

/** A warning about a capture, in one or two sentences. */
export function sayCaptureWarning(warning: Printed<CaptureWarning>): string {
  switch (warning.kind) {
    case 'other-primary': {
      const { site, byPriority, byStatus, taken, assumption } = warning;
      return `The primary of ${site} is ${byPriority.value} by its Priority (${byPriority.source}) and ${byStatus.value} by the site status (${byStatus.source}). ${taken} was taken (assumption ${assumption}).`;
    }
    case 'same-lowest-priority':
      return `${listed(warning.brokers)} of ${warning.site} have the same lowest Priority, ${warning.priority} (${warning.source}). ${warning.taken} was taken as the primary.`;
    case 'no-priority':
      return `${listed(warning.brokers)} of ${warning.site} ${warning.brokers.length === 1 ? 'has' : 'have'} no Priority (${warning.source}). ${warning.taken} was taken as the primary; the order of the farm file, if there is one, was kept.`;
    case 'primary-not-active':
      return `${warning.broker} of ${warning.site} is ${warning.state} (${warning.source}), but it is the primary, which RAS does not allow. It was taken as active.`;
    case 'unknown-broker':
      return `${warning.source} has broker ${warning.broker} in ${warning.site}, but ${warning.list} does not. It was left out.`;
    case 'licensing-sites':
      return `${warning.sites.length === 0 ? 'No site is' : `${listed(warning.sites)} are`} the Licensing Site (${warning.source}). ${warning.taken} was taken.`;
    case 'lists-disagree':
      return `${noun(warning.object)} ${warning.name}: ${sayAbout(warning.about)} ${warning.first.value} in ${warning.first.source}, and ${warning.second.value} in ${warning.second.source}. The first was taken.`;
    case 'in-one-list':
      return `${noun(warning.object)} ${warning.name} is in ${warning.has}, but not in ${warning.lacks}.`;
    case 'unknown-preferred-broker':
      return `${noun(warning.object)} ${warning.name} prefers the broker with the id ${warning.id} (${warning.source}), which its site does not have. Automatic was taken.`;
    case 'unknown-provider-type': {
      const { provider, type, kept, source } = warning;
      const what = type === null ? 'has no type' : `has the unknown type ${type}`;
      return `Provider ${provider} ${what} (${source}). ${kept === null ? 'It was left out: a farm file needs its type.' : `The model's ${kept} was kept.`}`;
    }
    case 'not-kept':
      return `A value can't be part of a farm file and was left out: ${warning.problem}`;
    case 'same-host':
      return `${warning.captured} is taken for ${noun(warning.object)} ${warning.inModel} of ${warning.site}: the short name and the FQDN of one host.`;
    case 'twice':
      return `${noun(warning.object)} ${warning.name} is in ${warning.source} twice. The first was taken.`;
    case 'no-site':
      return `${counted(warning.objects, 'object')} of ${warning.source} ${warning.objects === 1 ? 'was' : 'were'} left out: without a SiteId, the site is not known.`;
    case 'site-without-broker':
      return `Site ${warning.site} has no broker in the capture, and was left out.`;
    case 'marked-for-deletion':
      return `RAS is about to delete broker ${warning.broker} of ${warning.site} (${warning.source}).`;
    case 'call-failed':
      switch (warning.error) {
        case 'missing':
          return `The PowerShell module of the farm lacks ${warning.source}.`;
        case 'unnamed':
          return `Nothing in ${warning.source} has a name, so it was not read. farm reads the output of ConvertTo-Json and Export-Csv.`;
        case 'empty':
          return `${warning.source} is empty, as after a cmdlet that failed, so nothing was removed because of it. If the farm has none of these objects, write [] into it.`;
        case 'failed':
          return `${warning.source} failed when the farm was captured: ${warning.message}`;
      }
    case 'cut-off':
      return `Properties of ${warning.source} were cut off by the depth of the export: ${listed(warning.properties)}.`;
    case 'other-version':
      return `${warning.source} reports ${listed(warning.versions)}: which RAS version that is, is not clear.`;
    case 'pseudonyms':
      return 'Names and addresses in the capture are pseudonyms.';
  }
}

/** More warnings than this about a capture hide the answer; farm import shows all. */
const mostWarnings = 10;

/** What to know about answers for a farm that was read from a capture alone: its warnings, and what it can't hold. */
export function sayCapturedAlone(warnings: readonly CaptureWarning[]): string[] {
  const rest = warnings.length - mostWarnings;
  return [
    ...warnings.slice(0, mostWarnings).map(sayCaptureWarning),
    ...(rest > 0 ? [`${counted(rest, 'more warning')}: farm import shows all.`] : []),
    'A capture does not hold auto-promotion, failback, networks and failure domains: they have their defaults here. farm import records them.',
  ];
}

function noun(object: string): string {
  return object === 'agent' ? 'RD Session Host' : object;
}

function sayAbout(about: 'enabled' | 'site' | 'IP'): string {
  return about === 'enabled' ? 'it is' : `its ${about} is`;
}

/** What the capture doesn't cover: `Berlin: gateways and providers`. */
export function sayNotCovered(notCovered: readonly NotCovered[]): string[] {
  const bySite = groupedBy(notCovered, ({ site }) => site);
  return [...bySite].map(
    ([site, lists]) => `${site}: ${listed([...new Set(lists.map(({ what }) => sayList(what)))])}`,
  );
}

function sayList(what: NotCovered['what']): string {
  return what.endsWith('s') ? what : `agents of kind ${what}`;
}

/** States of objects, the same ones together: "agents RDS[1-3] of Berlin: Disconnected". */
export function sayStates(states: readonly ObjectState[]): string[] {
  const groups = groupedBy(states, ({ site, object, issue, state, version, primaryVersion }) =>
    JSON.stringify([
      site,
      object,
      issue,
      state,
      issue === 'other-version' && [version, primaryVersion],
    ]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const names = group.map(({ name }) => name);
    const what = `${first.object}${names.length === 1 ? '' : 's'} ${sayNames(names)}`;
    return [`${first.site}: ${what}: ${sayIssue(first, names.length)}`];
  });
}

function sayIssue({ issue, state, version, primaryVersion }: ObjectState, count: number): string {
  const named = state ?? 'no state';
  switch (issue) {
    case 'offline':
      return `offline (${named})`;
    case 'disabled':
      return `disabled in the settings (${named})`;
    case 'version':
      return `has another version (${named})`.replace(/^has/u, count === 1 ? 'has' : 'have');
    case 'other-version':
      return `version ${version ?? 'unknown'}, the primary has ${primaryVersion ?? 'unknown'}`;
    case 'standby-active':
      return `in standby, but ${count === 1 ? 'reports' : 'report'} ${named}, not StandBy`;
    case 'other':
      return named;
    case 'unknown':
      return `${named} (a state that farm does not know)`;
  }
}
