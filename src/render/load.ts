import type {
  BrokerLoad,
  ExplainedSplit,
  LoadResult,
  LoadSplit,
  PlannedChanges,
  ShareReason,
} from '../domain/load/index.js';
import { compressNames, counted, runsBy } from '../domain/model/index.js';
import { barLegend, barWidths, shareBar } from './bar.js';
import { type Detail, sayMore } from './detail.js';
import { fittedWidths } from './table.js';
import type { Theme } from './theme.js';
import { paragraph, sayAssumptions, sayNames, sayPercent, sayState } from './words.js';

/** How the agents are distributed over the brokers of each site, and why; in detail with the names of the agents. */
export function renderLoad(result: LoadResult, theme: Theme, detail: Detail): string {
  const hasBars = result.sites.some((site) => barWidthOf(site, theme, detail) > 0);
  return [
    ...result.sites.map((site) => renderSplit(site, theme, detail)),
    [
      ...(hasBars ? [theme.faint(barLegend)] : []),
      ...(detail.verbose
        ? [
            theme.wrap(result.rule),
            theme.wrap(
              `source: ${result.source.join('; ')}; ${sayAssumptions(result.assumptions)}`,
            ),
          ]
        : [
            theme.faint(
              sayMore('which agents, rule and source', sayAssumptions(result.assumptions), theme),
            ),
          ]),
    ].join('\n'),
  ].join('\n\n');
}

/** How the agents of one site are distributed, and why. */
export function renderSplit(
  split: ExplainedSplit & { planned?: PlannedChanges },
  theme: Theme,
  { verbose }: Detail,
): string {
  const width = barWidthOf(split, theme, { verbose });
  const { head, rows } = tableOf(split, width, theme, verbose);
  const ignored = split.preferenceIgnored;
  return [
    `${theme.colour.bold(split.site)}: ${counted(split.agents, 'agent')} over ${counted(split.brokersCounted, 'active broker')}`,
    ...(split.planned === undefined ? [] : [paragraph(sayPlanned(split.planned), 2, theme)]),
    theme.table(head, rows, {
      right: [2, 3, width === 0 ? 4 : 5, ...(verbose ? [] : [width === 0 ? 5 : 6])],
    }),
    ...split.reasons.map((reason) => theme.wrap(`${sayReason(reason)}.`)),
    ...(ignored.length === 0
      ? []
      : [
          theme.wrap(
            `${compressNames(ignored)}: preferred broker not active, so counted as Automatic`,
          ),
        ]),
  ].join('\n');
}

function tableOf(
  { brokers }: ExplainedSplit,
  bar: number,
  theme: Theme,
  verbose: boolean,
): { head: string[]; rows: string[][] } {
  const head = ['broker', 'role', 'nominal', 'effective', ...(bar === 0 ? [] : ['']), 'total'];
  const rows = brokers.map((broker) => [
    broker.server,
    broker.state === 'active' ? broker.role : sayState(broker.state, theme),
    sayPercent(broker.nominalShare),
    sayPercent(broker.effectiveShare),
    ...(bar === 0 ? [] : [shareBar(broker.effectiveShare, broker.nominalShare, bar, theme)]),
    String(broker.agents),
    ...(verbose
      ? [compressNames(broker.pinned) || '-', compressNames(broker.automatic) || '-']
      : [String(broker.pinned.length)]),
  ]);
  return { head: [...head, 'pinned', ...(verbose ? ['automatic'] : [])], rows };
}

/** The widest bars with which the table fits the terminal; 0 without agents, and where no bar fits. */
function barWidthOf(split: ExplainedSplit, theme: Theme, { verbose }: Detail): number {
  if (split.agents === 0) return 0;
  const fits = (bar: number): boolean => {
    const { head, rows } = tableOf(split, bar, theme, verbose);
    return fittedWidths(head, rows, theme.width) !== null;
  };
  return barWidths(theme).find(fits) ?? 0;
}

function sayPlanned({ activated, added, toStandby }: PlannedChanges): string {
  const parts = [
    ...(activated.length === 0 ? [] : [`${sayNames(activated)} activated`]),
    ...(added.length === 0 ? [] : [`${sayNames(added)} added`]),
    ...(toStandby.length === 0 ? [] : [`${sayNames(toStandby)} put in standby`]),
  ];
  return parts.length === 0 ? 'planned: as it is' : `planned: ${parts.join('; ')}`;
}

/** A reason for the shares as a sentence, without its full stop. */
function sayReason(reason: ShareReason): string {
  switch (reason.kind) {
    case 'table':
      return sayRow(reason);
    case 'pinned': {
      const { server, pinned, agents, nominalShare, effectiveShare } = reason;
      const which = pinned === agents ? `its ${agents}` : `${pinned} of its ${agents}`;
      const verb = pinned === 1 ? 'prefers' : 'prefer';
      const who = agents === 1 ? 'its only agent prefers it' : `${which} agents ${verb} it`;
      return `${server} takes ${sayPercent(effectiveShare)} instead of ${sayPercent(nominalShare)}: ${who}`;
    }
    case 'whole-agents':
      return `${sayNames(reason.servers)}: above the nominal share, because agents are not divided`;
    case 'standby':
      return `${sayNames(reason.servers)}: in standby, so no agents until another broker is offline`;
    case 'disabled':
      return `${sayNames(reason.servers)}: disabled, so no agents`;
  }
}

function sayRow({
  brokers,
  primary,
  eachSecondary,
}: Extract<ShareReason, { kind: 'table' }>): string {
  const row = `With ${counted(brokers, 'active broker')}`;
  if (eachSecondary === null) return `${row}, the primary takes all agents`;
  if (primary === eachSecondary) return `${row}, each takes ${sayPercent(primary)}`;
  const of = primary === 0 ? 'no agents by the table' : sayPercent(primary);
  return `${row}, the primary takes ${of}, ${brokers === 2 ? 'the' : 'each'} secondary ${sayPercent(eachSecondary)}`;
}

/** A split on one line, for before and after: "CB1 2 (20%), CB2 4 (40%)". */
export function sayLoad(split: LoadSplit): string {
  const active = split.brokers.filter((broker) => broker.state === 'active');
  const say = ({ nominalShare, effectiveShare, agents }: BrokerLoad, each: string): string =>
    split.agents === 0
      ? `${sayPercent(nominalShare)}${each}`
      : `${agents}${each} (${sayPercent(effectiveShare)})`;
  return runsBy(active, (broker) => say(broker, ''))
    .flatMap((run) => {
      const [first] = run;
      if (first === undefined || run.length <= mostAlike)
        return run.map((broker) => `${broker.server} ${say(broker, '')}`);
      // All names: texts of two splits are compared.
      return [`${sayNames(run.map(({ server }) => server))} ${say(first, ' each')}`];
    })
    .join(', ');
}

/** More brokers next to each other with the same share are said at once. */
const mostAlike = 5;
