import type { PlannedSite } from '../domain/prove/index.js';
import type { PlannedSiteDocument, PlanningDocument, RemarkDocument } from './planning-words.js';
import type { Theme } from './theme.js';
import { sayAssumptions, sayPercent } from './words.js';

/** The planning table; remarks about a size are a letter in its row and a sentence below. */
export function renderPlanning(result: PlanningDocument, theme: Theme): string {
  const marks = marksOf(result.sites);
  const table = theme.table(
    ['active', 'standby', 'majority', 'sessions', 'providers', 'splits', 'load', 'auto', ''],
    result.sites.map((site) => [
      String(site.active),
      String(site.standbys),
      String(site.majority),
      String(site.tolerance.sessions),
      site.vdiArmed ? String(site.tolerance.providers) : theme.caution('0'),
      site.splits === 0 ? '-' : `${site.splitsWithoutMajority} of ${site.splits}`,
      sayLoad(site.load),
      site.autoPromotionPossible ? 'yes' : 'no',
      site.remarks
        .map((remark) =>
          (remark.good ? theme.good : theme.caution)(marks.get(remark.text)?.mark ?? ''),
        )
        .join(''),
    ]),
    { right: [0, 1, 2, 3, 4, 5] },
  );
  return [
    table,
    [
      'sessions, providers: how many brokers, any of them, may fail, with standbys stepping in',
      'splits: network splits in two after which neither side holds a majority',
      `load: the primary/each secondary (RAS ${result.rasVersion})`,
      'auto: auto-promotion is possible',
      ...[...marks.values()].map(({ mark, remark }) => `${mark}: ${remark.text}. ${remark.says}`),
    ]
      .map((line) => theme.wrap(line, 2))
      .join('\n'),
    theme.faint(
      theme.wrap(`source: ${result.source.join('; ')}; ${sayAssumptions(result.assumptions)}`),
    ),
  ].join('\n\n');
}

function sayLoad({ primary, eachSecondary }: PlannedSite['load']): string {
  if (eachSecondary === null) return sayPercent(primary);
  return primary === eachSecondary
    ? `${sayPercent(primary)} each`
    : `${sayPercent(primary)}/${sayPercent(eachSecondary)}`;
}

/** A star for good sizes, a letter for other remarks, in the order of the rows. */
function marksOf(
  sites: readonly PlannedSiteDocument[],
): Map<string, { mark: string; remark: RemarkDocument }> {
  const marks = new Map<string, { mark: string; remark: RemarkDocument }>();
  let letters = 0;
  for (const remark of sites.flatMap((site) => site.remarks)) {
    if (marks.has(remark.text)) continue;
    marks.set(remark.text, { mark: remark.good ? '*' : 'abcdefgh'.charAt(letters), remark });
    if (!remark.good) letters += 1;
  }
  return marks;
}
