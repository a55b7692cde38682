import { brokenJson, brokenText } from './promises.js';
import { Room } from './room.js';
import { brokenSuggestions } from './suggestions.js';
import { parseSession, printSession, type Stanza } from './stanza.js';

/** How a line starts that is never right, even if the golden file contains it. */
export const brokenMark = 'BROKEN';

/**
 * The session with what the program prints today.
 * @throws Error for a session that can't be read or has no comment
 */
export async function runSession(text: string, file: string): Promise<string> {
  const stanzas = parseSession(text, file);
  assertComment(stanzas[0]?.comment ?? [], file);
  const room = new Room();
  try {
    const printed: Stanza[] = [];
    const tried = new Set<string>();
    for (const stanza of stanzas) {
      const before = room.snapshot();
      const outcome = await room.run(stanza.command);
      const broken = isFarmAlone(stanza.command)
        ? [
            ...(await brokenPromises(room, stanza.command, outcome, before)),
            ...(await brokenSuggestions(room, stanza.command, outcome, tried)),
          ]
        : [];
      const stderr = outcome.stderr + broken.map((one) => `${brokenMark}: ${one}\n`).join('');
      const stdout = asksForJson(stanza.command) ? shortened(outcome.stdout) : outcome.stdout;
      printed.push({ ...stanza, ...outcome, stdout, stderr });
    }
    return printSession(printed);
  } finally {
    room.close();
  }
}

/** A long document's beginning, and how much more there is: what results hold is pinned by test/scenarios. */
function shortened(json: string): string {
  const lines = json.split('\n');
  if (lines.length <= longestDocument) return json;
  return [
    ...lines.slice(0, shownOfLonger),
    `… and ${lines.length - 1 - shownOfLonger} lines more`,
    '',
  ].join('\n');
}

const longestDocument = 60;
const shownOfLonger = 30;

/** Whether a command asks for JSON; behind the two dashes the same word is an argument. */
function asksForJson(command: string): boolean {
  return / --json\b/.test(command.split(' -- ')[0] ?? '');
}

/** Whether a command is one run of farm whose streams and exit code are its own. */
function isFarmAlone(command: string): boolean {
  return (
    /^([A-Z_]+=\S* )*farm( |$)/.test(command) &&
    !/[|&;<>`\n]|\$\(/.test(command.replaceAll(/'[^']*'/g, ''))
  );
}

/** What farm promises for every command; a failure is repeated with --json, and must have changed nothing. */
async function brokenPromises(
  room: Room,
  command: string,
  outcome: { stdout: string; stderr: string; exit: number },
  before: string,
): Promise<string[]> {
  const changed =
    outcome.exit > 0 && room.snapshot() !== before ? ['a failure changed a file'] : [];
  if (asksForJson(command)) return [...changed, ...brokenJson(outcome)];
  const broken = [...changed, ...brokenText(outcome)];
  // Waiting for a lock takes its seconds.
  if (outcome.exit <= 1 || outcome.exit === 6) return broken;
  const [words, ...rest] = command.split(' -- ');
  const again = await room.run([`${words} --json`, ...rest].join(' -- '));
  const same = again.exit === outcome.exit ? [] : [`with --json the exit code is ${again.exit}`];
  return [...broken, ...same, ...brokenJson(again).map((one) => `with --json: ${one}`)];
}

function assertComment(comment: readonly string[], file: string): void {
  const words = comment.join(' ').replaceAll('#', ' ').trim().split(/\s+/u);
  if (words.length >= 5) return;
  throw new Error(`${file}:1: a session starts with a comment, one sentence on why it matters`);
}
