import type { JudgedFigure, Rename, SiteDiff, SiteFigures } from '../domain/diff/index.js';
import { counted, groupedBy, type Printed, sameName, severities } from '../domain/model/index.js';
import type { FindingSummary } from '../domain/readiness/index.js';
import type { DiffResult } from './diff-result.js';
import { sayPorts } from './diff-words.js';
import { sayNames, sayPercent, severityWord } from './words.js';

/** The figures of a site in two farms side by side, in words that the text and the Markdown of `farm diff` share. */

/** One figure in both farms. */
export interface FigureRow {
  figure: string;
  old: string;
  new: string;
  /** Empty if it is the same in both. */
  change: 'better' | 'worse' | 'mixed' | 'differs' | '';
}

/** What the farm before says of a site that it lacks. */
const none = '-';

/** The rows to show of one site: all if it is the only one and any differs, otherwise those that differ. */
export function figuresShown(
  site: Printed<SiteDiff>,
  { sites, renames }: Pick<Printed<DiffResult>, 'sites' | 'renames'>,
): FigureRow[] {
  const rows = figureRows(site, renames);
  const differing = rows.filter((row) => row.change !== '' || row.old !== row.new);
  return sites.length === 1 && differing.length > 0 ? rows : differing;
}

/** The rows of one site: first what it can lose and what is wrong with it, then what it has. */
function figureRows(site: Printed<SiteDiff>, renames: readonly Printed<Rename>[]): FigureRow[] {
  const { figures, tolerance, majority, isNew, agentsMoved, providersMoved } = site;
  const row = (figure: string, old: string, now: string, judged?: JudgedFigure): FigureRow => ({
    figure,
    old: isNew ? none : old,
    new: now,
    change: changeOf(site, old !== now && !isNew, judged),
  });
  const each = (
    figure: string,
    say: (one: Printed<SiteFigures>) => string,
    judged?: JudgedFigure,
  ): FigureRow =>
    row(figure, figures.before === null ? none : say(figures.before), say(figures.after), judged);
  const has = (counts: (one: Printed<SiteFigures>) => unknown): boolean =>
    [figures.before, figures.after].some((one) => one !== null && Boolean(counts(one)));
  const standbysCount = [tolerance.before, tolerance.after].some(
    ({ withoutStandbys, withStandbys }) => withoutStandbys !== withStandbys,
  );
  const nowCalled = brokersNow(site, renames);
  const moved = { agents: namesIn(agentsMoved), providers: namesIn(providersMoved) };
  return [
    each('brokers', ({ brokers }) => sayBrokers(brokers)),
    row('majority', String(majority.before), String(majority.after)),
    row(
      'tolerance',
      sayAny(tolerance.before.withoutStandbys),
      sayAny(tolerance.after.withoutStandbys),
      'tolerance',
    ),
    ...(standbysCount
      ? [
          row(
            'with standbys',
            sayAny(tolerance.before.withStandbys),
            sayAny(tolerance.after.withStandbys),
            'tolerance-with-standbys',
          ),
        ]
      : []),
    ...(has(({ providers }) => providers)
      ? [each('HA for VDI', ({ vdiArmed }) => sayArmed(vdiArmed), 'vdi')]
      : []),
    each('findings', ({ findings }) => sayFindings(findings), 'findings'),
    ...onlyInOne(site, row),
    primaryRow(
      each('primary', ({ primary }) => primary),
      nowCalled,
    ),
    ...(has(({ agents }) => agents)
      ? [each('largest share', ({ largestShare }) => sayShare(largestShare))]
      : []),
    ...loadRows(site, nowCalled, row),
    row('agents', ...sayMembers(figures, 'agents', moved.agents)),
    ...(has(({ gateways }) => gateways)
      ? [each('gateways', ({ gateways }) => String(gateways))]
      : []),
    ...(has(({ providers }) => providers)
      ? [row('providers', ...sayMembers(figures, 'providers', moved.providers))]
      : []),
    ...(site.portsNeeded.length === 0
      ? []
      : [
          row(
            'ports newly needed',
            none,
            counted(sayPorts(site.portsNeeded).length, 'firewall rule'),
          ),
        ]),
  ];
}

type MakeRow = (figure: string, old: string, now: string) => FigureRow;

function changeOf(
  { better, worse }: Printed<SiteDiff>,
  differs: boolean,
  judged: JudgedFigure | undefined,
): FigureRow['change'] {
  const [isBetter, isWorse] = [better, worse].map((all) => all.some((one) => one === judged));
  if (isWorse === true) return isBetter === true ? 'mixed' : 'worse';
  if (isBetter === true) return 'better';
  return differs ? 'differs' : '';
}

function namesIn(moves: Printed<SiteDiff>['agentsMoved']): number {
  return moves.reduce((sum, { names }) => sum + names.length, 0);
}

function sayBrokers({ active, standby, disabled }: SiteFigures['brokers']): string {
  return [
    `${active} active`,
    ...(standby === 0 ? [] : [`${standby} standby`]),
    ...(disabled === 0 ? [] : [`${disabled} disabled`]),
  ].join(', ');
}

/** How many brokers may fail, whichever these are. */
function sayAny(brokers: number): string {
  return brokers === 0 ? 'no broker' : `any ${counted(brokers, 'broker')}`;
}

function sayArmed(isArmed: boolean | null): string {
  if (isArmed === null) return 'no providers';
  return isArmed ? 'armed' : 'not armed';
}

function sayFindings(findings: FindingSummary): string {
  const parts = [
    ...severities.flatMap((severity) =>
      findings[severity] === 0 ? [] : [counted(findings[severity], severityWord(severity))],
    ),
    ...(findings.suppressed === 0 ? [] : [`${findings.suppressed} suppressed`]),
  ];
  return parts.length === 0 ? 'none' : parts.join(', ');
}

function sayShare(share: number | null): string {
  return share === null ? 'no agents' : sayPercent(share);
}

/** The rules of the findings that only one of the farms has. */
function onlyInOne({ findings: { lost, gained } }: Printed<SiteDiff>, row: MakeRow): FigureRow[] {
  if (lost.length === 0 && gained.length === 0) return [];
  const say = (findings: typeof lost): string =>
    [...groupedBy(findings, ({ rule }) => rule)]
      .map(([rule, { length }]) => (length === 1 ? rule : `${rule} (${length})`))
      .join(', ') || none;
  return [{ ...row('only here', say(lost), say(gained)), change: '' }];
}

/** A broker that only has another name is the same primary. */
function primaryRow(row: FigureRow, nowCalled: NewName): FigureRow {
  return sameName(nowCalled(row.old), row.new) ? { ...row, change: '' } : row;
}

type NewName = (server: string) => string;

function brokersNow({ site }: Printed<SiteDiff>, renames: readonly Printed<Rename>[]): NewName {
  const names = new Map(
    renames.flatMap((one) =>
      one.kind === 'broker' && one.site === site ? [[one.from.toLowerCase(), one.to]] : [],
    ),
  );
  return (server) => names.get(server.toLowerCase()) ?? server;
}

/** The agents of each broker by the load split; brokers that are alike in both farms share a row. */
function loadRows({ load }: Printed<SiteDiff>, nowCalled: NewName, row: MakeRow): FigureRow[] {
  const old = load.before.brokers.map(
    (broker) => [nowCalled(broker.server), sayLoadOf(broker, load.before)] as const,
  );
  const now = load.after.brokers.map(
    (broker) => [broker.server, sayLoadOf(broker, load.after)] as const,
  );
  const before = new Map(old.map(([server, says]) => [server.toLowerCase(), says]));
  const after = new Map(now.map(([server, says]) => [server.toLowerCase(), says]));
  const removed = old.filter(([server]) => !after.has(server.toLowerCase()));
  const all = [...now, ...removed].map(([server]) => ({
    server,
    old: before.get(server.toLowerCase()) ?? none,
    new: after.get(server.toLowerCase()) ?? none,
  }));
  const alike = groupedBy(all, (one) => JSON.stringify([one.old, one.new]));
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [row(`on ${sayNames(group.map(({ server }) => server))}`, first.old, first.new)];
  });
}

function sayLoadOf(
  {
    state,
    agents,
    effectiveShare,
    nominalShare,
  }: Printed<SiteDiff>['load']['after']['brokers'][number],
  split: Printed<SiteDiff>['load']['after'],
): string {
  if (state !== 'active') return state;
  return split.agents === 0
    ? sayPercent(nominalShare)
    : `${agents} (${sayPercent(effectiveShare)})`;
}

/** The count in both; with the count after, how many of those in both have another broker. */
function sayMembers(
  { before, after }: Printed<SiteDiff>['figures'],
  kind: 'agents' | 'providers',
  moved: number,
): [old: string, now: string] {
  const more = moved === 0 ? '' : ` (${moved} with another broker)`;
  return [String(before?.[kind] ?? 0), `${after[kind]}${more}`];
}

/** The longest name of a farm as the head of a column. */
const longestTitle = 24;

/** The two farms as heads of columns: their names, without the middle of their paths if they are long. */
export function columnTitles({
  old,
  new: now,
}: Pick<Printed<DiffResult>, 'old' | 'new'>): [old: string, now: string] {
  const [first, last] = [titleOf(old), titleOf(now)];
  return first === last ? ['before', 'after'] : [first, last];
}

/** "main:…/berlin/farm.json": the revision, if there is one, and the end of the path. */
function titleOf(name: string): string {
  if (name.length <= longestTitle) return name;
  const revision = /^[^:]{1,12}:/u.exec(name)?.[0] ?? '';
  const end = name.slice(revision.length + 1 - longestTitle);
  const folder = end.indexOf('/');
  return `${revision}…${folder === -1 ? end : end.slice(folder)}`;
}
