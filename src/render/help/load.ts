import type { HelpPage } from './page.js';

/** How agents are shared among brokers. */
export const loadPage: HelpPage = {
  id: 'load',
  title: 'Load: which broker serves how many agents',
  about: 'how agents are distributed, and why one broker has more than its share',
  blocks: [
    {
      kind: 'commands',
      head: 'Ask your farm',
      commands: ['farm load', 'farm load --brokers 5', 'farm load --help'],
    },
    {
      kind: 'bullets',
      head: 'Why a broker has more than its share',
      items: [
        'It is the primary: from a certain number of brokers on, the table below gives it another share than the secondaries.',
        'Agents prefer it. They connect to it first, and only the others are distributed.',
        'A broker is disabled or in standby: the active ones share its agents.',
        'Agents that are connected stay where they are when a broker comes back.',
      ],
    },
  ],
  concept: 'load',
};
