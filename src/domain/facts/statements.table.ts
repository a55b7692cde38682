import type { CitationId } from './citations.js';

/**
 * What the vendor says about Connection Brokers: one statement per row, with its number if it has one.
 * Readiness rules, invariants and edits take their thresholds from here; no other file contains a RAS number.
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
    says: 'A site should have N+1 redundancy of its Connection Brokers: one more than it needs.',
    number: 1,
    citations: ['secondary-brokers-21'],
  },
  R2: {
    says: 'High availability for VDI works only with three or more active Connection Brokers; standby ones do not count.',
    number: 3,
    citations: ['vdi-high-availability-19'],
  },
  R3: {
    says: 'High availability for VDI is enabled automatically when the Connection Brokers of the site are online; there is no setting for it.',
    citations: ['vdi-high-availability-19'],
  },
  R4: {
    says: 'For high availability of VDI an odd number of Connection Brokers is recommended, to avoid a split brain.',
    number: 2,
    citations: ['vdi-high-availability-19'],
  },
  R5: {
    says: 'A group of brokers that is strictly more than half of the available ones serves the providers.',
    citations: ['vdi-high-availability-19'],
  },
  R6: {
    says: 'If the brokers are split into equal halves, neither half decides: all drop all providers at once.',
    citations: ['vdi-high-availability-19'],
  },
  R8: {
    says: 'Two to three active Connection Brokers in a site give the best results; three are highly recommended, mainly with providers.',
    number: 3,
    citations: ['secondary-brokers-21'],
  },
  R9: {
    says: 'More than two secondaries may slow the system down, because runtime data is replicated between all agents; standby ones are exempt.',
    number: 2,
    citations: ['secondary-brokers-21', 'configuring-brokers-19'],
  },
  R11: {
    says: 'There is no hard maximum of Connection Brokers in a site.',
    citations: ['secondary-brokers-21'],
  },
  R12: {
    says: 'Auto-promotion needs at least three active Connection Brokers; with fewer the setting is ignored. The Management Portal guide of RAS 20 contradicts this (R13).',
    number: 3,
    citations: ['managing-brokers-18', 'secondary-brokers-21'],
  },
  R13: {
    says: 'The Management Portal guide of RAS 20 says the opposite of R12: auto-promotion with not more than three active Connection Brokers. Exactly three satisfies both.',
    citations: ['portal-auto-promotion-20'],
  },
  R14: {
    says: 'Auto-promotion is off by default.',
    citations: ['managing-brokers-16', 'managing-brokers-18', 'managing-brokers-20'],
  },
  'R15-least': {
    says: 'The delay of auto-promotion is at least 15 minutes (the number is in minutes).',
    number: 15,
    citations: ['managing-brokers-16', 'managing-brokers-20'],
  },
  'R15-most': {
    says: 'The delay of auto-promotion is at most 72 hours (the number is in minutes).',
    number: 4320,
    citations: ['managing-brokers-16', 'managing-brokers-20'],
  },
  R16: {
    says: 'The delay of auto-promotion is 30 minutes by default.',
    number: 30,
    citations: ['managing-brokers-16', 'managing-brokers-20'],
  },
  R17: {
    says: 'Auto-promotion promotes the next secondary.',
    citations: ['managing-brokers-18', 'managing-brokers-20'],
  },
  R18: {
    says: 'With failback on, the original primary becomes primary again when it is back online.',
    citations: ['managing-brokers-16', 'managing-brokers-18', 'managing-brokers-20'],
  },
  R19: {
    says: 'Auto-promotion must be off when the brokers of one site are in different locations with unreliable links between them.',
    citations: ['managing-brokers-18'],
  },
  R22: {
    says: 'A secondary added to a site that already has three brokers starts in standby.',
    number: 3,
    citations: ['configuring-brokers-19', 'portal-standby-18'],
  },
  R23: {
    says: 'A standby takes no part until an active broker is completely offline; then one is activated; when the lost broker returns, the change is undone.',
    citations: ['vdi-high-availability-19'],
  },
  R24: {
    says: 'The primary cannot be disabled.',
    citations: ['enabling-brokers-16', 'configuring-brokers-19'],
  },
  R25: {
    says: "The primary's priority cannot be changed by moving it up or down.",
    citations: ['managing-brokers-15'],
  },
  R26: {
    says: 'Moving up or down changes the order among the secondaries; higher in the list is higher priority.',
    citations: ['managing-brokers-18', 'managing-brokers-20', 'kb-124003'],
  },
  R27: {
    says: 'Deleting is described for secondaries only.',
    citations: ['managing-brokers-15', 'managing-brokers-16', 'managing-brokers-18', 'kb-124003'],
  },
  R28: {
    says: 'Promotion is available for secondaries only.',
    citations: ['portal-promote-18'],
  },
  R29: {
    says: 'Promotion is intended for a primary that cannot be recovered.',
    citations: ['managing-brokers-18', 'managing-brokers-20', 'kb-124003'],
  },
  R30: {
    says: 'A promotion is run on the server that is to be promoted: open the RAS Console on that server, then Tasks > Promote to primary.',
    citations: ['managing-brokers-18', 'managing-brokers-20', 'kb-124003'],
  },
  R31: {
    says: 'The IP addresses of all Connection Brokers of a site should be in one network segment.',
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
    citations: ['portal-gateways-18'],
  },
  R35: {
    says: 'A preferred Connection Broker of a gateway takes effect in normal mode only.',
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
  'fast-channel': {
    says: 'The Connection Brokers of a site must have a reliable high-speed channel between them, for example their own subnet.',
    citations: ['secondary-brokers-21'],
  },
  'all-reach-all': {
    says: 'For high availability of VDI all Connection Brokers of a site must be able to reach each other.',
    citations: ['vdi-high-availability-19'],
  },
  'not-to-the-wan': {
    says: 'The ports of Connection Brokers need not be opened to the WAN.',
    citations: ['kb-124003', 'kb-123255'],
  },
  'alternative-ips': {
    says: 'Alternative IPs are used where gateways cannot reach a Connection Broker by its FQDN or main IP, for example from another network.',
    citations: ['secondary-brokers-21', 'configuring-brokers-19'],
  },
  'add-wizard': {
    says: 'In the RAS Console, after the Add wizard: Install, then the dialog "Installing RAS Redundancy Service", then Done and OK.',
    citations: ['secondary-brokers-21'],
  },
  'promotion-account': {
    says: 'A promotion asks for the e-mail and password of the Parallels My Account; rights as an administrator of the farm are not enough.',
    citations: ['vendor-promote-sample'],
  },
  'upgrade-order': {
    says: "The vendor's script upgrades the Licensing Site first; in each site the brokers by priority, then the gateways, then the session hosts.",
    citations: ['vendor-upgrade-script'],
  },
  R38: {
    says: "If four brokers are requested, the vendor's template adds the fourth and disables it; the guides put it in standby.",
    number: 4,
    citations: ['vendor-azure-template', 'configuring-brokers-19'],
  },
} as const satisfies Record<string, Statement>;

/** The number of brokers for redundancy: the one that a site needs (assumption A23), plus one (R1). */
export const brokersForRedundancy = statements['one-primary'].number + statements.R1.number;

/** Id of a statement, such as `R4`. */
export type StatementId = keyof typeof statements;
