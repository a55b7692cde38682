import { escapeText } from '../text.js';

/** Text as XML takes it: mark-up is quoted, and what XML forbids is shown as an escape. */

/** A text as the content of an element; line breaks stay. */
export function xmlText(text: string): string {
  return text
    .split('\n')
    .map((line) => escapeText(line).replaceAll(/[\ufffe\uffff]/g, '\ufffd'))
    .join('\n')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** An element with its attributes; `content` is XML already. */
export function xmlElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content = '',
): string {
  const said = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${attribute(String(value))}"`,
  );
  const start = `<${name}${said.join('')}`;
  return content === '' ? `${start}/>` : `${start}>${content}</${name}>`;
}

function attribute(value: string): string {
  return xmlText(value)
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
    .replaceAll('\n', '&#10;');
}
