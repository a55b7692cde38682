import type { CitationId } from './citations.js';
import type { StatementId } from './statements.table.js';

/**
 * Where the RAS Console makes each change. A path has only the labels that the vendor's pages name; a step whose place in the
 * console no page names has no path: the answer says so, and describes the change.
 */
export interface ConsoleStepRow {
  /** Labels of the console, from the outside in; empty if no page names the place, null if it isn't done in the console. */
  path: readonly string[] | null;
  /** What to observe while doing it. */
  statements: readonly StatementId[];
  citations: readonly CitationId[];
}

const brokerPage = 'Connection Brokers';

/** The steps in the RAS Console, by id. */
export const consoleSteps = {
  'add-broker': {
    path: [brokerPage, 'Add'],
    statements: ['add-wizard'],
    citations: ['secondary-brokers-21'],
  },
  'enable-broker': {
    path: [brokerPage, 'Properties', 'Enable Server in site'],
    statements: [],
    citations: ['configuring-brokers-19', 'enabling-brokers-16'],
  },
  'standby-broker': {
    path: [brokerPage, 'Properties', 'Standby'],
    statements: ['standby-connections'],
    citations: ['configuring-brokers-19', 'enabling-brokers-16'],
  },
  'set-broker': {
    path: [brokerPage, 'Properties'],
    statements: [],
    citations: ['configuring-brokers-19', 'secondary-brokers-21'],
  },
  'promote-broker': {
    path: [brokerPage, 'Tasks', 'Promote to primary'],
    statements: ['R30', 'promotion-account'],
    citations: ['managing-brokers-18', 'managing-brokers-20', 'kb-124003'],
  },
  'delete-broker': {
    path: [brokerPage, 'Delete'],
    statements: ['R27'],
    citations: ['managing-brokers-18', 'kb-124003'],
  },
  'move-broker': {
    path: [brokerPage, 'Tasks', 'Move up or Move down'],
    statements: ['R26'],
    citations: ['managing-brokers-18', 'managing-brokers-20', 'kb-124003'],
  },
  'auto-promotion': {
    path: [brokerPage, 'Auto-promotion'],
    statements: [],
    citations: ['managing-brokers-18', 'managing-brokers-20'],
  },
  'add-gateway': { path: ['Gateways'], statements: [], citations: ['portal-gateways-18'] },
  'set-gateway': {
    path: ['Gateways', 'Properties'],
    statements: ['R34', 'R35'],
    citations: ['portal-gateways-18', 'portal-gateway-18'],
  },
  'delete-gateway': { path: ['Gateways'], statements: [], citations: ['portal-gateways-18'] },
  'add-agents': { path: [], statements: [], citations: ['terms-19'] },
  'delete-agents': { path: [], statements: [], citations: ['terms-19'] },
  'prefer-for-agents': {
    path: [],
    statements: ['load-pinned'],
    citations: ['secondary-brokers-21'],
  },
  'add-provider': { path: [], statements: ['R33'], citations: ['vdi-high-availability-19'] },
  'delete-provider': { path: [], statements: [], citations: ['terms-19'] },
  'prefer-for-providers': {
    path: [],
    statements: ['R32'],
    citations: ['vdi-high-availability-19'],
  },
  'add-site': { path: [], statements: [], citations: ['adding-a-site-20'] },
  'rename-site': { path: [], statements: [], citations: ['terms-19'] },
  'delete-site': { path: [], statements: [], citations: ['terms-19'] },
  'licensing-site': { path: [], statements: ['licensing-site'], citations: ['terms-19'] },
  'rename-farm': { path: [], statements: [], citations: ['terms-19'] },
  /** No source describes it: it is the administrator's to find out. */
  'earlier-version': { path: null, statements: [], citations: ['terms-19'] },
  'install-version': { path: null, statements: [], citations: ['terms-19'] },
} as const satisfies Record<string, ConsoleStepRow>;

/** Id of a step in the RAS Console. */
export type ConsoleStepId = keyof typeof consoleSteps;
