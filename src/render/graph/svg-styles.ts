/**
 * How a picture in SVG looks. All rules begin with the class of the picture, so that a page can hold them beside its own, and
 * the picture itself has no style attribute: a strict content security policy lets it through.
 *
 * Lost parts are red, hatched and dashed, changed ones yellow with a wide border, so colour alone never says it.
 */

/** The class of every picture in SVG. */
export const pictureClass = 'farm-picture';

/** The colours of one scheme. */
interface Scheme {
  page: string;
  box: string;
  border: string;
  line: string;
  text: string;
  label: string;
  node: string;
  changed: { fill: string; line: string };
  lost: { fill: string; hatch: string; line: string };
}

/** The colours in light and in dark; a test computes their contrasts. */
export const schemes = {
  light: {
    page: '#ffffff',
    box: '#f6f8fa',
    border: '#8c959f',
    line: '#57606a',
    text: '#1f2328',
    label: '#57606a',
    node: '#ffffff',
    changed: { fill: '#fff8c5', line: '#9a6700' },
    lost: { fill: '#ffebe9', hatch: '#ffc1bc', line: '#cf222e' },
  },
  dark: {
    page: '#0d1117',
    box: '#161b22',
    border: '#6e7681',
    line: '#8d96a0',
    text: '#e6edf3',
    label: '#9198a1',
    node: '#0d1117',
    changed: { fill: '#341a00', line: '#d29922' },
    lost: { fill: '#2d0709', hatch: '#67060c', line: '#f85149' },
  },
} as const satisfies Record<string, Scheme>;

function coloursOf({ page, box, border, line, text, label, node, changed, lost }: Scheme): string {
  return rules({
    '.page': `fill:${page}`,
    '.site': `stroke:${border}`,
    '.box rect': `fill:${box};stroke:${border}`,
    text: `fill:${text}`,
    '.label': `fill:${label}`,
    '.node rect': `stroke:${line}`,
    '.node.same rect': `fill:${node}`,
    '.node.changed rect': `fill:${changed.fill};stroke:${changed.line}`,
    '.node.lost rect,.box.lost rect,.link.lost': `stroke:${lost.line}`,
    '.link': `stroke:${line}`,
    '.link.changed': `stroke:${changed.line}`,
    '.arrow': `fill:${line}`,
    '.hatch rect': `fill:${lost.fill}`,
    '.hatch path': `stroke:${lost.hatch}`,
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
  text: 'font:12px ui-monospace,Menlo,Consolas,monospace',
  '.title': 'font:bold 14px system-ui,sans-serif',
  '.label': 'font:11px system-ui,sans-serif',
  '.site': 'fill:none',
  '.link': 'fill:none',
  '.node.changed rect': 'stroke-width:3px',
  '.node.lost rect': 'stroke-width:2px;stroke-dasharray:6 4',
  '.box.lost rect,.link.lost': 'stroke-dasharray:6 4',
  '.link.dotted': 'stroke-dasharray:2 4',
});

/** The style sheet of pictures in SVG: that of a page with pictures in it, and of each picture that is a file. */
export const pictureStyles = [
  shapes,
  coloursOf(schemes.light),
  // Not on paper, which is white.
  `@media screen and (prefers-color-scheme:dark){\n${coloursOf(schemes.dark)}\n}`,
].join('\n');
