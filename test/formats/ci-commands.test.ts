import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReportFormat, reportFormats } from '../../src/render/formats/formats.js';
import { renderReadiness } from '../../src/render/readiness.js';
import { escapeAll, escapeText, printJson } from '../../src/render/text.js';
import { createTheme } from '../../src/render/theme.js';
import { hostileFinding, reportOf } from './a-report.js';

/** Every output is printed in a step of some CI server: no text of a farm may be a command there. */

/** The commands of a server in a line, as its agent finds them. */
const servers = {
  azure: /##vso\[/iu,
  teamcity: /##teamcity\[/iu,
  github: /^\s*::[a-z][\w-]*(?: .*)?::|##\[/iu,
} as const;

/** How many lines a server would obey. */
function obeyed(text: string, server: keyof typeof servers): number {
  return text.split(/\r\n|\n|\r/u).filter((line) => servers[server].test(line)).length;
}

const formats = Object.keys(reportFormats) as ReportFormat[];
const findings = fc
  .array(hostileFinding, { minLength: 1, maxLength: 3 })
  .map((all) => all.map((one) => ({ ...one, suppressed: null })));

describe('commands for CI servers in texts of a farm', () => {
  it.each(formats)('are not in %s, except its own', async (format) => {
    const render = await reportFormats[format]();
    fc.assert(
      fc.property(findings, (found) => {
        const text = render(reportOf(found));
        for (const server of Object.keys(servers) as (keyof typeof servers)[])
          if (server !== format) expect(obeyed(text, server)).toBe(0);
      }),
    );
  });

  it('are not in text and JSON', async () => {
    const theme = await createTheme({ stream: {}, env: {}, noColour: true });
    fc.assert(
      fc.property(findings, (found) => {
        const report = { ...reportOf(found), namesFiles: true };
        const text = renderReadiness(escapeAll(report), theme);
        for (const server of Object.keys(servers) as (keyof typeof servers)[]) {
          expect(obeyed(text, server)).toBe(0);
          expect(obeyed(printJson(report), server)).toBe(0);
        }
        expect(JSON.parse(printJson(found))).toEqual(JSON.parse(JSON.stringify(found)));
      }),
    );
  });

  it('are shown escaped, and addresses as they are', () => {
    expect(escapeText('a ##vso[task.complete] ::add-mask::x ##[b]')).toBe(
      'a \\u0023#vso[task.complete] \\u003a:add-mask::x \\u0023#[b]',
    );
    for (const text of ['::1', '::ffff:10.0.0.1', 'fe80::1', 'x::y', '# ## ###', 'C::D::E'])
      expect(escapeText(text)).toBe(text);
  });
});
