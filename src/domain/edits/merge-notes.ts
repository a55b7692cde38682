import { groupedBy, nameItems } from '../model/index.js';
import type { EditNote } from './notes.js';

/** Notes of several edits as those of one. */

/** Notes about one object, and the key with its name: those about other objects can be merged with it. */
const subjects = {
  'starts-in-standby': 'broker',
  'still-disabled': 'broker',
  'still-in-standby': 'broker',
  'other-network': 'gateway',
  'prefers-primary': 'provider',
} as const satisfies Partial<Record<EditNote['kind'], string>>;

type AboutOne = Extract<EditNote, { kind: keyof typeof subjects }>;

/** The notes, each once; those that differ only in the object they are about are one note about all of them. */
export function mergeNotes(notes: readonly EditNote[]): EditNote[] {
  return [...groupedBy(notes, keyOf).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const names = [...new Set(group.flatMap(namesIn))];
    if (names.length < 2) return [first];
    if (first.kind === 'reassigned') return [{ ...first, names }];
    return isAboutOne(first)
      ? [{ ...first, [subjects[first.kind]]: nameItems(names).join(','), names }]
      : [first];
  });
}

/** Equal for notes that differ only in their object. How many brokers there are grows with each that is added. */
function keyOf(note: EditNote): string {
  const counted = note.kind === 'starts-in-standby' ? { brokers: 0 } : {};
  if (note.kind === 'reassigned') return JSON.stringify({ ...note, names: [] });
  if (!isAboutOne(note)) return JSON.stringify(note);
  return JSON.stringify({ ...note, [subjects[note.kind]]: '', names: [], ...counted });
}

/** The objects that a note is about, if notes of its kind can be merged. */
function namesIn(note: EditNote): readonly string[] {
  if (note.kind === 'reassigned') return note.names;
  if (!isAboutOne(note)) return [];
  if (note.names !== undefined) return note.names;
  if (note.kind === 'other-network') return [note.gateway];
  return [note.kind === 'prefers-primary' ? note.provider : note.broker];
}

function isAboutOne(note: EditNote): note is AboutOne {
  return Object.hasOwn(subjects, note.kind);
}
