import type { ErrorCode } from '../model/index.js';

/** The meaning of each error code and what to do, for `farm explain E_…`. The error itself describes the specific case. */
export const errorTopics: Readonly<Record<ErrorCode, string>> = {
  E_USAGE:
    'The command line is wrong: an unknown command or flag, an invalid value, or too many arguments. Nothing was done. Run the command with --help to see its usage.',
  E_INPUT_REQUIRED:
    'A required value is missing, and farm cannot prompt for it: there is no terminal, or --no-input or CI is set. The error lists the flags to use instead.',
  E_NO_FARM:
    'There is no farm file: none was given or found, or a pattern or folder has no file. Give one with --file, or create one with farm init.',
  E_UNREADABLE:
    'The file exists but cannot be read: no permission, a folder, too large, or not UTF-8 text. Or a folder or pattern has too many files to search.',
  E_SYNTAX:
    'The file is not valid JSON, for example YAML or JSON with comments. Each problem is reported with line and column.',
  E_INVALID:
    'The file is JSON but not a valid farm: an unknown key, a value of the wrong type, or a combination that no farm can have. Each problem is reported with line and column.',
  E_NEWER_FORMAT:
    'The file was saved by a newer version of farm, and reading it in an older format could lose data. Install the newest version of farm.',
  E_PREFERENCES:
    'Your preferences cannot be read or contain an invalid value. farm config list shows where they are stored.',
  E_NOT_FOUND:
    'No Site, broker, agent, provider, gateway, rule or topic has that name. farm suggests the most similar name, but never uses it on its own.',
  E_AMBIGUOUS:
    'The name or the command fits more than one object, for example if the farm has several Sites. Specify which one: --site NAME.',
  E_UNRESOLVED:
    'The system resolver found no address for a server name (--resolve). Give the address with --ip.',
  E_REFUSED:
    'The change is unsafe, or RAS itself would refuse it, such as disabling the primary. The error says what to do instead.',
  E_EXISTS: 'An object or file with that name already exists, and farm never overwrites it.',
  E_UNCONFIRMED:
    'A change that cannot be undone must be confirmed: type the name when asked, or use --confirm NAME.',
  E_LOCKED:
    'Another process is changing the same farm file. Try again. farm takes over the lock of a process that has ended on the same computer; for another computer or container, see farm unlock --help.',
  E_CHANGED:
    'The file was changed by another program after farm read it. Nothing was written; run the command again.',
  E_CANNOT_WRITE:
    'A file or the output cannot be written: the disk is full or read-only, or permission is missing. Existing content is unchanged.',
  E_BUG:
    'An internal error: this is a bug in farm. The stack trace is on standard error; the error says how to report it.',
  E_INTERRUPTED: 'The command was stopped with Ctrl-C. No file is partly written.',
};
