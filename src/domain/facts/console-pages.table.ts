import type { CitationId } from './citations.js';

/** A page of the RAS Console that answers what no capture can. */
export interface ConsolePageRow {
  /** Its path, as the vendor's documents name it. */
  page: string;
  citations: readonly CitationId[];
}

/** The pages that questions refer to. */
export const consolePages = {
  'auto-promotion': {
    page: 'Connection Brokers > Auto-promotion',
    citations: ['managing-brokers-20'],
  },
  'broker-properties': {
    page: 'Connection Brokers > Properties of the broker',
    citations: ['configuring-brokers-19'],
  },
  sites: { page: 'Sites, column Type', citations: ['terms-19'] },
  gateways: { page: 'Gateways > Properties of the gateway', citations: ['portal-gateway-18'] },
} as const satisfies Record<string, ConsolePageRow>;

/** Id of a page in `consolePages`. */
export type ConsolePageId = keyof typeof consolePages;
