#!/usr/bin/env node
const { enableCompileCache } = require('node:module');

// Keeps compiled code between runs (Node 22 and newer): the largest part of the start-up time.
enableCompileCache?.();

const [first, ...others] = process.argv.slice(2);

// A shell asks at Tab: a person waits, and most of the program is not needed.
if (first === '__complete') void require('../dist/complete.cjs').start(others);
else void require('../dist/main.cjs').start(process.argv.slice(2));
