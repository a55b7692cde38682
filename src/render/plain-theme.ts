import { plainTable } from './table.js';
import type { Theme } from './theme.js';

const asIs = (text: string): string => text;

/** The look of a text without colours and with lines as long as they are, such as one that becomes part of a document. */
export const plainTheme: Theme = {
  width: Number.POSITIVE_INFINITY,
  rows: Number.POSITIVE_INFINITY,
  plain: true,
  colour: { bold: asIs, cyan: asIs, gray: asIs, green: asIs, red: asIs, yellow: asIs },
  heading: asIs,
  good: asIs,
  caution: asIs,
  bad: asIs,
  faint: asIs,
  command: asIs,
  table: plainTable,
  wrap: asIs,
};
