import { assumptions, statements } from '../../domain/facts/index.js';
import {
  command,
  commandAt,
  compressNames,
  type EditReason,
  type PrimaryEdit,
  type Promotable,
  type Sentence,
  sentence,
  type SuggestedCommand,
  suggestedCommand,
} from '../../domain/model/index.js';
import { sayPreferring } from '../note-words.js';
import { sayTime } from '../save-words.js';
import type { WordsOf } from './words.js';

/** The words for edits that are refused. */
export const editWords: WordsOf<EditReason> = {
  'broker-exists': (reason) => ({
    message: `broker "${reason.broker}" is already in site "${reason.site}".`,
    nextStep:
      reason.naming === 'new'
        ? commandAt(reason)`broker show ${reason.broker}`
        : 'choose another server name',
  }),
  'same-address': (reason) => {
    const { broker, server, ip } = reason;
    if (ip === null) {
      return {
        message: `${server} needs an IP address to replace ${broker}.`,
        why: 'By its address a plan tells another server from another name of the same one.',
        nextStep: commandAt(reason)`broker replace ${broker} ${server} --ip IP`,
      };
    }
    return {
      message: `${server} has the IP address of ${broker}, ${ip}: it is the same server.`,
      why: 'A plan would rename it.',
      nextStep: sentence`to rename it: ${commandAt(reason)`broker set ${broker} --server ${server}`}`,
    };
  },
  'names-exist': ({ object, names, site, siteOption }) => ({
    message: `${object}${names.length === 1 ? '' : 's'} ${compressNames(names)} ${names.length === 1 ? 'is' : 'are'} already in site "${site}".`,
    nextStep: suggestedCommand(`${object} list`, { site: siteOption }),
  }),
  'name-repeated': ({ object, name, siteOption }) => ({
    message: `${object} "${name}" is named twice.`,
    nextStep: suggestedCommand(`${object} list`, { site: siteOption }),
  }),
  'site-exists': ({ site, farm }) => ({
    message: `site "${site}" is already in farm "${farm}".`,
    nextStep: command`site list`,
  }),
  'broker-preferred': (reason) => ({
    message: `broker "${reason.broker}" is preferred by ${sayPreferring(reason.by).join('; ')}.`,
    why: 'Their preferred broker would no longer exist.',
    nextStep: commandAt(reason)`broker delete ${reason.broker} --reassign auto`,
  }),
  'reassigned-to-deleted': ({ broker }) => ({
    message: `broker "${broker}" is the one to delete, so nothing can be reassigned to it.`,
    nextStep: 'name another broker, or auto',
  }),
  'is-primary': ({ broker, site, siteOption, edit, statement, next }) => ({
    message: `broker "${broker}" is the primary of site "${site}", so it can't be ${done[edit]}.`,
    why: statements[statement].says,
    nextStep:
      next === null
        ? sentence`add another broker first, then promote it: ${commandAt({ siteOption })`broker add SERVER`}`
        : inOrder('promote another broker first: ', toPromote(next, siteOption)),
  }),
  'already-primary': (reason) => ({
    message: `broker "${reason.broker}" is already the primary of site "${reason.site}".`,
    why: statements[reason.statement].says,
    nextStep: commandAt(reason)`broker list`,
  }),
  'not-active': (reason) => ({
    message: `broker "${reason.broker}" is ${reason.state === 'standby' ? 'in standby' : 'disabled'}, so it can't be promoted.`,
    why: `${assumptions[reason.assumption]} (assumption ${reason.assumption})`,
    nextStep:
      reason.state === 'standby'
        ? commandAt(reason)`broker activate ${reason.broker}`
        : commandAt(reason)`broker enable ${reason.broker}`,
  }),
  'place-of-primary': ({ broker, siteOption, statement }) => ({
    message: `broker "${broker.server}" can't be moved to position 1: that is the primary's.`,
    why: statements[statement].says,
    nextStep: inOrder('', toPromote(broker, siteOption)),
  }),
  'no-such-place': (reason) => ({
    message: `broker "${reason.broker}" is at position ${reason.from} of ${reason.last} and can't be moved ${reason.direction} to position ${reason.to}.`,
    why: statements[reason.statement].says,
    nextStep: commandAt(reason)`broker list`,
  }),
  'nothing-to-undo': ({ asked, left }) => ({
    message:
      left === 0
        ? 'there is nothing to undo.'
        : `${asked} saves can't be undone: only ${left} can.`,
    why: 'The history begins with the first save of farm; a save that is undone already is not undone again.',
    nextStep: command`history`,
  }),
  'nothing-to-redo': ({ asked, left }) => ({
    message:
      left === 0
        ? 'there is nothing to redo.'
        : `${asked} saves can't be redone: only ${left} can.`,
    why: 'A save after an undo drops what could be redone; the versions stay in the history.',
    nextStep: command`history`,
  }),
  'history-begins-later': ({ time, begins, oldest }) => ({
    message:
      begins === null
        ? 'the history is empty.'
        : `the history begins on ${sayTime(begins)}, later than ${sayTime(time)}.`,
    why: 'It begins with the first save of farm, and keeps the newest versions.',
    nextStep: begins === null ? command`history` : command`diff ${`@${oldest}`}`,
  }),
  'only-site': ({ site, farm }) => ({
    message: `site "${site}" is the only one of farm "${farm}", so it can't be deleted.`,
    nextStep: command`site rename ${site} NAME`,
  }),
  'is-licensing-site': ({ site, other, statement }) => ({
    message: `site "${site}" is the Licensing Site, so it can't be deleted.`,
    why: statements[statement].says,
    nextStep: sentence`make another site the Licensing Site first: ${command`site set ${other} --licensing`}`,
  }),
};

const done: Readonly<Record<PrimaryEdit, string>> = {
  delete: 'deleted',
  move: 'moved',
  standby: 'put in standby',
  disable: 'disabled',
};

/** Commands to run one after the other. */
function inOrder(lead: string, commands: readonly SuggestedCommand[]): Sentence {
  const parts = commands.flatMap((one, at) => [at === 0 ? lead : ', then ', one]);
  return { kind: 'sentence', parts };
}

/** The commands that make a broker the primary; only an active one can be promoted. */
function toPromote(
  { server, enabled, standby }: Promotable,
  siteOption: string | null,
): SuggestedCommand[] {
  const suggest = commandAt({ siteOption });
  return [
    ...(enabled ? [] : [suggest`broker enable ${server}`]),
    ...(standby ? [suggest`broker activate ${server}`] : []),
    suggest`broker promote ${server}`,
  ];
}
