import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The program of a report as a page, as the build makes it. @param root the folder of the package */
export function readPageScript(root: string): string {
  return readFileSync(join(root, 'dist', 'page.js'), 'utf8').trimEnd();
}
