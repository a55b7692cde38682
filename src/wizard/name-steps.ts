import { valueOrNone } from '../cli/values.js';
import { sayValue } from '../render/words.js';
import { optional } from './server-steps.js';
import { problemOf, type Step } from './walk.js';

/** The steps for names and networks of new objects. */

/** The step for a name. `attempt` tries the answers with it, and throws the domain's refusal. */
export function nameStep<K extends string, A extends Record<K, string>>(
  title: string,
  key: K,
  attempt: (answers: A) => unknown,
): Step<A> {
  return {
    title,
    ask: async (answers, prompts) => {
      const named = (name: string): A => ({ ...answers, [key]: name });
      const problem = (text: string): string | null => problemOf(() => attempt(named(text)));
      const preset = answers[key];
      return named(await prompts.text({ message: `${title}:`, preset, problem }));
    },
    say: (answers) => answers[key],
  };
}

/** The step for the network of a site's brokers. */
export function networkStep<A extends { network: string | null }>(
  attempt: (answers: A) => unknown,
): Step<A> {
  return {
    title: 'Network',
    ask: async (answers, prompts) => {
      const within = (text: string): A => ({ ...answers, network: valueOrNone(text) });
      const preset = answers.network ?? '';
      const message = optional('Network of its brokers, such as 10.1.0.0/24', preset);
      const problem = (text: string): string | null => problemOf(() => attempt(within(text)));
      return within(await prompts.text({ message, preset, problem }));
    },
    say: ({ network }) => sayValue(network),
    isDefault: ({ network }) => network === null,
  };
}
