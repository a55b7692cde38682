import { isIp, FarmError } from '../domain/model/index.js';
import { valueOrNone } from '../cli/values.js';
import type { Prompts } from './prompts.js';
import { problemOf, type Step } from './walk.js';

/** The steps that every wizard about a server has: its name, and its IP with the console's Resolve. */

export interface ServerAnswers {
  server: string;
  ip: string | null;
}

/** Asks the system resolver. @throws FarmError E_UNRESOLVED */
export type Resolve = (server: string) => Promise<string[]>;

/** The name of the server. `attempt` tries it on a copy of the farm and throws the domain's refusal. */
export function serverStep<A extends ServerAnswers>(
  title: string,
  attempt: (answers: A) => unknown,
): Step<A> {
  return {
    title,
    ask: async (answers, prompts) => ({
      ...answers,
      server: await prompts.text({
        message: `${title} (FQDN, NetBIOS name or IP):`,
        preset: answers.server,
        problem: (server) => problemOf(() => attempt({ ...answers, server })),
      }),
    }),
    say: (answers) => answers.server,
  };
}

/**
 * The main IP: typed, or if nothing is, resolved. `offer` is whether resolving is the preset answer. With `isRequired` it is
 * asked until there is one; a server that is named by its address needs no other.
 */
export function ipStep<A extends ServerAnswers>(
  resolve: Resolve,
  offer: boolean,
  attempt: (answers: A) => unknown,
  { isRequired = false } = {},
): Step<A> {
  return {
    title: 'IP',
    ask: async (answers, prompts) => {
      const isNeeded = isRequired && !isIp(answers.server);
      const askFor = async (preset: string): Promise<string | null> => {
        const problem = (text: string): string | null => {
          const ip = valueOrNone(text);
          return ip === null && isNeeded ? null : problemOf(() => attempt({ ...answers, ip }));
        };
        const message =
          isNeeded && preset === '' ? 'IP (Enter to look it up):' : optional('IP', preset);
        return valueOrNone(await prompts.text({ message, preset, problem }));
      };
      for (;;) {
        const preset = answers.ip ?? '';
        const typed = await askFor(preset);
        // Whoever clears an address wants none.
        if (typed !== null || (preset !== '' && !isNeeded)) return { ...answers, ip: typed };
        const found = await offerResolve(answers.server, resolve, offer, prompts);
        const ip = found === undefined ? null : await askFor(found);
        if (ip !== null || !isNeeded) return { ...answers, ip };
      }
    },
    say: ({ ip }) => ip ?? 'none',
    isDefault: ({ ip }) => ip === null,
  };
}

/** The question for an answer that may be left out. */
export function optional(what: string, preset: string): string {
  return preset === '' ? `${what} (Enter to skip):` : `${what} ("none" to clear):`;
}

/** The first address that the resolver gives, if it is asked; further addresses, or the error, are shown. */
async function offerResolve(
  server: string,
  resolve: Resolve,
  offer: boolean,
  prompts: Prompts,
): Promise<string | undefined> {
  // An address needs no resolver.
  if (isIp(server)) return undefined;
  if (!(await prompts.yesNo(`Resolve ${server} to its IP now?`, offer))) return undefined;
  try {
    const [first, ...others] = await resolve(server);
    if (others.length > 0) await prompts.note(`It also has ${others.join(', ')}.`);
    return first;
  } catch (error) {
    if (!(error instanceof FarmError)) throw error;
    await prompts.note(error.message);
    return undefined;
  }
}
