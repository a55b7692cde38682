import { xmlElement, xmlText } from '../formats/xml.js';

/** Text and commands as elements of a page. */

/** Letters that are written from the right to the left, and what is between them. */
const fromTheRight =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]+(?:[\s\p{P}]+[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]+)*/gu;

/** A text in an element: a name from right to left leaves what is around it in its order. */
export function htmlText(text: string): string {
  return xmlText(text).replaceAll(fromTheRight, '<bdi>$&</bdi>');
}

/** Commands to copy. They scroll where they are too long, and can be reached with the keyboard then. */
export function htmlCommands(commands: readonly string[]): string {
  const code = xmlElement('code', {}, xmlText(commands.join('\n')));
  return xmlElement('pre', { tabindex: 0, role: 'group', 'aria-label': 'Commands' }, code);
}
