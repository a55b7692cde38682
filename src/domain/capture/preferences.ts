import type { ObjectKind } from '../model/index.js';
import type { Capture, CapturedBroker, CapturedDefaults, CapturedMember } from './capture.js';
import type { LiveSite } from './live-sites.js';
import type { CaptureWarning } from './warnings.js';

/** The broker that an object prefers; null is Automatic, undefined was not captured. */
export type Preference = string | null | undefined;

/** The id that stands for Automatic. */
const automatic = 0;

/** Finds the preferred brokers of the objects of one site. */
export class Preferences {
  /** Objects that take the preference of defaults that weren't captured. */
  readonly inherited: { object: 'agent' | 'gateway'; name: string }[] = [];
  readonly #names: ReadonlyMap<number, string>;
  readonly #defaults: readonly CapturedDefaults[];
  readonly #warnings: CaptureWarning[];

  /** @param names each captured broker by its name in the farm */
  constructor(
    capture: Capture,
    site: LiveSite,
    names: ReadonlyMap<CapturedBroker, string>,
    warnings: CaptureWarning[],
  ) {
    this.#names = new Map(
      [...names].flatMap(([{ id }, name]): [number, string][] => (id === null ? [] : [[id, name]])),
    );
    this.#defaults = capture.defaults.filter(
      ({ siteId }) => siteId === null || siteId === site.id || site.id === null,
    );
    this.#warnings = warnings;
  }

  /** The defaults of a kind of object in this site. */
  defaultsOf(of: CapturedDefaults['of']): CapturedDefaults | undefined {
    return this.#defaults.find((one) => one.of === of);
  }

  /** The broker that an object prefers. */
  of(object: Exclude<ObjectKind, 'site' | 'broker'>, member: CapturedMember): Preference {
    const { name, inherits, preferredBrokerId, source } = member;
    if (object === 'provider' || inherits !== true) {
      return this.#ofId(preferredBrokerId, object, name, source);
    }
    const defaults = this.defaultsOf(object === 'agent' ? 'rds-host' : 'gateway');
    if (defaults?.preferredBrokerId !== undefined) {
      return this.#ofId(defaults.preferredBrokerId, object, name, defaults.source);
    }
    this.inherited.push({ object, name });
    return undefined;
  }

  #ofId(id: number | undefined, object: ObjectKind, name: string, source: string): Preference {
    if (id === undefined) return undefined;
    if (id === automatic) return null;
    const server = this.#names.get(id);
    if (server !== undefined) return server;
    // Without the brokers, no id can be looked up.
    if (this.#names.size === 0) return undefined;
    this.#warnings.push({ kind: 'unknown-preferred-broker', object, name, id, source });
    return null;
  }
}
