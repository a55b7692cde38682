import { xmlElement, xmlText } from '../formats/xml.js';

/** Text and commands as elements of a page. */

const right =
  '\\p{Script=Hebrew}\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}';
/** Letters that are written from the right to the left, and what is between them. */
const fromTheRight = new RegExp(`[${right}]+(?:[\\s\\p{P}]+[${right}]+)*`, 'gu');
/** One character as XML, of a word from left to right. */
const letter = `(?:&\\w+;|[^\\s&${right}])`;
/** So many characters of a word stay on one line. */
const longest = 24;
const longPart = new RegExp(`${letter}{${longest}}(?=${letter}{8})`, 'gu');

/** A text in an element: a name from right to left leaves what is around it in its order. */
export function htmlText(text: string): string {
  return withDirections(xmlText(text));
}

/** A text in a cell of a table: a long word can be broken, so that it makes no column wider than the page. */
export function htmlCell(text: string): string {
  return withDirections(xmlText(text).replaceAll(longPart, '$&<wbr/>'));
}

function withDirections(xml: string): string {
  return xml.replaceAll(fromTheRight, '<bdi>$&</bdi>');
}

/** Commands to copy. They scroll where they are too long, and can be reached with the keyboard then. */
export function htmlCommands(commands: readonly string[]): string {
  const code = xmlElement('code', {}, xmlText(commands.join('\n')));
  return xmlElement('pre', { tabindex: 0, role: 'group', 'aria-label': 'Commands' }, code);
}
