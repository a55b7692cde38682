import { exitCodesPage } from './exit-codes.js';
import { filesPage } from './files.js';
import { formatsPage } from './formats.js';
import { loadPage } from './load.js';
import type { HelpPage } from './page.js';
import { patternsPage } from './patterns.js';
import { quorumPage } from './quorum.js';
import { shellsPage } from './shells.js';

/** The pages of `farm help`, in the order of the list. */
export const helpPages: readonly HelpPage[] = [
  quorumPage,
  loadPage,
  filesPage,
  patternsPage,
  shellsPage,
  formatsPage,
  exitCodesPage,
];
