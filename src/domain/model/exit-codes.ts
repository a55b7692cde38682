/** Error codes and exit codes: what scripts can rely on. */

/** Exit code of every error code, stable for scripts. */
export const exitCodeOf = {
  E_USAGE: 2,
  E_INPUT_REQUIRED: 2,
  E_NO_FARM: 3,
  E_UNREADABLE: 3,
  E_SYNTAX: 3,
  E_INVALID: 3,
  E_NEWER_FORMAT: 3,
  E_PREFERENCES: 3,
  E_NOT_FOUND: 4,
  E_AMBIGUOUS: 4,
  E_UNRESOLVED: 4,
  E_REFUSED: 5,
  E_EXISTS: 5,
  E_UNCONFIRMED: 5,
  E_LOCKED: 6,
  E_CHANGED: 6,
  E_CANNOT_WRITE: 7,
  E_BUG: 70,
  E_INTERRUPTED: 130,
} as const;

/** The meaning of every exit code, for help and documentation; the same with and without `--json`. */
export const exitCodeMeanings: Readonly<Record<number, string>> = {
  0: 'Done. Nothing at or above the threshold was found.',
  1: 'The answer is "no": findings at or above `--fail-on`, or a requirement that is not met.',
  2: 'Usage: an unknown command or flag, an invalid value, or a missing value that farm cannot prompt for.',
  3: 'The farm file (or your preferences) is missing, unreadable, invalid, or newer than this version of farm.',
  4: 'A site, broker, agent, provider or gateway does not exist, or more than one matches.',
  5: 'Refused: unsafe or not confirmed. The error says what allows it.',
  6: 'Locked by another process, or the file changed since it was read.',
  7: "The output can't be written: full disk, read-only, no permission.",
  70: 'Internal error: a bug in farm. The error says how to report it.',
  130: 'Interrupted.',
};

/** The code of an error that a user can act on. */
export type ErrorCode = keyof typeof exitCodeOf;
