import type { CitationId } from './citations.js';

/**
 * What the vendor says about Connection Brokers, one statement a row, with its number where it has one.
 * Readiness rules, invariants and edits take their thresholds from here; no other file holds a RAS number.
 */
export interface Statement {
  says: string;
  /** The threshold in the statement. */
  number?: number;
  citations: readonly CitationId[];
}

/** The vendor's statements, by id. */
export const statements = {
  R1: {
    says: 'For N+1 redundancy a site needs at least two Connection Brokers.',
    number: 2,
    citations: ['secondary-brokers-21'],
  },
  R2: {
    says: 'High availability for VDI works only with three or more active Connection Brokers; standby ones do not count.',
    number: 3,
    citations: ['vdi-high-availability-19'],
  },
  R4: {
    says: 'For high availability of VDI an odd number of Connection Brokers is recommended, to avoid a split brain.',
    number: 2,
    citations: ['vdi-high-availability-19'],
  },
  R5: {
    says: 'Brokers that together are strictly more than half of the available ones serve the providers.',
    citations: ['vdi-high-availability-19'],
  },
  R6: {
    says: 'When the brokers are split into even halves nobody decides: all drop all providers at once.',
    citations: ['vdi-high-availability-19'],
  },
  R8: {
    says: 'Three Connection Brokers in a site are highly recommended, mainly with providers.',
    number: 3,
    citations: ['secondary-brokers-21'],
  },
  R9: {
    says: 'More than two active secondaries may slow the system down, because settings are replicated to each; standby ones are exempt.',
    number: 2,
    citations: ['secondary-brokers-21', 'configuring-brokers-19'],
  },
  R11: {
    says: 'There is no hard maximum of Connection Brokers in a site.',
    citations: ['secondary-brokers-21'],
  },
  R12: {
    says: 'Auto-promotion needs at least three active Connection Brokers; with fewer the setting is ignored.',
    number: 3,
    citations: ['auto-promotion-18', 'secondary-brokers-21'],
  },
  R14: {
    says: 'Auto-promotion is off by default.',
    citations: ['auto-promotion-18', 'configuring-brokers-19'],
  },
  'R15-least': {
    says: 'The delay of auto-promotion is 15 minutes at the least (given here in minutes).',
    number: 15,
    citations: ['configuring-brokers-19'],
  },
  'R15-most': {
    says: 'The delay of auto-promotion is 72 hours at the most (given here in minutes).',
    number: 4320,
    citations: ['configuring-brokers-19'],
  },
  R16: {
    says: 'The delay of auto-promotion is 30 minutes by default.',
    number: 30,
    citations: ['configuring-brokers-19'],
  },
  R17: {
    says: 'Auto-promotion promotes the next secondary.',
    citations: ['auto-promotion-18', 'configuring-brokers-19'],
  },
  R18: {
    says: 'With failback on, the original primary becomes primary again when it is back online.',
    citations: ['auto-promotion-18', 'configuring-brokers-19'],
  },
  R19: {
    says: 'Auto-promotion must be off when the brokers of one site stand in different locations with unreliable links between them.',
    citations: ['auto-promotion-18'],
  },
  R22: {
    says: 'A secondary added to a site that already has three brokers starts in standby.',
    number: 3,
    citations: ['configuring-brokers-19', 'portal-standby-18'],
  },
  R23: {
    says: 'A standby takes no part until an active broker is completely offline; then one is activated; when the lost one returns all goes back.',
    citations: ['vdi-high-availability-19'],
  },
  R24: {
    says: 'The primary cannot be disabled.',
    citations: ['enabling-brokers-16', 'configuring-brokers-19'],
  },
  R25: {
    says: "The primary's priority cannot be changed by moving it up or down.",
    citations: ['broker-priority-15'],
  },
  R26: {
    says: 'Moving up or down changes the order among the secondaries; higher in the list is higher priority.',
    citations: ['configuring-brokers-19'],
  },
  R27: {
    says: 'Deleting is described for secondaries only.',
    citations: ['auto-promotion-18', 'kb-124003'],
  },
  R28: {
    says: 'Promoting is offered for secondaries only.',
    citations: ['portal-promote-18'],
  },
  R29: {
    says: 'Promoting is meant for a primary that cannot be recovered.',
    citations: ['configuring-brokers-19', 'kb-124003'],
  },
  R30: {
    says: 'A promotion is run on the server that is to be promoted.',
    citations: ['configuring-brokers-19', 'kb-124003'],
  },
  R31: {
    says: 'All brokers of a site should be in one network segment.',
    citations: ['secondary-brokers-21'],
  },
  R32: {
    says: 'A preferred Connection Broker of a provider is a preference, not a pin: on a failure the provider moves to a remaining broker.',
    citations: ['vdi-high-availability-19'],
  },
  R33: {
    says: 'Automatic is the preselected broker of a new provider when the site has three or more brokers.',
    number: 3,
    citations: ['vdi-high-availability-19'],
  },
  R34: {
    says: 'The forwarding mode of a gateway needs more than one gateway in the site.',
    number: 2,
    citations: ['portal-gateway-18'],
  },
  R35: {
    says: 'A preferred Connection Broker of a gateway is heeded in normal mode only.',
    citations: ['portal-gateway-18'],
  },
  'one-primary': {
    says: 'Every site has a primary Connection Broker; secondaries are optional.',
    number: 1,
    citations: ['connection-broker-21', 'adding-a-site-20'],
  },
  'licensing-site': {
    says: 'A farm has exactly one Licensing Site; any site can be made the Licensing Site later.',
    number: 1,
    citations: ['terms-19'],
  },
  'one-site': {
    says: 'An RD Session Host, provider or PC belongs to exactly one site at a time.',
    citations: ['terms-19'],
  },
  'standby-connections': {
    says: 'No agent connects to a standby broker until another broker goes offline.',
    citations: ['configuring-brokers-19', 'enabling-brokers-16'],
  },
  'load-pinned': {
    says: 'An agent that prefers a broker goes to that broker before the load table applies.',
    citations: ['secondary-brokers-21'],
  },
  R38: {
    says: "Where four brokers are asked for, the vendor's own template adds the fourth and disables it; the guides put it in standby.",
    number: 4,
    citations: ['vendor-azure-template', 'configuring-brokers-19'],
  },
} as const satisfies Record<string, Statement>;

/** Id of a statement, such as `R4`. */
export type StatementId = keyof typeof statements;
