import {
  commandIn,
  type NextStep,
  type Sentence,
  type SuggestedCommand,
  sentence,
  FarmError,
  type Broker,
  type Farm,
  primaryOf,
  type Site,
} from '../model/index.js';
import { statements } from '../facts/index.js';

/**
 * Refuses what can't be done to the primary; the way out is to promote another broker first.
 * @throws FarmError E_REFUSED
 */
export function refuseForPrimary(farm: Farm, site: Site, broker: Broker, what: string): void {
  if (broker !== primaryOf(site)) return;
  const why = {
    deleted: statements.R27.says,
    moved: statements.R25.says,
    'put in standby': statements['one-primary'].says,
    disabled: statements.R24.says,
  }[what];
  throw new FarmError({
    code: 'E_REFUSED',
    message: `broker "${broker.server}" is the primary of site "${site.name}", so it can't be ${what}.`,
    ...(why === undefined ? {} : { why }),
    nextStep: promoteAnother(farm, site),
  });
}

/** How another broker becomes the primary; only an active one can be promoted, so it may take another step first. */
function promoteAnother(farm: Farm, site: Site): NextStep {
  const suggest = commandIn(farm, site);
  const others = site.brokers.filter((one) => one !== primaryOf(site));
  // One that needs the fewest steps; of several, the one of highest priority.
  const [next] = others.toSorted(
    (a, b) => toPromote(farm, site, a).length - toPromote(farm, site, b).length,
  );
  if (next === undefined) {
    return sentence`add another broker first, then promote it: ${suggest`broker add SERVER`}`;
  }
  return inOrder('promote another broker first: ', toPromote(farm, site, next));
}

/** Commands to run one after the other. */
export function inOrder(lead: string, commands: readonly SuggestedCommand[]): Sentence {
  const parts = commands.flatMap((one, at) => [at === 0 ? lead : ', then ', one]);
  return { kind: 'sentence', parts };
}

/** The commands that make a broker the primary; only an active one can be promoted. */
export function toPromote(
  farm: Farm,
  site: Site,
  { server, enabled, standby }: Broker,
): [SuggestedCommand, ...SuggestedCommand[]] {
  const suggest = commandIn(farm, site);
  const promote = suggest`broker promote ${server}`;
  const activate = suggest`broker activate ${server}`;
  const enable = suggest`broker enable ${server}`;
  if (enabled) return standby ? [activate, promote] : [promote];
  return standby ? [enable, activate, promote] : [enable, promote];
}
