import { xmlElement, xmlText } from '../formats/xml.js';
import { isIsolate } from './isolate.js';

/** Rectangles and texts of a picture in SVG. All measures are pixels. */

/** A rectangle. */
export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The attributes of an element. */
export type Attributes = Readonly<Record<string, string | number>>;

/** A rectangle with round corners. */
export function rectangle({ x, y, width, height }: Place, attributes: Attributes = {}): string {
  return xmlElement('rect', { ...attributes, x, y, width, height, rx: 4 });
}

/** A line of text whose baseline begins at a point. A blank for none: an empty element is no text to every reader. */
export function textAt(said: string, x: number, y: number, attributes: Attributes = {}): string {
  return xmlElement('text', { ...attributes, x, y }, svgText(said === '' ? ' ' : said));
}

/** A text as the content of an element, in which isolated names stay isolated. */
export function svgText(said: string): string {
  return said
    .split(/([\u2066-\u2069])/u)
    .map((part) => (isIsolate(part) ? part : xmlText(part)))
    .join('');
}
