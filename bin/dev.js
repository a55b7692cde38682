#!/usr/bin/env node
// Bundles src/ again and runs it. Types are not checked here: the editor and `npm run types` do that.
import { bundle, writeManifest } from '../scripts/build.mjs';

await bundle();
await writeManifest();

const { start } = await import('../dist/main.js');
await start(process.argv.slice(2));
