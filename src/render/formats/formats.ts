import type { Report } from '../check-result.js';

type ReportWriter = (report: Report) => string;

/**
 * The formats of the report of `farm check`, beside text and JSON: one row for each. A writer is loaded on use, because its
 * format is rarely asked for.
 */
export const reportFormats = {
  sarif: async () => (await import('./sarif.js')).renderSarif,
  junit: async () => (await import('./junit.js')).renderJunit,
  github: async () => (await import('./github.js')).renderGithub,
  codequality: async () => (await import('./codequality.js')).renderCodequality,
  azure: async () => (await import('./azure.js')).renderAzure,
  teamcity: async () => (await import('./teamcity.js')).renderTeamcity,
  markdown: async () => (await import('./markdown.js')).renderMarkdown,
  csv: async () => (await import('./csv.js')).renderCsv,
} satisfies Record<string, () => Promise<ReportWriter>>;

/** The name of a report format. */
export type ReportFormat = keyof typeof reportFormats;
