/**
 * How long a report as a page takes to open in a browser, as a multiple of an empty page in the same run, and how long it takes
 * from a click on a broker to the new answer, laid out. For 30 brokers and 1,000 agents. Exits 1 when an aim is missed; does
 * nothing where there is no Chromium.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

/** In milliseconds. */
const aims = { open: 1000, click: 50 };
const runs = Number(process.env.FARM_BENCH_RUNS ?? 7);
const program = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const example = fileURLToPath(new URL('../../examples/two-sites.farm.json', import.meta.url));
/** The most that the report of the example may take, in bytes. */
const mostBytes = 400_000;

const executablePath = ['chromium', 'chromium-browser', 'google-chrome']
  .map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim())
  .find((found) => found !== '');

if (executablePath === undefined) console.log('no Chromium: the page is not measured');
else await measureAll();

async function measureAll() {
  const folder = mkdtempSync(path.join(tmpdir(), 'farm-bench-'));
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const empty = path.join(folder, 'empty.html');
    writeFileSync(empty, '<!DOCTYPE html><title>empty</title>');
    const file = path.join(folder, 'large.json');
    writeFileSync(file, JSON.stringify(farmOf(30, 1000)));
    const large = report(file, path.join(folder, 'large.html'));
    const nothing = await fastest(() => opened(page, empty));
    const open = await fastest(() => opened(page, large));
    const ratio = (open / nothing).toFixed(1);
    show(`open: ${open.toFixed(0)} ms, ${ratio} times an empty page`, open, aims.open);
    const click = await fastest(async () => middleOf(await page.evaluate(clicks, 30)));
    const times = (click / nothing).toFixed(1);
    show(
      `click to answer: ${click.toFixed(1)} ms, ${times} times an empty page`,
      click,
      aims.click,
    );
    const { size } = statSync(report(example, path.join(folder, 'example.html')));
    show(`the report of the example: ${(size / 1000).toFixed(0)} kB`, size, mostBytes);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(farm, output) {
  const args = [program, 'report', '--file', farm, '--html', '-o', output];
  execFileSync(process.execPath, args, { stdio: 'ignore' });
  return output;
}

/** How long a page takes until it is complete, its program included. */
async function opened(page, file) {
  await page.goto('about:blank');
  await page.goto(pathToFileURL(file).href);
  return page.evaluate(() => performance.getEntriesByType('navigation')[0].domComplete);
}

function middleOf(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}

async function fastest(run) {
  const times = [];
  for (let at = 0; at < runs; at += 1) times.push(await run());
  return Math.min(...times);
}

/** Clicks brokers one after another, each on or off, and times each click. Runs in the page. */
function clicks(count) {
  const buttons = [...document.querySelectorAll('#try fieldset button')];
  return Array.from({ length: count }, (_, at) => {
    const start = performance.now();
    buttons[(at * 7) % 30].click();
    // Lays the page out.
    void document.body.offsetHeight;
    return performance.now() - start;
  });
}

function show(what, value, aim) {
  console.log(`${what} (aim: at most ${aim})`);
  if (value > aim) process.exitCode = 1;
}

function farmOf(brokers, agents) {
  return {
    formatVersion: 1,
    name: 'Bench',
    rasVersion: 21,
    sites: [
      {
        name: 'Site',
        autoPromotion: { enabled: true, afterMinutes: 30 },
        brokers: Array.from({ length: brokers }, (_, at) => ({
          server: `CB${at + 1}`,
          ip: `10.0.0.${at + 1}`,
          failureDomains: { rack: `r${at % 5}` },
          ...(at > 2 && at % 5 === 0 ? { standby: true } : {}),
        })),
        agents: Array.from({ length: agents }, (_, at) => ({
          name: `RDS${at + 1}`,
          ...(at % 3 === 0 ? { preferredBroker: `CB${(at % 4) + 1}` } : {}),
          ...(at % 2 === 0 ? { failureDomains: { rack: `r${at % 5}` } } : {}),
        })),
        providers: Array.from({ length: 10 }, (_, at) => ({ name: `vc${at}`, type: 'HyperV' })),
      },
    ],
  };
}
