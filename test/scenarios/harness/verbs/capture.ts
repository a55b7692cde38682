import { compareFarms } from '../../../../src/domain/diff/compare.js';
import { importCapture, type ImportedFarm } from '../../../../src/domain/capture/import-capture.js';
import { kindOfCmdlet } from '../../../../src/domain/capture/kinds.js';
import type { RawCapture, RawResult } from '../../../../src/domain/capture/raw.js';
import { readCapture } from '../../../../src/domain/capture/read-capture.js';
import type { Farm } from '../../../../src/domain/model/farm.js';
import { rasVersions } from '../../../../src/domain/facts/ras-versions.js';
import { sayCaptureWarning } from '../../../../src/render/capture-words.js';
import { scenarioDay } from '../day.js';
import type { Line } from '../line.js';
import type { Verbs } from '../verb.js';
import { sayDiff } from './diff.js';

/** What a capture of a live farm makes of the farm. The capture belongs to the farm, and stays when it is imported. */

const captures = new WeakMap<Farm, RawCapture>();

const empty: RawCapture = {
  capturedAt: null,
  server: null,
  pseudonyms: false,
  module: null,
  parameters: {},
  results: [],
  skipped: [],
};

function captureOf(farm: Farm): RawCapture {
  return captures.get(farm) ?? empty;
}

/** A farm like this one, with another capture. */
function withCapture(farm: Farm, capture: RawCapture): { setUp: Farm } {
  const setUp = { ...farm };
  captures.set(setUp, capture);
  return { setUp };
}

function imported(line: Line, farm: Farm, replace: boolean): ImportedFarm {
  const ras = line.number('ras');
  return importCapture(readCapture(captureOf(farm)), farm.sites.length === 0 ? null : farm, {
    name: line.option('name'),
    rasVersion: rasVersions.find((version) => version === ras),
    replace,
  });
}

/** Captures of a live farm. */
export const captureVerbs: Verbs = {
  /** capture [pseudonyms]: a new capture, without a call */
  capture: (line, farm) => withCapture(farm, { ...empty, pseudonyms: line.flag('pseudonyms') }),
  /** call CMDLET [SiteId] [missing|failed]: a call of a cmdlet, for a site or for all */
  call: (line, farm) => {
    const capture = captureOf(farm);
    const missing = line.flag('missing');
    const failed = line.flag('failed');
    const source = line.word('a cmdlet');
    const [siteId] = line.rest();
    const kind = kindOfCmdlet(source);
    if (kind === null) {
      return withCapture(farm, {
        ...capture,
        skipped: [...capture.skipped, { source, objects: 1 }],
      });
    }
    const result: RawResult = {
      kind,
      source,
      arguments: siteId === undefined ? {} : { SiteId: Number(siteId) },
      error:
        missing || failed
          ? { kind: missing ? 'missing' : 'failed', message: 'access denied' }
          : null,
      objects: [],
    };
    return withCapture(farm, { ...capture, results: [...capture.results, result] });
  },
  /** object KEY=VALUE…: an object of the last call */
  object: (line, farm) => {
    const capture = captureOf(farm);
    const last = capture.results.at(-1);
    if (last === undefined) throw line.mistake('"object" needs a call before it');
    const object = { ...line.optionsUnder('') };
    const results = [
      ...capture.results.slice(0, -1),
      { ...last, objects: [...last.objects, object] },
    ];
    return withCapture(farm, { ...capture, results });
  },
  /** import [replace] [name=NAME] [ras=VERSION]: the farm from the capture */
  import: (line, farm) => {
    const { farm: now, ...rest } = imported(line, farm, line.flag('replace'));
    captures.set(now, captureOf(farm));
    return { edit: { farm: now, notes: [] }, more: sayImported(rest), certainty: 'files' };
  },
  /** drift: what of the live farm differs, and its states */
  drift: (line, farm) => {
    const { farm: live, states } = imported(line, farm, true);
    return {
      output: [
        ...states.map(
          ({ site, object, name, issue, state, version, primaryVersion }) =>
            `state ${object} ${name} of ${site}: ${issue} ${state ?? '-'} ${version ?? '-'} ${primaryVersion ?? '-'}`,
        ),
        ...sayDiff(compareFarms(farm, live, scenarioDay), false),
      ],
    };
  },
};

function sayImported({
  warnings,
  questions,
  notCovered,
  unknown,
  skipped,
}: Omit<ImportedFarm, 'farm'>): string[] {
  return [
    ...warnings.map((warning) => `warning ${warning.kind}: ${sayCaptureWarning(warning)}`),
    ...questions.map(
      ({ kind, site, names, page }) =>
        `question ${kind}: ${[site ?? 'farm', ...names].join(' ')}${page === null ? '' : ` (${page})`}`,
    ),
    ...notCovered.map(({ site, what }) => `not covered: ${what} of ${site}`),
    ...unknown.map(({ kind, count, names }) => `unknown ${kind}: ${count} (${names.join(' ')})`),
    ...skipped.map(({ source }) => `skipped ${source}`),
  ];
}
