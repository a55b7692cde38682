#!/usr/bin/env node
// Bundles src/ again and runs it. Types are not checked here: the editor and `npm run types` do that.
async function run() {
  const { bundle, writeManifest } = await import('../scripts/build.mjs');
  await bundle();
  await writeManifest();
  await require('../dist/main.cjs').start(process.argv.slice(2));
}

void run();
