#!/usr/bin/env node
import module from 'node:module';

// Keeps compiled code between runs (Node 22 and newer): the largest part of the start-up time.
module.enableCompileCache?.();

const { start } = await import('../dist/main.js');
await start(process.argv.slice(2));
