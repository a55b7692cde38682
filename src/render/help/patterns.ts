import type { HelpPage } from './page.js';

/** Naming many objects at once. */
export const patternsPage: HelpPage = {
  id: 'patterns',
  title: 'Patterns: many names at once',
  about: 'ranges, lists and wildcards where several names belong',
  blocks: [
    {
      kind: 'list',
      head: 'What a name can be, where several belong',
      items: [
        { id: 'RDS1', says: 'a name; upper and lower case are the same' },
        { id: 'RDS[01-40]', says: 'a range: RDS01 to RDS40, with the zeros as written' },
        { id: 'RDS[01-03,07]', says: 'several ranges and numbers in one name' },
        { id: 'CB1,CB2', says: 'a list' },
        { id: 'RDS1*', says: 'a pattern: * is any text, ? is one character' },
        {
          id: 'rack=r1',
          says: 'the brokers of a failure domain, wherever brokers are named; the value can be a pattern',
        },
        {
          id: 'vc[[]1[]]',
          says: 'the name vc[1]: [ ] * ? and comma are part of a name when each is in brackets',
        },
      ],
    },
    {
      kind: 'text',
      head: 'Quotes',
      text: 'Put ranges and patterns in quotes: otherwise the shell replaces them by names of files.',
    },
    {
      kind: 'commands',
      head: 'Examples',
      commands: [
        "farm agent add 'RDS[01-40]' --site Berlin",
        "farm agent assign 'RDS1*' CB-BER-2 --site Berlin",
        "farm simulate --site Berlin --down 'CB-BER-[1-2]'",
        'farm simulate --site Berlin --down rack=r1',
        'farm simulate --site Berlin --partition CB-BER-1/CB-BER-2,CB-BER-3',
        "farm check 'sites/*.farm.json'",
      ],
    },
  ],
};
