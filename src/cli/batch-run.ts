import type { Command } from '@oclif/core/command';
import type { Config } from '@oclif/core/config';
import { type Edit, type EditNote, mergeNotes } from '../domain/edits/index.js';
import { FarmError } from '../domain/model/index.js';
import type { BatchLine } from '../store/batch/batch-file.js';
import type { LoadedFarm } from '../store/farm/farm-file.js';
import { EditCommand } from './edit-command.js';
import { inWords, isExpected } from './refusals.js';
import { asUsageError, type CommandTyped, unknownCommand } from './usage-errors.js';

/** Runs the command lines of a batch one after another on a farm in memory. */

const allOrNothing = 'Nothing was saved: all commands of a batch are saved together.';

/** A line of a batch whose command is known. */
interface Runnable {
  line: BatchLine;
  typed: CommandTyped;
  argv: string[];
  load: () => Promise<Command.Class>;
}

/**
 * The farm after all lines, with their notes. Notes that several lines give are listed once, and those that differ only in an object are one.
 * @throws FarmError of the first line that fails, with its place; E_USAGE for a command that doesn't change a farm
 */
export async function runBatch(
  lines: readonly BatchLine[],
  loaded: LoadedFarm,
  config: Config,
): Promise<Edit> {
  // All names are checked first: a typo in the last line should not take as long to find as the lines before it.
  const runnable = lines.map((line) => commandOf(line, config));
  let farm = loaded.farm;
  const notes: EditNote[] = [];
  for (const one of runnable) {
    const edit = await run(one, { ...loaded, farm }, config);
    farm = edit.farm;
    notes.push(...edit.notes);
  }
  return { farm, notes: mergeNotes(notes) };
}

/** The command that a line names: as many of its first words as there is a command for. */
function commandOf(line: BatchLine, config: Config): Runnable {
  const { words, location } = line;
  const end = words.findIndex((word) => word.startsWith('-'));
  const names = words.slice(0, end === -1 ? words.length : end);
  for (let count = Math.min(names.length, 2); count > 0; count -= 1) {
    const found = config.findCommand(names.slice(0, count).join(':'));
    if (found === undefined) continue;
    const typed = {
      argv: words,
      command: { name: found.id.replaceAll(':', ' '), flags: Object.keys(found.flags) },
    };
    return { line, typed, argv: words.slice(count), load: () => found.load() };
  }
  const id = names.slice(0, 2).join(':') || (words[0] ?? '');
  throw unknownCommand(id, config.commandIDs).at(location, allOrNothing);
}

async function run(
  { line, typed, argv, load }: Runnable,
  loaded: LoadedFarm,
  config: Config,
): Promise<Edit> {
  const { location } = line;
  const name = typed.command?.name ?? '';
  try {
    const Loaded = await load();
    const command: unknown = new (Loaded as unknown as new (
      argv: string[],
      config: Config,
    ) => unknown)(argv, config);
    const unfit = command instanceof EditCommand ? command.unfitForBatch : 'question';
    if (!(command instanceof EditCommand) || unfit !== null)
      throw unfit === 'question' ? isNoEdit(name) : savesItself(name);
    return await command.editInMemory(loaded);
  } catch (thrown) {
    const error = isExpected(thrown) ? await inWords(thrown) : asUsageError(thrown, typed);
    throw error === undefined ? thrown : error.at(location, allOrNothing);
  }
}

function isNoEdit(name: string): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message: `farm ${name} is no edit, so it can't be part of a batch.`,
    why: 'A batch is one edit with one answer at its end, so a question in it would get none. Nothing was saved.',
    nextStep: 'remove the line, and ask after the batch',
  });
}

function savesItself(name: string): FarmError {
  return new FarmError({
    code: 'E_USAGE',
    message: `farm ${name} saves a farm file by itself, so it can't be part of a batch.`,
    nextStep: 'remove the line',
  });
}
