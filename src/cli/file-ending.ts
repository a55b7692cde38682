import { FarmError } from '../domain/model/index.js';
import { shownPath } from '../store/fs/shown-path.js';

/** Endings of files that other programs would expect to have another content than text. */
const others = /\.(?:pdf|png|jpe?g|gif|webp|svg|html?|docx|odt|rtf)$/iu;

/**
 * Text in a file that is named as a picture or a page can't be opened by the program for it.
 * @param nextStep what to write instead
 * @throws FarmError E_USAGE if a file would be given text only because its ending is of no format that the command writes
 */
export function refuseOtherEnding(output: string | undefined, nextStep: string): void {
  if (output === undefined || !others.test(output)) return;
  throw new FarmError({
    code: 'E_USAGE',
    message: `this command can't write ${shownPath(output)}: it has no format for this ending.`,
    nextStep,
  });
}
