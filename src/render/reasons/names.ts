import {
  command,
  compressNames,
  listed,
  type NameListFault,
  type NameReason,
  sameName,
  sentence,
  suggestedCommand,
} from '../../domain/model/index.js';
import type { WordsOf } from './words.js';

/** More names than these are shown as ranges. */
const mostWrittenOut = 10;

/** The words for names that can't be read, or that no object has. */
export const nameWords: WordsOf<NameReason> = {
  'site-not-specified': ({ farm, sites, command: again }) => ({
    message: `farm "${farm}" has ${sites.length} sites: ${sayNames(sites)}.`,
    why: 'Specify the site.',
    nextStep:
      again ??
      sentence`add --site NAME, or set a default: ${command`config set default-site NAME`}`,
  }),
  'site-not-found': ({ name, farm, brokerOf = [] }) => ({
    message: `site "${name}" is not in farm "${farm}".`,
    ...(brokerOf.length === 0 ? {} : { why: `It is a broker of site ${listed(brokerOf)}.` }),
    nextStep: command`site list`,
  }),
  'not-found': ({ object, name, site, siteOption, elsewhere = [] }) => ({
    message: `${object} "${name}" is not in site "${site}".`,
    ...(elsewhere.length === 0 ? {} : { why: `It is in site ${listed(elsewhere)}.` }),
    nextStep: suggestedCommand(`${object} list`, { site: siteOption }),
  }),
  'not-in-farm': ({ object, name, isPattern, farm, isSite }) => ({
    message: isPattern
      ? `no ${object} of farm "${farm}" matches "${name}".`
      : `${object} "${name}" is not in farm "${farm}".`,
    ...(isSite === true ? { why: 'It is a site: name that with --site.' } : {}),
    nextStep: suggestedCommand(`${object} list`),
  }),
  'in-several-sites': ({ object, name, found, command: again }) => ({
    message: found.every(({ names }) => names.every((one) => sameName(one, name)))
      ? `${object} "${name}" is in ${found.length} sites: ${sayNames(found.map(({ site }) => site))}.`
      : `"${name}" matches ${object}s of ${found.length} sites: ${found.map(({ site, names }) => `${site} (${compressNames(names)})`).join(', ')}.`,
    why: 'Specify the site.',
    nextStep: again ?? 'add --site NAME',
  }),
  'in-different-sites': ({ objects }) => ({
    message: `${objects.map(({ object, name, sites }) => `${object} "${name}" is in site ${listed(sites)}`).join(', ')}.`,
    why: 'A command is about one site.',
    nextStep: 'run the command once for each site',
  }),
  'several-match': ({ object, name, names }) => ({
    message: `"${name}" matches ${names.length} ${object}s: ${sayNames(names)}.`,
    why: 'Specify one of them.',
    nextStep: `specify the name of one ${object}`,
  }),
  'one-for-many': ({ flag, count, counting }) => ({
    message: `${count} objects can't have the same ${flag}.`,
    nextStep:
      counting === null
        ? `change one object at a time, or omit ${flag}`
        : sentence`count up from the first value: ${counting}`,
  }),
  'more-domains-than-objects': ({ text, domains, count }) => ({
    message: `${text} stands for ${domains} failure domains, but ${count} ${count === 1 ? 'object is' : 'objects are'} named.`,
    why: 'The domains are given in turn: the first object gets the first one.',
    nextStep: 'shorten the range, or name more objects',
  }),
  'addresses-run-out': ({ first, count, network }) => ({
    message: `network ${network} does not have ${count} addresses from ${first} on.`,
    nextStep: 'start with a lower address, or add the others with another one',
  }),
  'no-match': ({ object, pattern, site, siteOption }) => ({
    message: `no ${object} of site "${site}" matches "${pattern}".`,
    nextStep: suggestedCommand(`${object} list`, { site: siteOption }),
  }),
  'several-new-names': ({ text, count, literal }) => ({
    message: `"${text}" is ${count} names, and a new name is one.`,
    nextStep: `write one name; for the name "${text}" itself, '${literal}'`,
  }),
  'bad-name-list': ({ list, fault }) => ({
    message: `the name list "${list}" has ${sayFault(fault)}.`,
    nextStep:
      "write names such as 'RDS[01-40]' or 'RDS[01-03,07],PC1', in quotes; brackets in a name as [[] and []]",
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

function sayNames(names: readonly string[]): string {
  return names.length > mostWrittenOut ? compressNames(names) : names.join(', ');
}

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
