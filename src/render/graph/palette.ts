import type { Fate } from '../../domain/graph/index.js';

/** The colours of pictures, in light and in dark. A test computes the contrasts of text. */

/** The colours of a node, a box or a line by what becomes of it; `hatch` is the pattern in its area. */
interface FateColours {
  fill: string;
  line: string;
  hatch?: string;
}

/** The colours of one scheme. */
export interface Scheme {
  page: string;
  box: string;
  /** Borders of sites and boxes. */
  border: string;
  text: string;
  label: string;
  fates: Record<Fate, FateColours>;
}

/** Mermaid and Graphviz know one scheme only: the light one. */
export const schemes = {
  light: {
    page: '#ffffff',
    box: '#f6f8fa',
    border: '#8c959f',
    text: '#1f2328',
    label: '#57606a',
    fates: {
      same: { fill: '#ffffff', line: '#57606a' },
      changed: { fill: '#fff8c5', line: '#9a6700' },
      lost: { fill: '#ffebe9', line: '#cf222e', hatch: '#ffc1bc' },
      added: { fill: '#dafbe1', line: '#1a7f37' },
      removed: { fill: '#fbefff', line: '#8250df', hatch: '#e2c5f9' },
    },
  },
  dark: {
    page: '#0d1117',
    box: '#161b22',
    border: '#6e7681',
    text: '#e6edf3',
    label: '#9198a1',
    fates: {
      same: { fill: '#0d1117', line: '#8d96a0' },
      changed: { fill: '#341a00', line: '#d29922' },
      lost: { fill: '#2d0709', line: '#f85149', hatch: '#67060c' },
      added: { fill: '#04260f', line: '#3fb950' },
      removed: { fill: '#231535', line: '#ab7df8', hatch: '#3c1e70' },
    },
  },
} as const satisfies Record<string, Scheme>;
