import { describeEdit } from '../../../src/domain/diff/changes.js';
import { Refusal } from '../../../src/domain/model/refusal.js';
import type { Farm } from '../../../src/domain/model/farm.js';
import { brokenPromises, frozen } from './checks.js';
import { scenarioDay } from './day.js';
import { Line } from './line.js';
import { sayEdit, sayRefusal } from './say.js';
import { parseStanzas, printStanzas, ScenarioMistake } from './stanza.js';
import { verbs } from './verbs.js';

/** How a line starts that is never right, even if the golden file contains it. */
export const brokenMark = 'BROKEN';

/** The farm that every scenario starts with: none yet. */
const nothing: Farm = { name: 'Farm', rasVersion: 21, rules: {}, suppressions: [], sites: [] };

/**
 * The scenario with the output that the domain gives today.
 * @throws ScenarioMistake for a scenario that can't be read, has no comment, or uses words that no verb knows
 */
export async function runScenario(text: string, file: string): Promise<string> {
  const stanzas = parseStanzas(text, file);
  assertComment(stanzas[0]?.comment ?? [], file);
  let farm = frozen(nothing);
  let kept = farm;
  for (const stanza of stanzas) {
    const printed: { command: string; output: string[] }[] = [];
    for (const { text: command, line } of stanza.commands) {
      const answer = await runCommand(new Line(command, `${file}:${line}`), farm, kept);
      farm = answer.farm;
      if (answer.keep === true) kept = farm;
      if (answer.output.length > 0) printed.push({ command, output: answer.output });
    }
    stanza.expected = printed.flatMap(({ command, output }) => [
      ...(printed.length > 1 ? [`> ${command}`] : []),
      // A blank line would end the stanza.
      ...output.flatMap((one) => one.split('\n')).map((one) => (one === '' ? '.' : one)),
    ]);
    if (stanza.expected.length === 0) stanza.expected = ['ok'];
  }
  return printStanzas(stanzas);
}

async function runCommand(
  line: Line,
  farm: Farm,
  kept: Farm,
): Promise<{ farm: Farm; output: string[]; keep?: boolean }> {
  const verb = Object.hasOwn(verbs, line.verb) ? verbs[line.verb] : undefined;
  if (verb === undefined) throw line.mistake(`no verb is called "${line.verb}"`);
  try {
    const outcome = await verb(line, farm, kept);
    line.assertAllTaken();
    if ('setUp' in outcome) return { farm: frozen(outcome.setUp), output: [] };
    if ('keep' in outcome) return { farm, output: [], keep: true };
    if ('output' in outcome) return { farm, output: [...outcome.output] };
    const before = outcome.before ?? farm;
    const after = frozen(outcome.edit.farm);
    const broken = await brokenPromises(before, after);
    const answer = describeEdit(before, after, outcome.edit.notes, scenarioDay, outcome.certainty);
    return {
      farm: after,
      output: [
        ...sayEdit(answer),
        ...(outcome.more ?? []),
        ...broken.map((one) => `${brokenMark} ${one}`),
      ],
    };
  } catch (error) {
    if (error instanceof ScenarioMistake) throw error;
    if (error instanceof Refusal) return { farm, output: sayRefusal(error) };
    return { farm, output: [`${brokenMark} ${String(error)}`] };
  }
}

function assertComment(comment: readonly string[], file: string): void {
  const words = comment.join(' ').replaceAll('#', ' ').trim().split(/\s+/u);
  if (words.length >= 5) return;
  throw new ScenarioMistake(
    `${file}:1: a scenario starts with a comment, one sentence on why it matters`,
  );
}
