import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { importCapture } from '../../src/domain/capture/index.js';
import type { Farm } from '../../src/domain/model/index.js';
import { captureOfFiles } from '../../src/store/capture/read-captures.js';
import { anyFarm } from '../properties/arbitrary.js';
import { newPlayed, playedFarm } from './played-farm.js';
import { needsPwsh, pwsh, quotedPath, runPowerShell } from './run.js';

/** Single cmdlets exported as people do it, by a real PowerShell: the files import to the model that the module plays. */

const folder = mkdtempSync(join(tmpdir(), 'farm-exported-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** How the objects of a cmdlet, `$_`, get into the file `$file`. */
const exports: Readonly<Record<string, string>> = {
  'ConvertTo-Json > file': '$all | ConvertTo-Json > "$file.json"',
  'ConvertTo-Json -InputObject, UTF-16':
    'ConvertTo-Json -InputObject @($all) | Out-File -Encoding unicode "$file.json"',
  'ConvertTo-Json -EnumsAsStrings, big-endian':
    '$all | ConvertTo-Json -EnumsAsStrings | Out-File -Encoding bigendianunicode "$file.json"',
  'ConvertTo-Json -Compress -Depth 1, UTF-8 with a mark':
    '$all | ConvertTo-Json -Compress -Depth 1 | Out-File -Encoding utf8BOM "$file.json"',
  'one document for each object': '$all | ForEach-Object { $_ | ConvertTo-Json } > "$file.json"',
  'Export-Csv': '$all | Export-Csv "$file.csv"',
  'Export-Csv -IncludeTypeInformation, semicolons, UTF-16':
    '$all | Export-Csv -IncludeTypeInformation -Delimiter ";" -Encoding unicode "$file.csv"',
  'ConvertTo-Csv with tabs and few quotes':
    '$all | ConvertTo-Csv -Delimiter "`t" -UseQuotes AsNeeded | Set-Content "$file.csv"',
};

const cmdlets = ['Site', 'Broker', 'Gateway', 'RDSHost', 'Provider'].map(
  (noun) => `Get-RAS${noun}`,
);

async function exported(farm: Farm, how: string, variant: string): Promise<string> {
  const own = mkdtempSync(join(folder, 'run-'));
  const state = join(own, 'state');
  newPlayed(state, playedFarm(farm));
  const lines = [
    `Import-Module RASAdmin`,
    `New-RASSession -Server '' -Username 'ACME\\admin' -Password $credential.Password | Out-Null`,
    `$sites = @(Get-RASSite | ForEach-Object { $_.Id })`,
    ...cmdlets.map((cmdlet) => {
      const file = quotedPath(join(own, cmdlet));
      const list =
        cmdlet === 'Get-RASSite' ? cmdlet : `$sites | ForEach-Object { ${cmdlet} -SiteId $_ }`;
      return `$file = ${file}; $all = @(${list}); ${how}`;
    }),
  ];
  const { err, out } = await runPowerShell(lines.join('; '), { state, variant });
  expect(err, out).toBe('');
  return own;
}

/** Without what these cmdlets don't show, and without NUL, which CSV can't hold. */
function shown(farm: Farm): Farm {
  const text = JSON.stringify(farm).replaceAll(/\\u00[01][0-9a-f]/gu, '');
  const { sites, ...rest } = JSON.parse(text) as Farm;
  return {
    ...rest,
    sites: sites.map((site) => ({
      ...site,
      agents: site.agents.map((agent) => ({ ...agent, kind: 'rds-host' as const })),
      providers: site.providers.map((one) =>
        one.type === 'Custom' ? { ...one, type: 'HyperV' as const } : one,
      ),
    })),
  };
}

const farms = fc.sample(anyFarm({ agents: 4, brokers: 4 }), Object.keys(exports).length).map(shown);

describe.skipIf(pwsh === null)(`files${needsPwsh}`, { timeout: 60_000 }, () => {
  it.each(Object.entries(exports).map(([name, how], at) => ({ name, how, farm: farms[at] })))(
    'by $name import to the model',
    async ({ how, farm }) => {
      if (farm === undefined) throw new Error('a farm for each way');
      const own = await exported(farm, how, '');
      const files = readdirSync(own)
        .filter((file) => file.startsWith('Get-'))
        .map((file) => ({ file, shown: file, bytes: readFileSync(join(own, file)) }));
      expect(files.length).toBeGreaterThan(1);
      const { farm: imported, warnings } = importCapture(captureOfFiles(files), farm);
      expect(imported, JSON.stringify(warnings)).toEqual(farm);
    },
  );
});
