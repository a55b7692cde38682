import type { Hook } from '@oclif/core/hooks';
import { unknownCommand } from '../cli/usage-errors.js';

/** oclif asks this about words that are no command. It tells what was perhaps meant, and runs nothing. */
const commandNotFound: Hook<'command_not_found'> = async function refuse({ id, config }) {
  throw unknownCommand(id, config.commandIDs);
};

export default commandNotFound;
