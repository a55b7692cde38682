#!/usr/bin/env node
const { enableCompileCache } = require('node:module');

// Keeps compiled code between runs (Node 22 and newer): the largest part of the start-up time.
enableCompileCache?.();

void require('../dist/main.cjs').start(process.argv.slice(2));
