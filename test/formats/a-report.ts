import { printed } from '../suggest/printed.js';
import * as fc from 'fast-check';
import { FarmError } from '../../src/domain/model/errors.js';
import type { Farm } from '../../src/domain/model/farm.js';
import type { PrintedFinding, Report } from '../../src/render/check-result.js';
import { judge, type RunQuestion } from '../../src/gate/check.js';
import type { ReadFarm } from '../../src/gate/check-file.js';
import type { Tried } from '../../src/gate/many-files.js';
import { printFarm } from '../../src/store/farm/document.js';
import { uriOf } from '../../src/store/fs/repository.js';

/** Reports to hold the formats against: of real farms, and of findings that hold what no farm would. */

const question: RunQuestion = {
  today: '2026-11-20',
  site: null,
  rules: { only: [], skip: [] },
  failOn: 'error',
  isFailOnTyped: true,
  against: null,
  deny: [],
  policy: null,
  baseline: null,
  writeBaseline: null,
};

/** The report on farms by their names, as if their files were printed. */
export async function reportOn(
  farms: Readonly<Record<string, Farm | FarmError>>,
  options: Partial<RunQuestion & { text: (farm: Farm) => string }> = {},
): Promise<Report> {
  const { text = (farm: Farm) => printFarm(farm) } = options;
  const tried = Object.entries(farms).map(([file, farm]): Tried<ReadFarm> => {
    const source = { kind: 'file', path: `/w/${file}`, foundBy: 'FILES' } as const;
    if (farm instanceof FarmError) return { source, file, error: farm };
    return {
      source,
      file,
      value: {
        loaded: { farm, source, text: text(farm), ownRules: [], captured: null },
        fix: null,
      },
    };
  });
  const run = printed(await judge(tried, { ...question, ...options }));
  const files = [...run.origins].map(([name, { asked }]) => {
    return [name, { asked, path: name, uri: uriOf(name), isInRepository: true }] as const;
  });
  return { ...run, files: new Map(files), tool, showSuppressed: true, sarifSuppressed: 'mark' };
}

const tool = { version: '1.2.3' };

/** A report whose findings are given: for names and messages that a farm could hardly have. */
export function reportOf(
  findings: readonly PrintedFinding[],
  changes: Partial<Report> = {},
): Report {
  const names = [...new Set(findings.map(({ location }) => location.file))];
  const summary = { error: 0, warning: 0, info: 0, suppressed: 0 };
  for (const { severity, suppressed } of findings)
    summary[suppressed === null ? severity : 'suppressed'] += 1;
  const sites = [...new Set(findings.flatMap(({ site }) => (site === null ? [] : [site])))];
  return {
    result: {
      files: names.map((file) => ({
        file,
        rules: 1,
        off: [],
        sites: sites.map((site) => ({ site, summary })),
        summary,
        fix: null,
        policy: null,
        failOn: 'error',
        against: null,
        error: null,
      })),
      failOn: 'error',
      baseline: null,
      against: null,
    },
    findings,
    summary,
    files: new Map(
      names.map((file) => [
        file,
        {
          asked: [...new Set(findings.map(({ rule }) => rule))],
          path: file,
          uri: uriOf(file),
          isInRepository: true,
        },
      ]),
    ),
    status: 0,
    tool,
    showSuppressed: true,
    sarifSuppressed: 'mark',
    ...changes,
  };
}

/** A finding of RAS104 about one broker, changed as wanted. */
export function aFinding(changes: Partial<PrintedFinding> = {}): PrintedFinding {
  return {
    rule: 'RAS104',
    slug: 'even-active-brokers',
    severity: 'warning',
    site: 'Berlin',
    target: { kind: 'broker', name: 'CB1' },
    path: ['sites', 0, 'brokers', 0],
    message: 'CB1 is one of four',
    brief: 'CB1 is one of four',
    observed: 4,
    required: 'an odd number',
    why: 'A split into halves leaves no majority.',
    remedy: ['farm broker standby CB1'],
    source: ["Administrator's Guide (21), Brokers"],
    assumptions: ['A4'],
    suppressed: null,
    matter: null,
    location: { file: 'farm.json', line: 3, column: 7, endLine: 3, endColumn: 9 },
    ...changes,
  };
}

/** What has a meaning in one format or another, or in a terminal. */
const awkward = [
  '|',
  '`',
  '\\',
  '<b>',
  '</td>',
  '&amp;',
  '&#124;',
  ']]>',
  '<!--',
  '"',
  "'",
  ',',
  ';',
  '\r\n',
  '\n',
  '\t',
  '::error::',
  '::add-mask::x',
  '##vso[task.complete]',
  '##TeamCity[x]',
  '##[group]',
  '%0A',
  ':',
  '=1+1',
  '+',
  '-',
  '@org',
  '[a](http://e.vil)',
  '![x](y)',
  'https://e.vil',
  'www.e.vil',
  'a@e.vil',
  '*b*',
  '_i_',
  '~~s~~',
  '$x$',
  '\u0000',
  '\u0007',
  '\u001b[2J',
  '\u202e',
  '\ufffe',
  '\ud800',
  ' ',
  '  ',
  'x',
  '日本',
  '🙂',
];

/** Any text at all: mark-up of every format, controls, half characters. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.string({ unit: 'binary', maxLength: 20 }), weight: 2 },
  {
    arbitrary: fc
      .array(fc.constantFrom(...awkward), { minLength: 1, maxLength: 6 })
      .map((parts) => parts.join('')),
    weight: 5,
  },
);

/** A finding with any text where names and words of a farm file come in. */
export const hostileFinding: fc.Arbitrary<PrintedFinding> = fc
  .record({
    // The second is a rule of a policy.
    about: fc.constantFrom(
      { rule: 'RAS104', slug: 'even-active-brokers' },
      { rule: 'ORG001', slug: 'two-locations' },
    ),
    site: fc.option(hostileText),
    name: hostileText,
    message: hostileText,
    observed: fc.oneof(hostileText, fc.nat()),
    remedy: fc.array(hostileText, { maxLength: 2 }),
    file: hostileText.filter((text) => text !== ''),
    reason: fc.option(hostileText),
    severity: fc.constantFrom('error' as const, 'warning' as const, 'info' as const),
    line: fc.integer({ min: 1, max: 9_999 }),
  })
  .map(({ about, name, file, line, reason, ...rest }) =>
    aFinding({
      ...rest,
      ...about,
      target: { kind: 'broker', name },
      location: { file, line, column: 1, endLine: line, endColumn: 2 },
      suppressed: reason === null ? null : { reason, expires: null, by: 'farm file' },
    }),
  );

/** A broken file's error, with a problem of any text. */
export function brokenFile(file: string, message = 'a site has no "oops".'): FarmError {
  return new FarmError({
    code: 'E_INVALID',
    message: `${file} is not a valid farm: one problem.`,
    nextStep: 'correct the file at the lines shown',
    problems: [
      {
        path: ['sites', 0],
        message,
        expected: 'one of name, brokers',
        location: { file, line: 4, column: 2, text: '  x' },
      },
    ],
  });
}
