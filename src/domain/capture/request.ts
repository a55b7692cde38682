import { cmdlets, type ModuleGeneration } from '../facts/index.js';

/** What a capture is to read from a live farm: the script that does it is rendered from this. */

/** One cmdlet that a capture asks for: whether the module of the farm has it, and if it only reads, what it returns. */
export interface RequestedCmdlet {
  /** The name in each generation of the module, newest first; null where none is known. */
  names: Readonly<Record<ModuleGeneration, string | null>>;
  /** The generations in which the name is only a guess. */
  guessed: readonly ModuleGeneration[];
  /** Whether the capture runs it; of others it only asks for the parameters. */
  runs: boolean;
  /** The newest name of the cmdlet that reads the objects which this one is the status of. */
  statusOf: string | null;
}

/** Everything that decides what a capture holds. */
export interface CaptureRequest {
  format: 'ras-capture';
  formatVersion: 1;
  /** The release of farm. */
  farmVersion: string;
  /** Objects nested deeper than this in an object are cut off. */
  depth: number;
  /** Whether names, addresses and other texts are replaced before the capture is written. */
  pseudonyms: boolean;
  cmdlets: readonly RequestedCmdlet[];
}

const nestingDepth = 4;

/** The request of a capture of everything that farm can use. */
export function captureRequest(asked: {
  farmVersion: string;
  pseudonyms: boolean;
}): CaptureRequest {
  return {
    format: 'ras-capture',
    formatVersion: 1,
    ...asked,
    depth: nestingDepth,
    cmdlets: cmdlets.map(({ name, olderNames, guessed, readOnly, statusOf = null }) => ({
      names: { '19': name, '18': olderNames['18'] ?? null, '17': olderNames['17'] ?? null },
      guessed,
      runs: readOnly,
      statusOf,
    })),
  };
}
