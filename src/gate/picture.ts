import { graphOf, graphOfChange, graphOfFailure } from '../domain/graph/index.js';
import { type Farm, FarmError, type Pace, type Site, type Wanted } from '../domain/model/index.js';
import { brokersAsked, type FailureQuestion, simulate } from '../domain/simulate/index.js';
import { describeChange, describeGraph, type GraphDocument } from '../render/graph/graph-words.js';
import type { FarmSource } from '../store/farm/locate.js';
import { captureWarnings, readTwo } from './two-versions.js';

/** What `farm graph` draws: a farm, the state after a failure, or what changed since another version. */

/** A picture, and what to know about what it was read from. */
export interface DrawnPicture {
  drawn: GraphDocument;
  warnings: string[];
}

/** @throws FarmError E_USAGE for a failure and another version at once: the marks of one picture have one meaning */
export function requireOneKind(failure: FailureQuestion, old: string | undefined): void {
  if (old === undefined || !fails(failure)) return;
  throw new FarmError({
    code: 'E_USAGE',
    message: 'a picture shows either a failure or a change.',
    why: 'Its marks and colours would mean both.',
    nextStep: 'leave out --diff, or the brokers and events',
  });
}

/** The farm, or the state of a site after a failure. @param select finds the brokers that fail, and their site */
export function pictureOfFarm(
  farm: Farm,
  failure: FailureQuestion,
  siteName: string | undefined,
  select: (farm: Farm, wanted: Wanted) => { site: Site },
  pace: Pace,
): DrawnPicture {
  if (!fails(failure)) return { drawn: describeGraph(graphOf(farm, siteName), null), warnings: [] };
  const words = brokersAsked(farm, failure, siteName);
  const { site } = select(farm, { object: 'broker', words });
  const simulation = simulate(farm, site, { ...failure, require: [] }, pace);
  return {
    drawn: describeGraph(graphOfFailure(farm, site, simulation), simulation),
    warnings: [],
  };
}

/** What changed since another version. @throws FarmError as `readTwo` */
export async function pictureOfChange(
  old: string,
  siteName: string | undefined,
  locate: () => FarmSource,
): Promise<DrawnPicture> {
  const [before, after] = await readTwo([old, undefined], locate);
  return {
    drawn: describeChange(graphOfChange(before.farm, after.farm, siteName), before.name),
    warnings: await captureWarnings([before, after]),
  };
}

function fails({ down, groups, events }: FailureQuestion): boolean {
  return down.length > 0 || groups.length > 0 || events !== null;
}
