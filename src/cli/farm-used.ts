import { type FarmSource, shownPath } from '../store/farm/locate.js';

/** Which farm a command used, and how it was found. */

const foundByWords = {
  FILES: 'named',
  '--file': '--file',
  FARM_FILE: 'FARM_FILE',
  upward: 'found upward',
  'default-farm': 'preference default-farm',
  own: 'your own Farm',
} as const satisfies Record<FarmSource['foundBy'], string>;

/** The farm that was used, as it is shown. */
export function farmUsed(source: FarmSource): { file: string; foundBy: string } {
  return {
    file: source.kind === 'stdin' ? '-' : shownPath(source.path),
    foundBy: foundByWords[source.foundBy],
  };
}
