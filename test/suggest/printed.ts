import type { Printed } from '../../src/domain/model/suggested-command.js';
import { printCommands } from '../../src/render/command-line.js';

/** A value with its commands as they are typed in a POSIX shell, for a farm that needs no --file. */
export function printed<T>(value: T): Printed<T> {
  return printCommands(value, { shell: 'posix', file: null });
}
