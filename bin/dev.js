#!/usr/bin/env node
// Bundles src/ again and runs it: what you see is what you typed. Types are left to the editor and `npm run types`.
async function run() {
  const { bundle, writeManifest } = await import('../scripts/build.mjs');
  await bundle();
  await writeManifest();
  await require('../dist/main.cjs').start(process.argv.slice(2));
}

void run();
