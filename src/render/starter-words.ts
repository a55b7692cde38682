import type { CommentedTest, StarterSubject, StarterTest } from '../domain/expectations/index.js';
import { printDuration } from '../domain/model/index.js';

/** The words of a first test file. */

/** The test with its name and its comment. */
export function describeStarter({ subject, site, test }: StarterTest): CommentedTest {
  const { name, comment } = saySubject(subject);
  return { comment, test: { name: site === null ? name : `${site}: ${name}`, ...test } };
}

function saySubject(subject: StarterSubject): { name: string; comment: string } {
  switch (subject.kind) {
    case 'no-failure':
      return {
        name: 'nothing fails',
        comment: 'What the site has now, and the rules without a finding.',
      };
    case 'any-down':
      return {
        name: subject.brokers === 1 ? 'any 1 broker fails' : `any ${subject.brokers} brokers fail`,
        comment: 'How many active brokers the site can lose: for repairs, updates and failures.',
      };
    case 'primary-down':
      return {
        name: 'the primary fails',
        comment: "The primary's own processes stop until another broker is promoted.",
      };
    case 'auto-promotion':
      return {
        name: 'auto-promotion replaces the primary',
        comment: `Auto-promotion makes ${subject.candidate} the primary after ${printDuration(subject.afterMinutes)}; until then, the primary's own processes are stopped.`,
      };
    case 'any-split':
      return {
        name: 'the network splits in two',
        comment: 'Without a majority on one side of the split, providers are abandoned.',
      };
  }
}
