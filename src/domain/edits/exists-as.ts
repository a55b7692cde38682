import { type MemberKind, suffixTwins } from '../model/index.js';
import type { EditNote } from './notes.js';

/** Notes for new objects that may be there already: `cb1` where the site has `cb1.corp.local`. */
export function notesOfTwins<T>(
  object: MemberKind,
  objects: readonly T[],
  nameOf: (object: T) => string,
  names: readonly string[],
): EditNote[] {
  return suffixTwins(objects, nameOf, names).map((twin) => ({
    kind: 'exists-as',
    object,
    ...twin,
  }));
}
