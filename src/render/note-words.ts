import type { AutomaticDefault, EditNote } from '../domain/edits/index.js';
import { assumptions, type StatementId, statements } from '../domain/facts/index.js';
import {
  command,
  commandAt,
  compressNames,
  counted,
  type Preferring,
  type Sentence,
  sentence,
} from '../domain/model/index.js';
import type { PortsNote, PortsResult } from '../domain/ports/index.js';

/** The words of notes: what `--json` prints beside the facts, and the text prints alone. */

/** What the user should know, with commands in it where they help. */
export type Note = string | Sentence;

/** The notes of an edit in words. */
export function sayEditNotes(notes: readonly EditNote[]): Note[] {
  return notes.map(sayEditNote);
}

function sayEditNote(note: EditNote): Note {
  switch (note.kind) {
    case 'statements':
      return sayStatements(note.statements);
    case 'more-addresses':
      return `${note.server} also has ${note.others.join(', ')}; the first address is used.`;
    case 'starts-in-standby':
      return sentence`${note.broker} starts in standby, the RAS default: site "${note.site}" already has ${String(note.brokers)} brokers. To activate it: ${commandAt(note)`broker activate ${note.broker}`}`;
    case 'reassigned':
      return `The preferred broker of ${sayObjects(note.object, note.names)} is now ${note.broker ?? 'Automatic'}.`;
    case 'replaced':
      return sayReplaced(note);
    case 'still-disabled':
      return sentence`${note.broker} is disabled and does not serve. To enable it: ${commandAt(note)`broker enable ${note.broker}`}`;
    case 'still-in-standby':
      return sentence`${note.broker} is still in standby. To activate it: ${commandAt(note)`broker activate ${note.broker}`}`;
    case 'first-secondary':
      return `${note.broker} becomes the first secondary (assumption ${note.assumption}).`;
    case 'licensing-moved':
      return `${note.from} is no longer the Licensing Site; a farm has exactly one.`;
    case 'prefers-primary':
      return `${note.provider} prefers the primary ${note.broker} (assumption ${note.assumption}). ${sayAutomatic(note.automatic)}`;
    case 'automatic-not-default':
      return sayAutomatic(note.automatic);
    case 'preference-inactive':
      return note.state === 'standby'
        ? sentence`${note.broker} is in standby, so the preference counts as Automatic until: ${commandAt(note)`broker activate ${note.broker}`}`
        : sentence`${note.broker} is disabled, so the preference counts as Automatic until: ${commandAt(note)`broker enable ${note.broker}`}`;
    case 'other-network':
      return `${note.gateway} is in another network than ${compressNames(note.brokers)} (assumption ${note.assumption}). ${statements[note.statement].says}`;
  }
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
