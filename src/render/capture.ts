import type { CaptureRequest } from '../domain/capture/index.js';
import type { Printed, SuggestedCommand } from '../domain/model/index.js';
import { captureScript } from './powershell/capture-script.js';
import type { Theme } from './theme.js';

/** What a capture reads, and the file that its script was written to, null if it was printed. */
export interface CaptureAnswer extends CaptureRequest {
  file: string | null;
  next: SuggestedCommand;
}

/** The script itself, or, if it went to a file, how to run it. */
export function renderCapture(
  { file, next, ...request }: Printed<CaptureAnswer>,
  theme: Theme,
): string {
  if (file === null) return captureScript(request);
  const reads = request.cmdlets.filter(({ runs }) => runs).length;
  const pseudonyms = request.pseudonyms
    ? ' Names, addresses and other texts are replaced before anything is written.'
    : '';
  return [
    theme.wrap(
      `${theme.good('✔')} ${file} written. Nothing was read: only this script connects to RAS, when you run it.`,
    ),
    theme.wrap(
      `Run it where the RAS PowerShell module is installed, in Windows PowerShell 5.1 or PowerShell 7. It asks for the server and the credentials, runs ${reads} cmdlets, which only read, and writes one file.${pseudonyms}`,
    ),
    ['Next:', `  ${theme.command(next)}`].join('\n'),
  ].join('\n\n');
}
