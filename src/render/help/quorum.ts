import type { HelpPage } from './page.js';

/** How many brokers a Site may lose, and why. */
export const quorumPage: HelpPage = {
  id: 'quorum',
  title: 'Quorum: how many brokers a Site may lose',
  about: 'majority, high availability for VDI, and how many brokers may fail',
  blocks: [
    {
      kind: 'commands',
      head: 'Ask your farm',
      commands: ['farm status', 'farm prove', 'farm simulate --site Berlin --down CB-BER-1'],
    },
  ],
  concept: 'majority',
};
