import { stripVTControlCharacters } from 'node:util';
import type { Outcome, Room } from './room.js';

/** Every suggestion must work when it is pasted: every suggestion of a session is run on a copy of its folder. */

/** Placeholders: such commands can't be run unchanged. */
const placeholder =
  /(?:^|[ =',])(?:BROKER|CIDR|FILE|IP|NAME|OTHER[\w.-]*|PATH|SERVER\d*|SITE|VALUE)(?=$|[ ,.'])/;

/** A command that ends its line, and what leads up to it: `Try:`, `again:`, `Note: …:`, or nothing where it goes on. */
const commandLine = /^(\s*)(?:(\S.*?:) +|again +)?(farm [a-z-].*)$/;

/** The suggestions in an output, in groups that belong one after the other, those with placeholders among them. */
export function suggestionsIn(output: string): string[][] {
  const groups: string[][] = [];
  let before = '';
  for (const line of stripVTControlCharacters(output).split('\n')) {
    const [, indent = '', lead, commands] = commandLine.exec(line) ?? [];
    const last = groups.at(-1);
    const follows = commandLine.test(before);
    const isProse = lead === undefined && indent === '' && !before.endsWith(':');
    before = line;
    if (commands === undefined || isProse || lead === 'Error:' || /^["<]/.test(line.trim()))
      continue;
    const steps = commands.split(/, (?:then|or:?) (?=farm )/);
    if ((lead === 'then:' || (lead === undefined && follows)) && last !== undefined)
      last.push(...steps);
    else groups.push(steps);
  }
  return groups;
}

/** The sh that runs them may be dash, which knows no $'…'. */
function canBeRun(command: string): boolean {
  return !placeholder.test(command) && !/ --help\b|\$'/.test(command);
}

/** Whether what a command prints are suggestions: not help and documents, nor those for other shells than this one. */
export function showsSuggestions(command: string): boolean {
  return !/FARM_SHELL=|farm (?:explain|help|schema)\b|^farm$| --help\b| --format\b/.test(command);
}

/** What is wrong with the suggestions of an outcome: those that are refused, or find something missing. */
export async function brokenSuggestions(
  room: Room,
  command: string,
  { stdout, stderr }: Outcome,
  tried: Set<string>,
): Promise<string[]> {
  if (!showsSuggestions(command)) return [];
  const broken: string[] = [];
  for (const group of suggestionsIn(`${stdout}\n${stderr}`)) {
    const key = group.join('\n');
    if (tried.has(key) || !group.every(canBeRun)) continue;
    tried.add(key);
    const copy = room.copy();
    try {
      for (const suggestion of group) {
        const { exit, stderr: printed } = await copy.run(copy.unmasked(suggestion));
        if (!isAnswer(exit, printed))
          broken.push(`exit ${exit} of the suggestion ${suggestion}: ${printed.split('\n')[0]}`);
      }
    } finally {
      copy.close();
    }
  }
  return broken;
}

/** At a terminal a wizard asks for what is missing; and where there is no farm yet, the way to one is the next step. */
function isAnswer(exit: number, printed: string): boolean {
  return exit <= 1 || /\((?:E_INPUT_REQUIRED|E_NO_FARM), exit/.test(printed);
}
