import { resolve } from 'node:path';
import { FarmError } from '../domain/model/index.js';
import { formatOfFile, type PictureFormat } from '../render/graph/formats.js';
import type { GraphDocument } from '../render/graph/graph-words.js';
import { escapeAll } from '../render/text.js';
import { createTheme } from '../render/theme.js';
import { writeScript } from '../store/fs/script-file.js';
import { shownPath } from '../store/fs/shown-path.js';
import { refuseOtherEnding } from './file-ending.js';

/** The format of a picture by the ending of its file; text without a file. @throws FarmError E_USAGE for .png and the like */
export function pictureFormatOf(output: string | undefined): PictureFormat {
  const format = output === undefined ? 'text' : formatOfFile(output);
  if (format === 'text') {
    refuseOtherEnding(output, 'use an ending such as .svg, or choose a --format');
  }
  return format;
}

/**
 * Draws a picture into a file, and returns its path as it is shown. A file that exists is replaced only with `force`, the
 * farm file never.
 * @param farmPath the farm file; null if the farm is from somewhere else
 * @throws FarmError E_USAGE for the farm file, E_EXISTS, E_CANNOT_WRITE, E_LOCKED, E_INTERRUPTED
 */
export async function writePicture(
  path: string,
  graph: GraphDocument,
  format: PictureFormat,
  { force, farmPath }: { force: boolean; farmPath: string | null },
): Promise<string> {
  if (farmPath !== null && resolve(path) === resolve(farmPath)) {
    throw new FarmError({
      code: 'E_USAGE',
      message: `${shownPath(path)} is the farm file.`,
      why: 'The picture would replace it.',
      nextStep: 'specify another file with --output',
    });
  }
  const { pictures } = await import('../render/graph/pictures.js');
  const theme = await createTheme({ stream: {}, env: {}, noColour: true });
  const text = pictures[format](escapeAll(graph), theme);
  await writeScript(path, text.endsWith('\n') ? text : `${text}\n`, force);
  return shownPath(path);
}
