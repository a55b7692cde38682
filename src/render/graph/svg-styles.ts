import type { Fate } from '../../domain/graph/index.js';
import { type Scheme, schemes } from './palette.js';

/**
 * How a picture in SVG looks. All rules begin with the class of the picture, so that a page can hold them beside its own, and
 * the picture itself has no style attribute: a strict content security policy lets it through.
 *
 * What becomes of a node is said by its colour, and by its border or pattern: colour alone never says it.
 */

/** The class of every picture in SVG. */
export const pictureClass = 'farm-picture';

function coloursOf({ page, box, border, text, label, fates }: Scheme): string {
  return rules({
    '.page': `fill:${page}`,
    '.frame rect': `fill:none;stroke:${border}`,
    '.box rect': `fill:${box};stroke:${border}`,
    text: `fill:${text}`,
    '.label': `fill:${label}`,
    ...Object.fromEntries(
      Object.entries(fates).flatMap(([fate, { fill, line, hatch }]) => [
        hatch === undefined
          ? [`.node.${fate} rect`, `fill:${fill};stroke:${line}`]
          : [`.node.${fate} rect`, `stroke:${line}`],
        ...(fate === 'same' ? [] : [[`.box.${fate} rect,.frame.${fate} rect`, `stroke:${line}`]]),
        [`.link.${fate}`, `stroke:${line}`],
        [`.arrow-${fate}`, `fill:${line}`],
        ...(hatch === undefined
          ? []
          : [
              [`.pattern-${fate} rect`, `fill:${fill}`],
              [`.pattern-${fate} path`, `stroke:${hatch}`],
            ]),
      ]),
    ),
  });
}

function rules(given: Readonly<Record<string, string>>): string {
  return Object.entries(given)
    .map(([selectors, is]) => {
      const scoped = selectors.split(',').map((one) => `.${pictureClass} ${one}`);
      return `${scoped.join(',')}{${is}}`;
    })
    .join('\n');
}

const shapes = rules({
  text: 'font:12px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre',
  '.title': 'font-size:14px;font-weight:bold',
  '.label': 'font-size:11px',
  '.link': 'fill:none',
  '.node.changed rect,.node.added rect': 'stroke-width:3px',
  '.node.lost rect': 'stroke-width:2px;stroke-dasharray:6 4',
  '.node.removed rect': 'stroke-width:2px;stroke-dasharray:2 3',
  '.box.lost rect,.link.lost': 'stroke-dasharray:6 4',
  '.box.removed rect,.frame.removed rect,.link.removed': 'stroke-dasharray:2 3',
  '.box.added rect,.box.changed rect,.frame.added rect': 'stroke-width:2px',
  '.link.dotted': 'stroke-dasharray:4 3',
  '.link.unused': 'stroke-dasharray:1 5',
});

/** The style sheet of pictures in SVG: that of a page with pictures in it, and of each picture that is a file. */
export const pictureStyles = [
  shapes,
  coloursOf(schemes.light),
  // Not on paper, which is white.
  `@media screen and (prefers-color-scheme:dark){\n${coloursOf(schemes.dark)}\n}`,
].join('\n');

/** The patterns and arrow heads of a picture, for what becomes of something in it. */
export function definitions(idPrefix: string, fates: readonly Fate[]): string {
  return fates
    .map((fate) => {
      const arrow = `<marker id="${idPrefix}arrow-${fate}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse" markerUnits="userSpaceOnUse"><path class="arrow-${fate}" d="M0 0L8 4L0 8Z"/></marker>`;
      if (fate !== 'lost' && fate !== 'removed') return arrow;
      const angle = { lost: 45, removed: 90 }[fate];
      return `${arrow}<pattern id="${idPrefix}${fate}" class="pattern-${fate}" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(${angle})"><rect width="8" height="8"/><path d="M1 0V8" stroke-width="2"/></pattern>`;
    })
    .join('');
}
