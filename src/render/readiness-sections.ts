import { counted, listed, severities } from '../domain/model/index.js';
import { type FindingSummary, summarise } from '../domain/readiness/index.js';
import type { PrintedFinding } from './check-result.js';
import { blocksIn, type Shared, sharedBlocks } from './readiness-blocks.js';
import { renderBlocks, sayAndSoOn } from './readiness-brief.js';
import type { Theme } from './theme.js';
import { sayFew, saySummary } from './words.js';

/** The findings of one site, or what several sites share. */
export interface Section {
  head: string;
  lines: string[];
}

/** A section that is placed by what it counts. */
interface Counted extends Section {
  summary: FindingSummary;
}

/**
 * Findings in short: what many sites share is shown once, with the first of them as the example; then what each site has
 * beside that. Worst first; the findings about the farm file last.
 */
export function briefSections(
  sites: readonly { site: string; summary: FindingSummary }[],
  bySite: ReadonlyMap<string | null, readonly PrintedFinding[]>,
  theme: Theme,
  sayState: (finding: PrintedFinding) => string[],
): Section[] {
  const named = new Map(
    sites.flatMap(({ site }) => {
      const found = bySite.get(site);
      return found === undefined ? [] : [[site, found] as const];
    }),
  );
  const { shared, own } = sharedBlocks(named);
  const ofFile = bySite.get(null) ?? [];
  const sections = [
    ...shared.map((one) => sharedSection(one, theme, sayState)),
    ...sites.flatMap(({ site, summary: whole }): Counted[] => {
      const blocks = own.get(site);
      if (blocks === undefined) return [];
      const counts = summarise(blocks.flatMap(({ findings }) => findings));
      const summary = { ...counts, suppressed: whole.suppressed };
      const isAll = severities.every((severity) => summary[severity] === whole[severity]);
      const beside = isAll ? '' : ', beside what it shares with other sites';
      const head = `${theme.colour.bold(site)}: ${saySummary(summary, theme)}${beside}`;
      return [{ head, summary, lines: renderBlocks(blocks, theme, sayState) }];
    }),
  ];
  return [
    ...worstFirst(sections),
    ...(ofFile.length === 0
      ? []
      : [
          {
            head: theme.colour.bold('Farm file'),
            lines: renderBlocks(blocksIn(ofFile), theme, sayState),
          },
        ]),
  ];
}

function sharedSection(
  { sites, blocks, findings }: Shared,
  theme: Theme,
  sayState: (finding: PrintedFinding) => string[],
): Counted {
  const [first = ''] = sites;
  const summary = summarise(findings);
  const names = sayFew(sites);
  const which = names === listed(sites) ? names : `${counted(sites.length, 'site')}, ${names}`;
  const hasCommands = blocks.some(({ shown }) => shown.some(({ remedy }) => remedy.length > 0));
  return {
    summary,
    head: theme.wrap(`${theme.colour.bold(which)}: ${saySummary(summary, theme)}; as in ${first}:`),
    lines: [
      ...renderBlocks(blocks, theme, sayState, true),
      ...(hasCommands ? [sayAndSoOn(2)] : []),
    ],
  };
}

/** Sections with the most errors first, then warnings, then notes; else in their order. */
function worstFirst<S extends { summary: FindingSummary }>(sections: readonly S[]): S[] {
  return severities
    .toReversed()
    .reduce<S[]>(
      (sorted, severity) => sorted.toSorted((a, b) => b.summary[severity] - a.summary[severity]),
      [...sections],
    );
}
