import { activeBrokers, type Site, standbyBrokers } from './farm.js';
import { statements } from '../facts/index.js';

/**
 * How many brokers, any of them, a site can lose and still serve sessions and, where it has providers, all
 * of them. Two figures, always both.
 */
export interface Tolerance {
  /** Sets of active brokers, standbys ignored. */
  withoutStandbys: number;
  /** Sets of active and standby brokers. */
  withStandbys: number;
}

/** Strictly more than half of the brokers configured active (assumption A4). */
export function majorityOf(base: number): number {
  return Math.floor(base / 2) + 1;
}

/** Whether high availability for VDI is armed with so many brokers configured active. */
export function isVdiArmed(base: number): boolean {
  return base >= statements.R2.number;
}

/**
 * The tolerance of a site as configured, calculated: a standby replaces a lost broker at once, so of n active and
 * s standby brokers at least n + s − f serve after any f failures, and the site needs a majority of n where it has
 * providers, one broker where it has none. Without high availability for VDI the first failure can take a
 * provider's home, which no standby takes over.
 */
export function toleranceOf(site: Site): Tolerance {
  return toleranceWith(
    activeBrokers(site).length,
    standbyBrokers(site).length,
    site.providers.length > 0,
  );
}

/** The tolerance of a site with so many active and standby brokers, with or without providers. */
export function toleranceWith(base: number, standbys: number, hasProviders: boolean): Tolerance {
  if (hasProviders && !isVdiArmed(base)) return { withoutStandbys: 0, withStandbys: 0 };
  const needed = hasProviders ? majorityOf(base) : 1;
  return { withoutStandbys: base - needed, withStandbys: base + standbys - needed };
}

/** Whether one of the figures is lower than the floor's. */
export function isBelow(tolerance: Tolerance, floor: Tolerance): boolean {
  return (
    tolerance.withoutStandbys < floor.withoutStandbys || tolerance.withStandbys < floor.withStandbys
  );
}
