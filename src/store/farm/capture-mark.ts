import type { CaptureWarning } from '../../domain/capture/index.js';
import { command, type Farm, FarmError, forFarmFile, sentence } from '../../domain/model/index.js';
import { namedPath, shownPath } from '../fs/shown-path.js';
import { parseFarm } from './document.js';
import type { FarmSource } from './locate.js';

/** Bundles of `farm capture` where a farm file is expected: they are recognised by their content, and read on use. */

/** Where the mark of a bundle is: its other keys are longer lists. */
const head = 2000;

/** Whether a text is a bundle of `farm capture`. */
export function isCaptureText(text: string): boolean {
  return /"format"\s*:\s*"ras-capture"/u.test(text.slice(0, head));
}

/** A farm that was read from a capture. */
export interface CapturedFarm {
  /** The farm laid over a model, whose other properties no capture holds. */
  over: (model: Farm) => Farm;
  /** The parameters that the module of the farm has, by cmdlet; null: the module lacks the cmdlet. */
  parameters: Readonly<Record<string, readonly string[] | null>>;
  /** Whether its names are pseudonyms. */
  pseudonyms: boolean;
  /** What in the capture contradicts itself or was left out. */
  warnings: readonly CaptureWarning[];
}

/**
 * The farm of a text: a farm file or a bundle; `file` names it in problems.
 * @throws FarmError as `parseFarm`; Refusal E_INVALID for a capture without a broker
 */
export async function parseFarmOrCapture(
  text: string,
  file: string,
): Promise<{ farm: Farm; captured: CapturedFarm | null }> {
  if (!isCaptureText(text)) return { farm: await parseFarm(text, file), captured: null };
  const { capturedFarm } = await import('../capture/captured-farm.js');
  return capturedFarm(text, file);
}

/** @throws FarmError E_USAGE for a capture, which no command changes */
export function refuseCapture({ path }: FarmSource, text: string): void {
  if (!isCaptureText(text)) return;
  throw new FarmError({
    code: 'E_USAGE',
    message: `${shownPath(path)} is a capture of a live farm, which no command changes.`,
    nextStep: sentence`import it into a farm file first: ${forFarmFile(command`import ${namedPath(path)}`, 'farm.json')}`,
  });
}
