import type { CaptureRequest } from '../../domain/capture/index.js';
import { addressesPart } from './capture/addresses.js';
import { parametersOf } from './capture/parameters.js';
import { pseudonymsPart } from './capture/pseudonyms.js';
import { readingPart } from './capture/reading.js';
import { sessionPart } from './capture/session.js';
import { valuesPart } from './capture/values.js';
import { mainPart, writingPart } from './capture/writing.js';

/**
 * The script that captures a live farm: printable ASCII, for Windows PowerShell 5.1 and for 7. It is one file, because it
 * is carried to a server by hand.
 */
export function captureScript(request: CaptureRequest): string {
  return [
    parametersOf(request),
    sessionPart,
    readingPart,
    valuesPart,
    pseudonymsPart,
    addressesPart,
    writingPart,
    mainPart,
  ].join('');
}
