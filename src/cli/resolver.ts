import { lookup } from 'node:dns/promises';
import type { EditNote } from '../domain/edits/index.js';
import { FarmError } from '../domain/model/index.js';

/** How long the system resolver may take, in milliseconds. */
const patience = 5000;

/**
 * The addresses of a server by the system resolver: the only use of the network there is, and only on `--resolve`.
 * @throws FarmError E_UNRESOLVED
 */
export async function resolveServer(server: string): Promise<string[]> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patience / 1000} s`)), patience);
  });
  try {
    const found = await Promise.race([lookup(server, { all: true }), timeout]);
    return found.map(({ address }) => address);
  } catch (cause) {
    throw new FarmError({
      code: 'E_UNRESOLVED',
      message: `"${server}" can't be resolved: ${cause instanceof Error ? cause.message : String(cause)}.`,
      why: 'Nothing was stored.',
      nextStep: 'give the address yourself with --ip IP, or leave it out',
      cause,
    });
  } finally {
    clearTimeout(timer);
  }
}

/** The note about addresses beyond the one that is taken; none where there are none. */
export function otherAddresses(server: string, others: readonly string[]): EditNote[] {
  return others.length === 0 ? [] : [{ kind: 'more-addresses', server, others: [...others] }];
}
