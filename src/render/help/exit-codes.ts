import type { HelpPage } from './page.js';

/** What scripts can rely on. */
export const exitCodesPage: HelpPage = {
  id: 'exit-codes',
  title: 'Exit codes',
  about: 'what each exit code means, for scripts and CI',
  blocks: [
    {
      kind: 'commands',
      head: 'As a gate',
      commands: [
        'farm check --fail-on warning',
        'farm prove --require 1',
        'farm diff main --exit-code',
      ],
    },
  ],
  concept: 'exit-codes',
};
