import { compressNames, counted } from '../domain/model/index.js';
import type {
  BlockedBroker,
  MaintenanceObstacle,
  MaintenanceResult,
  RestartLoss,
  SiteMaintenance,
} from '../domain/prove/index.js';

/** The words of a maintenance plan: what `farm maintenance --json` prints beside the facts, and the text prints alone. */

/** A maintenance plan with its words. */
export interface MaintenanceDocument extends Omit<MaintenanceResult, 'sites'> {
  sites: SiteMaintenanceDocument[];
}

/** The restarts of one site; `reason`: why not every broker can be restarted. */
export interface SiteMaintenanceDocument extends Omit<SiteMaintenance, 'blocked'> {
  blocked: BlockedDocument[];
  reason: string | null;
}

/** `reason`: what the restart of the broker does. */
export type BlockedDocument = BlockedBroker & { reason: string };

/** The plan as `--json` prints it. */
export function describeMaintenance(result: MaintenanceResult): MaintenanceDocument {
  return { ...result, sites: result.sites.map(describeSite) };
}

function describeSite(plan: SiteMaintenance): SiteMaintenanceDocument {
  const { blocked, obstacle, wayOut, anyTime, ...rest } = plan;
  return {
    ...rest,
    blocked: blocked.map(({ server, loss }) => ({ server, reason: sayLoss(loss), loss })),
    reason: obstacle === null ? null : sayObstacle(obstacle),
    obstacle,
    wayOut,
    anyTime,
  };
}

function sayLoss(loss: RestartLoss): string {
  switch (loss.kind) {
    case 'providers':
      return `abandons ${compressNames(loss.providers)}`;
    case 'sessions':
      return 'stops all new sessions';
    case 'tolerance':
      return `leaves a tolerance of ${loss.left}`;
  }
}

function sayObstacle(obstacle: MaintenanceObstacle): string {
  switch (obstacle.kind) {
    case 'no-high-availability':
      return `Only ${counted(obstacle.active, 'broker')} ${obstacle.active === 1 ? 'is' : 'are'} active: without high availability for VDI, a provider is abandoned while its broker restarts.`;
    case 'one-broker':
      return "Only one broker can serve: while it restarts, users can't connect.";
    case 'tolerance': {
      const { tolerance, keep, missing } = obstacle;
      const left = Math.max(0, tolerance - 1);
      const rest = left === 0 ? 'no other' : `${left} more`;
      return `The site can lose ${counted(tolerance, 'broker')}, so while one restarts it can lose ${rest}. To keep a tolerance of ${keep}, it needs ${counted(missing, 'more broker')}.`;
    }
  }
}
