import { escapeText } from '../text.js';

/** Text in XML: markup is escaped, and characters that XML forbids are shown as escapes. */

/** A text as the content of an element; line breaks are kept. */
export function xmlText(text: string): string {
  // Most texts: nothing in them has a meaning in XML, or must not be in it.
  if (/^[\w ,.()%/-]*$/.test(text)) return text;
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
  const pairs = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? value : attribute(value)}"`,
  );
  const start = `<${name}${pairs.join('')}`;
  return content === '' ? `${start}/>` : `${start}>${content}</${name}>`;
}

function attribute(value: string): string {
  return xmlText(value)
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
    .replaceAll('\n', '&#10;');
}
