import type { pictures } from './pictures.js';

/** A format of `farm graph`. */
export type PictureFormat = keyof typeof pictures;

/** The formats, and the endings of the files that they are for. */
const endings = {
  text: ['txt'],
  mermaid: ['mmd', 'mermaid'],
  dot: ['dot', 'gv'],
  svg: ['svg'],
} as const satisfies Record<PictureFormat, readonly string[]>;

/** The formats of `farm graph --format`. */
export const pictureFormats = Object.keys(endings) as PictureFormat[];

/** The format of a file by its ending; text for any other. */
export function formatOfFile(path: string): PictureFormat {
  const ending = /\.([^.]+)$/u.exec(path)?.[1]?.toLowerCase() ?? '';
  return (
    pictureFormats.find((format) => (endings[format] as readonly string[]).includes(ending)) ??
    'text'
  );
}
