import { brokerProcesses } from '../facts/index.js';
import { sameName } from '../model/index.js';
import type { Outcome, ProcessStanding, ProcessState } from '../simulate/index.js';
import type { AfterDifference, ProcessFate } from './difference.js';

/** Expectations of processes by their id or name. */

/** The words for what happens to a process, in the place of a broker's name. */
const processWords = [
  'runs',
  'stopped',
  'optional',
  'elsewhere',
] as const satisfies readonly ProcessState[];

/** The process with this id or name; undefined if there is none. */
export function findProcess(text: string): (typeof brokerProcesses)[number] | undefined {
  return brokerProcesses.find(({ id, name }) => sameName(id, text) || sameName(name, text));
}

/** Every id and name that `findProcess` knows. */
export function processNames(): string[] {
  return brokerProcesses.flatMap(({ id, name }) => [id, name]);
}

/** The word, if the text is one; undefined for the name of a broker. */
export function processWord(text: string): ProcessState | undefined {
  return processWords.find((word) => sameName(word, text));
}

/** Checks each process that is named; null if all are as expected. */
export function judgeProcesses(
  expected: Readonly<Record<string, string>>,
  { processes, promotion }: Outcome,
): AfterDifference | null {
  const wrong = Object.entries(expected).flatMap(([name, wanted]) => {
    const process = findProcess(name);
    const got = processes.find((one) => one.process === process?.id);
    if (got === undefined) throw new Error(`no standing of process ${name}`);
    const fate = fateOf(wanted);
    return isAsWanted(fate, got) ? [] : [{ expected: fate, got }];
  });
  return wrong.length === 0 ? null : { kind: 'processes-by-name', wrong, promotion };
}

function fateOf(wanted: string): ProcessFate {
  const word = processWord(wanted);
  if (word === undefined) return { state: 'runs', on: wanted };
  return word === 'runs' ? { state: word, on: null } : { state: word };
}

function isAsWanted(fate: ProcessFate, { state, on }: ProcessStanding): boolean {
  if (fate.state !== state) return false;
  if (fate.state !== 'runs' || fate.on === null) return true;
  const wanted = fate.on;
  return on.some((server) => sameName(server, wanted));
}
