import type { HelpPage } from './page.js';

/** Which files farm reads and writes. */
export const filesPage: HelpPage = {
  id: 'files',
  title: 'Files: what farm reads and writes',
  about: 'which farm file is used, and the other files that farm reads',
  blocks: [
    {
      kind: 'list',
      head: 'Which farm file is used: the first of',
      items: [
        {
          id: '--file PATH',
          says: 'the file given on the command line; - is standard input, for commands that only read',
        },
        { id: 'FARM_FILE', says: 'the file in this environment variable' },
        { id: 'farm.json', says: 'in the current folder, or the nearest folder above it' },
        { id: 'default-farm', says: 'the file in this preference' },
        { id: 'your own farm', says: 'created by farm init --own' },
      ],
    },
    {
      kind: 'list',
      head: 'Other files',
      items: [
        { id: '*.farm-test.yaml', says: 'tests of a farm, for farm test; also .yml and .json' },
        { id: 'farm.policy.json', says: 'rules for every farm of a repository; also .yaml' },
        {
          id: '*.ras-capture.json',
          says: 'what the script of farm capture read off the live farm',
        },
        { id: 'baseline', says: 'known findings, written by farm check --write-baseline' },
        {
          id: 'FILE.lock',
          says: 'while farm changes a file; farm unlock removes a lock that was left behind',
        },
        { id: 'preferences', says: 'farm config sets them; one file for each user' },
      ],
    },
    {
      kind: 'text',
      head: 'Saving',
      text: 'farm replaces a file in one step, so that no reader finds half of it, and only if the new content is a valid farm. An edit that fails leaves the file as it was. farm never connects to a live farm.',
    },
    {
      kind: 'commands',
      head: 'Commands',
      commands: [
        'farm init --example',
        'farm validate',
        'farm schema > farm.schema.json',
        'farm config list',
      ],
    },
  ],
};
