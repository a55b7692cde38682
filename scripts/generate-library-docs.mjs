/**
 * Prints the output of each example in docs/library.md. Needs a build, and examples/two-sites.farm.json unchanged.
 * `--check` writes nothing and exits 1 when the page is stale.
 */
import { readFileSync } from 'node:fs';
import { keepGenerated } from './keep-generated.mjs';
import { withOutputs } from './run-examples.mjs';

const page = readFileSync(new URL('../docs/library.md', import.meta.url), 'utf8');
keepGenerated(new Map([['docs/library.md', withOutputs(page.replaceAll('\r\n', '\n'))]]));
