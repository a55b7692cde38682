import * as Flags from '@oclif/core/flags';
import { captureRequest } from '../domain/capture/index.js';
import { command } from '../domain/model/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { shownPath } from '../store/fs/shown-path.js';

export default class Capture extends FarmCommand {
  static override summary = 'Print the PowerShell script that reads a live farm';
  static override description =
    'farm never connects to a farm. Run the script where the RAS PowerShell module is installed, in Windows PowerShell 5.1 or PowerShell 7: it asks for the server and the credentials, runs only cmdlets that read, asks the module which parameters the others have, and writes one file, DATE.ras-capture.json. Passwords and keys are left out. farm import, drift, diff and plan read that file.';
  static override examples = [
    '<%= config.bin %> capture -o capture.ps1',
    '<%= config.bin %> capture --pseudonyms -o capture.ps1',
    '<%= config.bin %> capture > capture.ps1',
  ];
  static override flags = {
    output: Flags.string({
      char: 'o',
      helpValue: 'FILE',
      description: 'file for the script (default: standard output)',
    }),
    pseudonyms: Flags.boolean({
      default: false,
      description:
        'the script replaces names, addresses, descriptions and accounts before it writes its file',
    }),
    force: Flags.boolean({
      description: 'replace the file if it exists',
      dependsOn: ['output'],
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Capture);
    const { pseudonyms, force } = flags;
    // As everywhere, - is the standard stream.
    const output = flags.output === '-' ? undefined : flags.output;
    const request = captureRequest({ farmVersion: this.config.version, pseudonyms });
    if (output !== undefined) {
      const { captureScript } = await import('../render/powershell/capture-script.js');
      const { writeScript } = await import('../store/fs/script-file.js');
      await writeScript(output, captureScript(request), force);
    }
    const file = output === undefined ? null : shownPath(output);
    await this.answer({
      document: file === null,
      result: { ...request, file, next: command`import FILE` },
      text: async () => (await import('../render/capture.js')).renderCapture,
    });
  }
}
