import type { ErrorCode } from '../model/index.js';

/** What each error code means and what helps, for `farm explain E_…`. The error itself names the case at hand. */
export const errorTopics: Readonly<Record<ErrorCode, string>> = {
  E_USAGE:
    'The command line makes no sense: an unknown command or flag, a value that does not fit, or a name too many. Nothing was done. --help of the command shows what it takes.',
  E_INPUT_REQUIRED:
    'Something had to be asked, and nobody could be: there is no terminal, or --no-input or CI forbids it. The text names the flags that answer instead.',
  E_NO_FARM:
    'There is no farm file: none was named or found, or no file matches a pattern. Name one with --file, or make one with farm init.',
  E_UNREADABLE:
    'The file is there and could not be read: no permission, a folder, too large, or not UTF-8 text.',
  E_SYNTAX: 'The file is not JSON. Every place that breaks it is named with line and column.',
  E_INVALID:
    'The file is JSON and no sound farm: a key is unknown, a value has the wrong type, or it says what no farm can be. Every problem is named with line and column.',
  E_NEWER_FORMAT:
    'The file was saved by a newer farm, and reading it as an older format could lose something. Install the newest farm.',
  E_PREFERENCES:
    'Your preferences can not be read or hold a value that makes no sense. farm config list shows where they are kept.',
  E_NOT_FOUND:
    'A name means nothing that there is: a Site, broker, agent, provider, gateway, rule or topic. What is nearest is offered, and never taken by itself.',
  E_AMBIGUOUS: 'More than one could be meant, such as a Site of several. Say which: --site NAME.',
  E_UNRESOLVED:
    'The system resolver knows no address for a server name (--resolve). Give the address with --ip.',
  E_REFUSED:
    'The change is unsafe, or RAS itself would not take it, such as disabling the primary. The text says what to do instead.',
  E_EXISTS: 'Something of that name is there already, and farm never overwrites it.',
  E_UNCONFIRMED:
    "What can't be taken back must be confirmed: by typing the name when asked, or with --confirm NAME.",
  E_LOCKED:
    'Another process is changing the same farm file. Try again; a lock whose process is gone is taken over by itself on the same machine.',
  E_CHANGED:
    'Somebody else changed the file since it was read. Nothing was written; start again, and the file is read anew.',
  E_CANNOT_WRITE:
    'A file or the output takes nothing: a full disk, a read-only one, or no permission. What was there before is as it was.',
  E_BUG:
    'A mistake of farm itself. The stack stands on standard error; the text says how to report it.',
  E_INTERRUPTED: 'The run was stopped with Ctrl-C. Nothing is half written.',
};
