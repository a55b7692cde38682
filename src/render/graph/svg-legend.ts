import type { Fate } from '../../domain/graph/index.js';
import { xmlElement } from '../formats/xml.js';
import type { DrawnLine } from './drawn.js';
import { marks } from './graph-words.js';
import { type Attributes, type Place, rectangle, textAt } from './svg-shapes.js';
import { widthOf } from './svg-text.js';

/** What the signs of a picture mean: of those that are in it. */

/** How a line of a kind is drawn: the same in the picture and in its legend. @param idPrefix of the marks at the ends */
export function lineAttributes(
  { link, arrow, dotted, thick }: Pick<DrawnLine, 'link' | 'arrow' | 'dotted' | 'thick'>,
  idPrefix: string,
): Attributes {
  const marker = `url(#${idPrefix}arrow-${link.fate})`;
  const share = link.share ?? 0;
  return {
    class: `link ${link.fate}${dotted ? (link.used ? ' dotted' : ' unused') : ''}`,
    'stroke-width': link.kind === 'connects' ? lineWidth(share) : thick ? 3.5 : 1.5,
    ...(arrow === 'right' ? { 'marker-end': marker } : {}),
    ...(arrow === 'left' ? { 'marker-start': marker } : {}),
  };
}

/** How wide a line to agents is by their share in percent: to be seen for one agent, and less than a node for all. */
function lineWidth(share: number): number {
  return Math.max(2, Math.round(share * 3) / 10);
}

interface Entry {
  says: string;
  sign: (place: Place) => string;
}

const sign = { width: 34, height: 14 };
const size = 11;

/** The legend in rows that are so wide, and its height. */
export function legend(
  lines: readonly DrawnLine[],
  fates: readonly Fate[],
  idPrefix: string,
  { x: left, y: top, width }: Omit<Place, 'height'>,
): { drawn: string; height: number } {
  let [x, y] = [left, top];
  const drawn = [...fateEntries(fates, idPrefix), ...lineEntries(lines, idPrefix)].map((entry) => {
    const whole = sign.width + 8 + widthOf(entry.says, size) + 20;
    if (x > left && x + whole > left + width) [x, y] = [left, y + 22];
    const at = x;
    x += whole;
    return (
      entry.sign({ x: at, y, ...sign }) +
      textAt(entry.says, at + sign.width + 8, y + 11, { class: 'label' })
    );
  });
  if (drawn.length === 0) return { drawn: '', height: 0 };
  return { drawn: xmlElement('g', { class: 'legend' }, drawn.join('')), height: y - top + 22 };
}

function fateEntries(fates: readonly Fate[], idPrefix: string): Entry[] {
  return fates.map((fate) => ({
    says: `${marks[fate]}${fate}`,
    sign: (place) =>
      xmlElement('g', { class: `node ${fate}` }, rectangle(place, fillOf(fate, idPrefix))),
  }));
}

/** The fill of nodes that have a pattern; the style sheet has the others. */
export function fillOf(fate: Fate, idPrefix: string): Attributes {
  return fate === 'lost' || fate === 'removed' ? { fill: `url(#${idPrefix}${fate})` } : {};
}

function lineEntries(lines: readonly DrawnLine[], idPrefix: string): Entry[] {
  const shown = new Map<string, DrawnLine>();
  for (const line of lines) {
    const says = line.link.kind === 'connects' ? 'agents, width: share' : line.label;
    const known = shown.get(says);
    if (known === undefined || known.link.fate !== 'same') shown.set(says, line);
  }
  return [...shown].map(([says, line]) => ({
    says,
    sign: ({ x, y, width, height }) =>
      xmlElement('path', {
        ...lineAttributes(
          line.link.kind === 'connects' ? { ...line, link: { ...line.link, share: 20 } } : line,
          idPrefix,
        ),
        d: `M${x} ${y + height / 2}H${x + width}`,
      }),
  }));
}
