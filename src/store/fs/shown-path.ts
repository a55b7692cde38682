import { isAbsolute, relative, sep } from 'node:path';

/** A path for display: relative inside the working directory, else absolute; `<stdin>` for standard input. */
export function shownPath(path: string, cwd: string = process.cwd()): string {
  if (path === '-') return '<stdin>';
  const below = relative(cwd, path);
  return below === '' || isAbsolute(below) || below === '..' || below.startsWith(`..${sep}`)
    ? path
    : below;
}

/** A file as an argument of a command: `-` is standard input, so a file of that name gets its folder. */
export function namedPath(path: string, cwd?: string): string {
  if (path === '-') return '-';
  const shown = shownPath(path, cwd);
  return shown === '-' ? `.${sep}-` : shown;
}
