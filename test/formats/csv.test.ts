import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderCsv } from '../../src/render/formats/csv.js';
import { escapeText } from '../../src/render/text.js';
import {
  aFinding,
  brokenFile,
  hostileFinding,
  hostileText,
  reportOf,
  reportOn,
} from './a-report.js';

/** CSV, read back by a strict parser. */

function rowsOf(csv: string): Record<string, string>[] {
  return parse<Record<string, string>>(csv, {
    columns: true,
    record_delimiter: '\r\n',
    relax_column_count: false,
  });
}

describe('CSV', () => {
  it('gives any text of a farm back, but for what it must defuse', () => {
    fc.assert(
      fc.property(fc.array(hostileFinding, { maxLength: 4 }), (findings) => {
        const report = reportOf(findings);
        const rows = rowsOf(renderCsv(report));
        const output = rows.map(({ file, name, message, suppressed }) =>
          JSON.stringify([file, name, message, suppressed]),
        );
        const expected = findings.map(({ location, target, message, suppressed }) =>
          JSON.stringify(
            [location.file, target.name, message, suppressed?.reason ?? ''].map(shown),
          ),
        );
        expect(output.toSorted()).toEqual(expected.toSorted());
      }),
    );
  });

  it('contains no formula, whatever a name begins with', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('=', '+', '-', '@', '\t=', '\r=', ' =', '＝'),
        hostileText,
        (start, text) => {
          const [row] = rowsOf(renderCsv(reportOf([aFinding({ message: start + text })])));
          expect(row?.['message']).not.toMatch(/^\s*[=+\-@\t\r＝]/u);
        },
      ),
    );
  });

  it('ends every line as RFC 4180 says, and has a head even without findings', () => {
    const csv = renderCsv(reportOf([]));
    expect(csv).toMatch(/^file,line,column,severity,rule,.*\r\n$/u);
    expect(renderCsv(reportOf([aFinding()])).split('\r\n')).toHaveLength(3);
  });

  it('shows what is suppressed only where it is asked for; broken files always', async () => {
    const suppressed = { reason: 'soon', expires: null, by: 'baseline' } as const;
    const report = reportOf([aFinding({ suppressed })]);
    expect(rowsOf(renderCsv(report))[0]).toMatchObject({
      suppressed: 'soon',
      suppressed_by: 'baseline',
    });
    expect(rowsOf(renderCsv({ ...report, showSuppressed: false }))).toEqual([]);
    const [row] = rowsOf(renderCsv(await reportOn({ 'c.json': brokenFile('c.json') })));
    expect(row).toMatchObject({
      file: 'c.json',
      line: '4',
      column: '2',
      rule: 'RAS900',
      message: 'a site has no "oops"',
    });
  });
});

function shown(text: string): string {
  const escaped = escapeText(text);
  return /^\s*[=+\-@\uff0b\uff0d\uff1d\uff20]/u.test(escaped) ? `'${escaped}` : escaped;
}
