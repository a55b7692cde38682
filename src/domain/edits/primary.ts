import { commandIn, type NextStep, sentence } from '../command-line.js';
import { FarmError } from '../errors.js';
import { type Broker, type Farm, isActive, primaryOf, type Site } from '../farm.js';
import { statements } from '../statements.table.js';

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
export function promoteAnother(farm: Farm, site: Site): NextStep {
  const suggest = commandIn(farm, site);
  const others = site.brokers.filter((one) => one !== primaryOf(site));
  const active = others.find(isActive);
  if (active !== undefined) {
    return sentence`promote another broker first: ${suggest`broker promote ${active.server}`}`;
  }
  const [idle] = others.toSorted((a, b) => Number(b.enabled) - Number(a.enabled));
  if (idle === undefined) {
    return sentence`add another broker first, then promote it: ${suggest`broker add SERVER`}`;
  }
  const steps = [
    ...(idle.enabled ? [] : [suggest`broker enable ${idle.server}`]),
    ...(idle.standby ? [suggest`broker activate ${idle.server}`] : []),
  ];
  const [first = suggest`broker show ${idle.server}`, second] = steps;
  const promote = suggest`broker promote ${idle.server}`;
  return second === undefined
    ? sentence`promote another broker first: ${first}, then ${promote}`
    : sentence`promote another broker first: ${first}, then ${second}, then ${promote}`;
}
