import type { GraphBox } from '../../domain/graph/index.js';
import { sayBoxPart } from './graph-words.js';
import { boxWidth } from './svg-columns.js';
import { fitted, widthOf } from './svg-text.js';

/** The size of the letters, and the room at either side, in pixels. */
const size = 11;
const padding = 10;

/** How far one line is below another, in pixels. */
export const boxLabelLine = 15;

/**
 * The lines at the top of a box. The name of a failure domain is cut to one line; which side of a network split holds a majority
 * is never cut, so the part of the side is on a second line where both don't fit.
 */
export function boxLabel(
  box: Pick<GraphBox, 'of' | 'fate'>,
  part: { part: number; parts: number },
): string[] {
  const [name, which] = sayBoxPart(box, part);
  const room = boxWidth - 2 * padding;
  if (box.of.kind !== 'failure-domain' && widthOf(name + which, size) > room) {
    return [fitted(name, room, size), which.trim()];
  }
  return [fitted(name, room - widthOf(which, size), size) + which];
}
