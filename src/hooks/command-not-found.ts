import type { Hook } from '@oclif/core/hooks';
import { unknownCommand } from '../cli/usage-errors.js';

/** oclif calls this for an unknown command. It reports an error with a suggestion, and runs nothing. */
const commandNotFound: Hook<'command_not_found'> = async function refuse({ id, config }) {
  throw unknownCommand(id, config.commandIDs);
};

export default commandNotFound;
