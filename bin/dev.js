#!/usr/bin/env node
// Bundles src/ again and runs it: what you see is what you typed. Types are left to the editor and `npm run types`.
import { bundle, writeManifest } from '../scripts/build.mjs';

await bundle();
await writeManifest();

const { start } = await import('../dist/main.js');
await start(process.argv.slice(2));
