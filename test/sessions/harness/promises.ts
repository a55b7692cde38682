import { exitCodeOf } from '../../../src/domain/model/exit-codes.js';
import type { Outcome } from './room.js';

/**
 * What holds for every run of farm, in every session: checked silently after each, reported only if broken.
 */

/** What is wrong with the output of a text run. */
export function brokenText({ stdout, stderr, exit }: Outcome): string[] {
  const codes = Object.values(exitCodeOf) as number[];
  return [
    ...(codes.includes(exit) || exit <= 1 ? [] : [`exit code ${exit} is not promised`]),
    ...unsafe(stdout),
    ...unsafe(stderr),
    ...[...(stdout + stderr).matchAll(/.*[ \t]$/gm)].map(
      ([line]) => `blanks end the line "${line}"`,
    ),
    ...(exit > 1 && !stderr.includes(`, exit ${exit})`)
      ? ['standard error does not tell the exit code']
      : []),
    ...(exit > 1 && stdout !== '' && !(exit === exitCodeOf.E_INVALID && /\d broken\b/.test(stdout))
      ? ['a failure prints on standard output']
      : []),
    ...(exit === 1 && stdout === '' ? ['an answer of "no" prints nothing'] : []),
  ];
}

/** What is wrong with the output of a run with --json. */
export function brokenJson({ stdout, stderr, exit }: Outcome): string[] {
  let document: Record<string, unknown>;
  try {
    document = JSON.parse(stdout) as Record<string, unknown>;
  } catch (error) {
    return [`standard output is not one JSON document: ${String(error)}`];
  }
  const missing = [
    'formatVersion',
    'command',
    'status',
    'result',
    'findings',
    'summary',
    'warnings',
    'error',
  ].filter((key) => !Object.hasOwn(document, key));
  const error = document['error'] as {
    code: keyof typeof exitCodeOf;
    message: string;
    nextStep: string;
  } | null;
  const failed = exit > 1;
  return [
    ...unsafe(stdout),
    ...missing.map((key) => `the document has no ${key}`),
    ...(document['status'] === exit
      ? []
      : [`status is ${String(document['status'])}, the exit code ${exit}`]),
    ...(Array.isArray(document['findings']) && Array.isArray(document['warnings'])
      ? []
      : ['an array is null']),
    ...(failed === (error !== null)
      ? []
      : [`exit code ${exit}, but error is ${JSON.stringify(error)}`]),
    ...(failed === (document['result'] === null) || isPartial(document)
      ? []
      : [`exit code ${exit}, but result is ${JSON.stringify(document['result'])}`]),
    ...(error === null || exitCodeOf[error.code] === exit
      ? []
      : [`${error.code} does not stand for ${exit}`]),
    ...(error === null || (error.message !== '' && error.nextStep !== '')
      ? []
      : ['the error lacks its message or its next step']),
    ...(stderr === '' || exit === exitCodeOf.E_BUG
      ? []
      : [`standard error is not empty: ${stderr}`]),
    ...(isJson(stderr) ? ['standard error is JSON'] : []),
  ];
}

/** Of several files some were broken, and the answer contains all of them, each with its error. */
function isPartial({ result, error }: Record<string, unknown>): boolean {
  const files = (result as { files?: { error?: unknown }[] } | null)?.files ?? [];
  return error !== null && files.some((file) => file.error !== null && file.error !== undefined);
}

/** Characters that a terminal would obey, or a reader be misled by. */
function unsafe(text: string): string[] {
  const found =
    text.match(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u2028-\u202e\u2066-\u2069\u2800\ufff9-\ufffb]|\p{Default_Ignorable_Code_Point}/gu,
    ) ?? [];
  return [...new Set(found)].map(
    (one) => `U+${one.charCodeAt(0).toString(16).padStart(4, '0')} is emitted`,
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
