import { lookup } from 'node:dns/promises';
import type { EditNote } from '../domain/edits/index.js';
import { FarmError } from '../domain/model/index.js';

/** Timeout of the system resolver, in milliseconds. */
const timeoutMs = 5000;

/**
 * The addresses of a server, from the system resolver. This is farm's only network access, and only with `--resolve`.
 * @throws FarmError E_UNRESOLVED
 */
export async function resolveServer(server: string): Promise<string[]> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer within ${timeoutMs / 1000} s`)),
      timeoutMs,
    );
  });
  try {
    const found = await Promise.race([lookup(server, { all: true }), timeout]);
    return found.map(({ address }) => address);
  } catch (cause) {
    throw new FarmError({
      code: 'E_UNRESOLVED',
      message: `"${server}" can't be resolved: ${cause instanceof Error ? cause.message : String(cause)}.`,
      why: 'Nothing was saved.',
      nextStep: 'specify the address with --ip IP, or omit it',
      cause,
    });
  } finally {
    clearTimeout(timer);
  }
}

/** The addresses of each of several servers, one after the other. @throws FarmError E_UNRESOLVED */
export async function resolveServers(servers: readonly string[]): Promise<string[][]> {
  const found: string[][] = [];
  for (const server of servers) found.push(await resolveServer(server));
  return found;
}

/** A note about addresses other than the one used; empty if there are none. */
export function otherAddresses(server: string, others: readonly string[]): EditNote[] {
  return others.length === 0 ? [] : [{ kind: 'more-addresses', server, others: [...others] }];
}
