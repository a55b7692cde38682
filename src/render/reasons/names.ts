import {
  command,
  compressNames,
  type NameListFault,
  type NameReason,
  sentence,
  suggestedCommand,
} from '../../domain/model/index.js';
import type { WordsOf } from './words.js';

/** More names than these are shown as ranges. */
const mostWrittenOut = 10;

/** The words for names that can't be read, or that no object has. */
export const nameWords: WordsOf<NameReason> = {
  'site-not-specified': ({ farm, sites, command: again }) => ({
    message: `farm "${farm}" has ${sites.length} sites: ${sites.length > mostWrittenOut ? compressNames(sites) : sites.join(', ')}.`,
    why: 'Specify the site.',
    nextStep:
      again ??
      sentence`add --site NAME, or set a default: ${command`config set default-site NAME`}`,
  }),
  'site-not-found': ({ name, farm }) => ({
    message: `site "${name}" is not in farm "${farm}".`,
    nextStep: command`site list`,
  }),
  'not-found': ({ object, name, site, siteOption }) => ({
    message: `${object} "${name}" is not in site "${site}".`,
    nextStep: suggestedCommand(`${object} list`, { site: siteOption }),
  }),
  'no-match': ({ object, pattern, site, siteOption }) => ({
    message: `no ${object} of site "${site}" matches "${pattern}".`,
    nextStep: suggestedCommand(`${object} list`, { site: siteOption }),
  }),
  'bad-name-list': ({ list, fault }) => ({
    message: `the name list "${list}" has ${sayFault(fault)}.`,
    nextStep: "write names such as 'RDS[01-40]' or 'RDS[01-03,07],PC1', in quotes",
  }),
  'too-many-names': ({ most }) => ({
    message: `more than ${most} names are given at once.`,
    nextStep: 'check the ranges for a typo, or give the names in several commands',
  }),
  'too-many-patterns': ({ most }) => ({
    message: `more than ${most} patterns are given at once.`,
    nextStep: "write fewer patterns, such as 'RDS-*', or names and ranges instead",
  }),
  'bad-duration': ({ text }) => ({
    message: `"${text}" is not a duration.`,
    nextStep: 'write it like 30m, 2h or 1h30m',
  }),
  'invalid-value': ({ problem, expected }) => ({
    message: problem,
    nextStep: expected === null ? 'specify another value' : `specify ${expected}`,
  }),
};

function sayFault(fault: NameListFault): string {
  switch (fault.kind) {
    case 'unmatched-bracket':
      return 'brackets that do not match';
    case 'unclosed-bracket':
      return 'a bracket that is not closed';
    case 'empty-name':
      return 'an empty name';
    case 'too-many-ranges':
      return `more than ${fault.most} ranges in one name`;
    case 'name-too-long':
      return `a name longer than ${fault.most} letters`;
    case 'not-a-range':
      return `"${fault.part}" in brackets where a number or a range belongs`;
    case 'backwards-range':
      return `a range that runs backwards: ${fault.part}`;
  }
}
