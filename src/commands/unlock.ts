import * as Flags from '@oclif/core/flags';
import { FarmError } from '../domain/model/index.js';
import { FarmCommand } from '../cli/farm-command.js';
import { unlock } from '../store/fs/unlock.js';

export default class Unlock extends FarmCommand {
  static override summary = 'Remove the lock of a process that has ended';
  static override description =
    'farm locks a file while it changes it, and takes over the lock of a process that has ended. If the process is on another computer or in another container, farm cannot know whether it has ended: check that yourself, then run this command. The lock of a running process is removed only with --force.';
  static override examples = [
    '<%= config.bin %> unlock',
    '<%= config.bin %> unlock --file planned.json',
  ];
  static override flags = {
    force: Flags.boolean({
      default: false,
      description: 'remove the lock even if its process is running, which may lose its changes',
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Unlock);
    const source = this.locate(flags);
    if (source.kind === 'stdin') throw noLock();
    await this.answer({
      result: await unlock(source.path, flags.force),
      text: async () => (await import('../render/unlock.js')).renderUnlock,
    });
  }
}

function noLock(): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message: 'standard input has no lock.',
    nextStep: 'specify a file: --file PATH',
  });
}
