import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';

/** Reports as pages, written by the built program. */

const program = join(import.meta.dirname, '../../bin/run.js');

/** The day of the reports. */
export const today = '2026-11-20';

/** The sample farm that comes with the program. */
export const sample = join(import.meta.dirname, '../../examples/two-sites.farm.json');

/** A report, with the address of its file for a browser. It is removed after the test. */
export function writtenPage(
  farm: string | object,
  ...flags: string[]
): { file: string; url: string } {
  const folder = mkdtempSync(join(tmpdir(), 'farm-page-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const source = join(folder, 'two-sites.farm.json');
  writeFileSync(source, typeof farm === 'string' ? farm : JSON.stringify(farm));
  const words = [
    'report',
    '--file',
    'two-sites.farm.json',
    '--today',
    today,
    '--output',
    'report.html',
    ...flags,
  ];
  execFileSync(process.execPath, [program, ...words], { cwd: folder, stdio: 'pipe' });
  const file = join(folder, 'report.html');
  return { file, url: pathToFileURL(file).href };
}

/** Names that other programs would take for markup, code, or an instruction. */
export const hostileNames = [
  '<script>alert(1)</script>',
  ']]>',
  '"><img src=x onerror=alert(2)>',
  'javascript:alert(3)',
  '</script><script>alert(4)</script>',
  '<!--<script>',
  "'; alert(5); '",
  'שלום-12',
  'مزرعة الخوادم',
  '${alert(6)} `x` $(id)',
  '&lt;b&gt;',
  `long-${'0123456789'.repeat(19)}-end`,
] as const;

/** A farm in which everything that may have any name has one of them. */
export function hostileFarm(): object {
  const sites = hostileNames.map((name, at) => ({
    name,
    licensing: at === 0,
    brokers: ['A', 'B', 'C'].map((letter, place) => ({
      server: `CB-${letter}-${at}`,
      ip: `10.${at}.0.${place + 1}`,
      description: name,
      failureDomains: { rack: name },
    })),
    gateways: [{ server: `GW-${at}` }],
    // Brackets select many names, so no agent can have them.
    agents: [{ name: `${name.replaceAll(/[[\]]/gu, '')} a`, kind: 'rds-host' }],
    providers: [{ name: `${name} p`, type: 'HyperV' }],
  }));
  return { formatVersion: 1, rasVersion: 21, name: hostileNames.slice(0, 9).join(' '), sites };
}
