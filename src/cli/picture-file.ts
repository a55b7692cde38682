import type { PictureFormat } from '../render/graph/formats.js';
import type { GraphDocument } from '../render/graph/graph-words.js';
import { escapeAll } from '../render/text.js';
import { createTheme } from '../render/theme.js';
import { writeScript } from '../store/fs/script-file.js';
import { shownPath } from '../store/fs/shown-path.js';

/**
 * Draws a picture into a file, and returns its path as it is shown. A file that exists is replaced only with `force`: it may
 * be the farm file.
 * @throws FarmError E_EXISTS, E_CANNOT_WRITE, E_LOCKED, E_INTERRUPTED
 */
export async function writePicture(
  path: string,
  graph: GraphDocument,
  format: PictureFormat,
  force: boolean,
): Promise<string> {
  const { pictures } = await import('../render/graph/pictures.js');
  const theme = await createTheme({ stream: {}, env: {}, noColour: true });
  const text = pictures[format](escapeAll(graph), theme);
  await writeScript(path, text.endsWith('\n') ? text : `${text}\n`, force);
  return shownPath(path);
}
