import type { AutomaticDefault, EditNote, SiteContents } from '../domain/edits/index.js';
import { assumptions, type StatementId, statements } from '../domain/facts/index.js';
import {
  command,
  commandAt,
  compressNames,
  counted,
  type FoundAs,
  listed,
  type Preferring,
  type Sentence,
  sentence,
} from '../domain/model/index.js';
import { saySave } from './save-words.js';
import type { PortsNote, PortsResult } from '../domain/ports/index.js';

/** The words of notes: what `--json` prints beside the facts, and the text prints alone. */

/** What the user should know, with commands in it where they help. */
export type Note = string | Sentence;

/** The notes of an edit in words; of one that is not made yet, with `isPlanned`. */
export function sayEditNotes(notes: readonly EditNote[], isPlanned = false): Note[] {
  return notes.map((note) =>
    note.kind === 'way-back' ? sayWayBack(note, isPlanned) : sayEditNote(note),
  );
}

/** The way back from a promotion is refused before the promotion, so that belongs to it where it is only planned. */
function sayWayBack(
  { promotion, commands }: EditNote & { kind: 'way-back' },
  isPlanned: boolean,
): Sentence {
  const [first, second] = commands;
  const lead = isPlanned
    ? sentence`To promote, and to restore the former order later: ${promotion}`
    : sentence`To restore the former order later: `;
  const parts = [first, second].flatMap((one, at) =>
    one === undefined ? [] : at === 0 && !isPlanned ? [one] : [', then ', one],
  );
  return { ...lead, parts: [...lead.parts, ...parts] };
}

function sayEditNote(note: Exclude<EditNote, { kind: 'way-back' }>): Note {
  switch (note.kind) {
    case 'statements':
      return sayStatements(note.statements);
    case 'more-addresses':
      return `${note.server} also has ${note.others.join(', ')}; the first address is used.`;
    case 'found-as':
      return sayFoundAs(note);
    case 'exists-as':
      return `${note.object} ${note.existing} is already in the site, and may be the same server as ${note.name}.`;
    case 'site-chosen':
      return note.by === 'names'
        ? `The site is "${note.site}", the only one with these names.`
        : `The site is "${note.site}", your default-site for this farm.`;
    case 'starts-in-standby':
      return sentence`${note.broker} ${isOne(note) ? 'starts' : 'start'} in standby, the RAS default: site "${note.site}" already has ${String(note.brokers)} brokers. To activate ${it(note)}: ${commandAt(note)`broker activate ${note.broker}`}`;
    case 'reassigned':
      return `The preferred broker of ${sayObjects(note.object, note.names)} is now ${note.broker ?? 'Automatic'}.`;
    case 'replaced':
      return sayReplaced(note);
    case 'still-disabled':
      return sentence`${note.broker} ${isOne(note) ? 'is disabled and does' : 'are disabled and do'} not serve. To enable ${it(note)}: ${commandAt(note)`broker enable ${note.broker}`}`;
    case 'still-in-standby':
      return sentence`${note.broker} ${isOne(note) ? 'is' : 'are'} still in standby. To activate ${it(note)}: ${commandAt(note)`broker activate ${note.broker}`}`;
    case 'first-secondary':
      return `${note.broker} becomes the first secondary (assumption ${note.assumption}).`;
    case 'promote-in-console':
      return sentence`In the real Farm, promote on ${note.broker}. ${sayStatements(note.statements)} Sources: ${command`explain promotion`}`;
    case 'default-site-renamed':
      return `The default site of this farm file is now "${note.site}".`;
    case 'licensing-moved':
      return `${note.from} is no longer the Licensing Site; a farm has exactly one.`;
    case 'prefers-primary':
      return `${note.provider} ${isOne(note) ? 'prefers' : 'prefer'} the primary ${note.broker} (assumption ${note.assumption}). ${sayAutomatic(note.automatic)}`;
    case 'automatic-not-default':
      return sayAutomatic(note.automatic);
    case 'added-again':
      return note.property === 'name'
        ? `This renames the ${note.object} in the model. In farm plan, the old ${note.object} is deleted and the new one added.`
        : `In farm plan, ${note.object === 'agent' ? 'an agent' : 'a provider'} with another ${note.property} is deleted and added again.`;
    case 'preference-inactive':
      return note.state === 'standby'
        ? sentence`${note.broker} is in standby, so the preference counts as Automatic until: ${commandAt(note)`broker activate ${note.broker}`}`
        : sentence`${note.broker} is disabled, so the preference counts as Automatic until: ${commandAt(note)`broker enable ${note.broker}`}`;
    case 'deleted-with-site':
      return `Deleted with site "${note.site}": ${sayContents(note)}.`;
    case 'deletion-can-be-undone':
      return sentence`To bring it back: ${command`undo`}`;
    case 'saves-undone':
      return `Undo of ${note.saves.map(saySave).join('; ')}.`;
    case 'saves-redone':
      return `Redo of ${note.saves.map(saySave).join('; ')}.`;
    case 'version-restored':
      return `Version @${note.number} is that of ${saySave(note.save)}.`;
    case 'file-was-invalid':
      return 'The file was not a valid farm before, so its changes are not listed.';
    case 'other-network':
      return `${note.gateway} ${isOne(note) ? 'is' : 'are'} in another network than ${compressNames(note.brokers)} (assumption ${note.assumption}). ${statements[note.statement].says}`;
  }
}

/** Which object a name was found as. */
export function sayFoundAs({ object, typed, name }: FoundAs): string {
  return `"${typed}" is ${object} ${name}.`;
}

function isOne({ names }: { names?: string[] }): boolean {
  return names === undefined;
}

function it(note: { names?: string[] }): string {
  return isOne(note) ? 'it' : 'them';
}

function sayReplaced({
  broker,
  server,
  removed,
  isAddressNew,
}: EditNote & { kind: 'replaced' }): Note {
  const kept = `${server} has the role, priority, options, description and failure domains of ${broker}; correct what differs.`;
  const alternative =
    removed.length === 0 ? '' : ` Removed: alternative IPs ${removed.join(', ')}.`;
  const plan = command`plan BEFORE AFTER`;
  return isAddressNew
    ? sentence`${kept}${alternative} ${broker} had no IP address, so a plan may rename it: check its steps: ${plan}`
    : sentence`${kept}${alternative} For the steps on the real farm, from the file before to this one: ${plan}`;
}

function sayAutomatic({ site, active, least, assumption }: AutomaticDefault): string {
  return `Site "${site}" has ${counted(active, 'active broker')}; Automatic is the console's default only from ${least} brokers on. ${assumptions[assumption]} (assumption ${assumption})`;
}

function sayStatements(ids: readonly StatementId[]): string {
  return ids.map((id) => statements[id].says).join(' ');
}

/** Who prefers a broker: `agents RDS[01-04]`, `provider vc1`; empty where nobody does. */
export function sayPreferring({ agents, providers, gateways }: Preferring): string[] {
  const groups = [
    ['agent', agents],
    ['provider', providers],
    ['gateway', gateways],
  ] as const;
  return groups
    .filter(([, names]) => names.length > 0)
    .map(([noun, names]) => sayObjects(noun, names));
}

/** What a site has: `3 brokers (CB[1-3]), 12 agents (RDS[1-12])`. */
export function sayContents({ brokers, agents, providers, gateways }: SiteContents): string {
  const groups = [
    ['broker', brokers],
    ['agent', agents],
    ['provider', providers],
    ['gateway', gateways],
  ] as const;
  return listed(
    groups
      .filter(([, names]) => names.length > 0)
      .map(([noun, names]) => `${counted(names.length, noun)} (${compressNames(names)})`),
  );
}

function sayObjects(noun: string, names: readonly string[]): string {
  return `${noun}${names.length === 1 ? '' : 's'} ${compressNames(names)}`;
}

/** The firewall matrix with its notes in words. */
export interface PortsDocument extends Omit<PortsResult, 'notes'> {
  notes: Note[];
  noteFacts: PortsNote[];
}

/** The firewall matrix as `--json` prints it. */
export function describePorts({ rows, notes }: PortsResult): PortsDocument {
  return { rows, notes: notes.map(sayPortsNote), noteFacts: notes };
}

function sayPortsNote(note: PortsNote): Note {
  switch (note.kind) {
    case 'rows-incomplete':
      return "The vendor's full port page could be read only in part: compare the rows with it before you change a firewall.";
    case 'statements':
      return sayStatements(note.statements);
    case 'addresses-missing':
      return sentence`Only addresses in the model are shown; add others with: ${command`broker set SERVER --ip IP`}`;
  }
}
