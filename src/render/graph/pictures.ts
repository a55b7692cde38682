import type { Theme } from '../theme.js';
import { dotGraph } from './dot.js';
import type { GraphDocument } from './graph-words.js';
import { mermaidGraph } from './mermaid.js';
import { svgGraph } from './svg.js';
import { renderGraph } from './text.js';

/** How a picture is drawn in each format. Its input is escaped as for a terminal. */
export const pictures = {
  text: renderGraph,
  mermaid: mermaidGraph,
  dot: dotGraph,
  svg: svgGraph,
} as const satisfies Record<string, (graph: GraphDocument, theme: Theme) => string>;

/** A picture, its format, and the file that it was written to; null if it is printed. */
export interface PictureAnswer extends GraphDocument {
  format: keyof typeof pictures;
  file: string | null;
}

/** The picture itself, or where it was written. */
export function renderPicture({ format, file, ...graph }: PictureAnswer, theme: Theme): string {
  if (file === null) return pictures[format](graph, theme);
  return theme.wrap(`${theme.good('✔')} ${file} written.`);
}
