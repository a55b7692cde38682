import { groupedBy, type Printed, counted } from '../domain/model/index.js';
import type { Finding, PlacedFinding } from '../domain/readiness/index.js';
import { againstLines } from './against.js';
import type { CheckedFile, CheckResult, PrintedFinding, Report } from './check-result.js';
import type { EditResult } from './edit.js';
import { sayMore } from './detail.js';
import { briefSections, type Section } from './readiness-sections.js';
import type { Theme } from './theme.js';
import {
  paragraph,
  sayAssumptions,
  sayFew,
  saySummary,
  severityColour,
  severityWord,
} from './words.js';

/** Renders the changes of `--fix`; undefined without them. */
type RenderFix = (fix: Printed<EditResult>, theme: Theme) => string;

/** What the text is made of. */
type Content = Pick<Report, 'result' | 'findings' | 'summary' | 'showSuppressed'> & {
  /** Whether even a single file is named, because the user may not know which one was found. */
  namesFiles?: boolean;
  /** Whether each finding is shown with its place, why, and source. */
  verbose?: boolean;
};

/** The result of `farm check` as text: the summary, then each file's sites with their findings, worst first. */
export function renderReadiness(
  { result, findings, summary, showSuppressed, namesFiles = false, verbose = false }: Content,
  theme: Theme,
  renderFix: RenderFix = () => '',
): string {
  const { files } = result;
  const shown = findings.filter((one) => showSuppressed || one.suppressed === null);
  const byFile = groupedBy(shown, ({ location }) => location.file);
  const of = ({ file }: { file: string }): PrintedFinding[] => byFile.get(file) ?? [];
  const only = files.length === 1 && !namesFiles ? files[0] : undefined;
  const body =
    only !== undefined
      ? blocksOf(only, of(only), theme, { all: true, verbose, renderFix })
      : blocksOfFiles(files, of, result.against !== null, (file) =>
          blocksOfMany(file, of(file), theme, { verbose, renderFix }),
        );
  const head =
    only !== undefined
      ? `${saySummary(summary, theme)} (${sayAsked(only)})`
      : `${saySummary(summary, theme)} (${sayFiles(files)})`;
  return [
    head,
    ...sayAgainst(result, theme),
    ...body,
    ...sayKnown(findings, result, showSuppressed),
    ...sayBaseline(result, theme),
    ...(verbose || shown.length === 0
      ? []
      : [theme.faint(sayMore('why, source and place of each finding', '', theme))]),
  ].join('\n\n');
}

/** One line for reports that went to files: the summary, and the files. */
export function renderWritten(
  { result, summary }: Pick<Report, 'result' | 'summary'>,
  files: readonly string[],
  theme: Theme,
): string {
  return theme.wrap(
    `${saySummary(summary, theme)} (${sayFiles(result.files)}); written: ${files.join(', ')}`,
  );
}

function sayAsked({ rules, off, sites }: Printed<CheckedFile>): string {
  const parts = [counted(rules, 'rule'), counted(sites.length, 'site')];
  return (off.length === 0 ? parts : [parts[0], `${off.length} off`, parts[1]]).join(', ');
}

function sayFiles(files: readonly Printed<CheckedFile>[]): string {
  const broken = files.filter(({ error }) => error !== null).length;
  return broken === 0
    ? counted(files.length, 'file')
    : `${counted(files.length, 'file')}, ${broken} broken`;
}

/** The blocks of several files. In a comparison, those with nothing new are only counted. */
function blocksOfFiles(
  files: readonly Printed<CheckedFile>[],
  findingsOf: (file: Printed<CheckedFile>) => readonly PrintedFinding[],
  isCompared: boolean,
  blocksOfOne: (file: Printed<CheckedFile>) => string[],
): string[] {
  const isQuiet = (file: Printed<CheckedFile>): boolean =>
    isCompared && file.error === null && file.fix === null && findingsOf(file).length === 0;
  const quiet = files.filter(isQuiet).length;
  return [
    ...files.filter((file) => !isQuiet(file)).flatMap(blocksOfOne),
    ...(quiet === 0 ? [] : [`Nothing new in ${counted(quiet, 'file')}.`]),
  ];
}

/** One file of several: a line for the file, and only the sites with findings to show. */
function blocksOfMany(
  file: Printed<CheckedFile>,
  findings: readonly PrintedFinding[],
  theme: Theme,
  options: { verbose: boolean; renderFix: RenderFix },
): string[] {
  const name = theme.colour.bold(file.file);
  if (file.error !== null)
    return [`${name}: ${theme.bad('broken')}\n${paragraph(file.error.message, 2, theme)}`];
  return [
    `${name}: ${saySummary(file.summary, theme)} (${sayAsked(file)})`,
    ...blocksOf(file, findings, theme, { all: false, ...options }),
  ];
}

function blocksOf(
  { sites, fix }: Printed<CheckedFile>,
  findings: readonly PrintedFinding[],
  theme: Theme,
  { all, verbose, renderFix }: { all: boolean; verbose: boolean; renderFix: RenderFix },
): string[] {
  const bySite = groupedBy(findings, ({ site }) => site);
  const clean = verbose ? [] : sites.filter(({ site }) => !bySite.has(site));
  const sections = verbose
    ? verboseSections(sites, bySite, all, theme)
    : briefSections(sites, bySite, theme, (one) => saySuppressed(one, theme));
  const blocks = sections.map(({ head, lines }) => [head, ...lines].join('\n'));
  if (all && clean.length > 0) {
    const names = sayFew(clean.map(({ site }) => site));
    blocks.push(theme.wrap(`${theme.colour.bold(names)}: ${theme.good('no findings')}`));
  }
  const fixed = fix === null ? [] : [renderFix(fix, theme)];
  return [...fixed, ...blocks];
}

/** Every site in its order, with every finding of it; `all`: also those without any. */
function verboseSections(
  sites: Printed<CheckedFile>['sites'],
  bySite: ReadonlyMap<string | null, readonly PrintedFinding[]>,
  all: boolean,
  theme: Theme,
): Section[] {
  const render = (site: string | null): string[] =>
    (bySite.get(site) ?? []).map((one) => renderFinding(one, theme));
  return [
    ...sites
      .filter(({ site }) => all || bySite.has(site))
      .map(({ site, summary }) => ({
        head: `${theme.colour.bold(site)}: ${saySummary(summary, theme)}`,
        lines: render(site),
      })),
    ...(bySite.has(null) ? [{ head: theme.colour.bold('Farm file'), lines: render(null) }] : []),
  ];
}

/** The comparison with the version before, with what the change denies and what it does to the policy. */
function sayAgainst(result: Printed<CheckResult>, theme: Theme): string[] {
  const lines = againstLines(result).map(({ text, isDenied }) =>
    theme.wrap(isDenied ? theme.bad(text) : text),
  );
  return lines.length === 0 ? [] : [lines.join('\n')];
}

/** The findings that the version before had, one line each. */
function sayKnown(
  findings: readonly PrintedFinding[],
  { against }: Printed<CheckResult>,
  showSuppressed: boolean,
): string[] {
  const known = findings.filter(({ suppressed }) => suppressed?.by === 'against');
  if (against === null || showSuppressed || known.length === 0) return [];
  const shown = known.slice(0, mostKnown).map((one) => {
    const place = one.site === null ? one.target.name : one.site;
    return `  ${one.location.file}: ${severityWord(one.severity)} ${one.rule} ${one.slug}, ${place}`;
  });
  const more = known.length - shown.length;
  return [
    [
      `Known in ${against.name}, not counted:`,
      ...shown,
      ...(more === 0 ? [] : [`  … and ${more} more: --show-suppressed`]),
    ].join('\n'),
  ];
}

/** More known findings than this are counted. */
const mostKnown = 50;

function sayBaseline({ baseline }: Printed<CheckResult>, theme: Theme): string[] {
  if (baseline === null) return [];
  const { file, unmatched, written } = baseline;
  const lines: string[] = [];
  if (written !== null) {
    const { entries, added, removed, updated, saved } = written;
    const number = counted(entries, 'finding');
    lines.push(
      theme.wrap(
        saved
          ? `Baseline ${file} written: ${number}, ${added} added, ${removed} removed${updated === 0 ? '' : `, ${updated} updated`}.`
          : `Baseline ${file} unchanged: ${number}.`,
      ),
    );
  }
  if (unmatched.length > 0) {
    const verb = unmatched.length === 1 ? 'matches' : 'match';
    const number = counted(unmatched.length, 'entry', 'entries');
    lines.push(
      theme.wrap(
        `Note: ${number} of the baseline ${file} no longer ${verb} a finding; --write-baseline ${file} removes:`,
      ),
      ...unmatched.map(({ rule, target, file: farm }) => `  ${rule} on ${target} in ${farm}`),
    );
  }
  return lines.length === 0 ? [] : [lines.join('\n')];
}

/** One finding: what, where, why, the fix, and the source. */
function renderFinding(finding: Printed<Finding | PlacedFinding>, theme: Theme): string {
  const { colour } = theme;
  const paint = severityColour(finding.severity, theme);
  const lines = [
    `  ${paint(severityWord(finding.severity))} ${colour.bold(finding.rule)} ${finding.slug}`,
    ...('location' in finding ? [`    in ${sayPlace(finding)}`] : []),
    ...saySuppressed(finding, theme),
    paragraph(`${finding.message}.`, 4, theme),
    paragraph(`observed: ${finding.observed}; required: ${finding.required}`, 4, theme),
    paragraph(`why: ${finding.why}`, 4, theme),
    ...finding.remedy.map((command, index) => `    ${index === 0 ? 'fix:' : '    '} ${command}`),
    ...(finding.replay ?? []).map((command) => `    see: ${command}`),
  ];
  if (finding.source.length > 0) {
    const assumed =
      finding.assumptions.length === 0 ? '' : `; ${sayAssumptions(finding.assumptions)}`;
    lines.push(theme.faint(paragraph(`source: ${finding.source.join('; ')}${assumed}`, 4, theme)));
  }
  return lines.join('\n');
}

/** Always on one line, so that editors and terminals can open it. */
function sayPlace({ location: { file, line, column } }: PrintedFinding): string {
  return `${file}:${line}:${column}`;
}

function saySuppressed(finding: Printed<Finding | PlacedFinding>, theme: Theme): string[] {
  const { suppressed } = finding;
  if (suppressed === null) {
    const before = 'acceptedAt' in finding ? finding.acceptedAt : null;
    if (before == null) return [];
    const where = 'acceptedIn' in finding ? finding.acceptedIn : 'the baseline';
    return [
      where === 'the baseline'
        ? `    worse than in ${where}: ${before} was accepted`
        : `    worse than in ${where}, where it was ${before}`,
    ];
  }
  if ('by' in suppressed && suppressed.by === 'baseline') return ['    suppressed by the baseline'];
  if ('by' in suppressed && suppressed.by === 'against') return [`    known: ${suppressed.reason}`];
  const until = suppressed.expires === null ? '' : ` until ${suppressed.expires}`;
  return [paragraph(`suppressed${until}: ${suppressed.reason}`, 4, theme)];
}
