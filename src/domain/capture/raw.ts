import type { capturedKinds } from '../facts/index.js';

/** What the store reads from the files of a capture: still in the names and spellings of RAS. */

/** A kind of object that farm reads from a capture. */
export type CapturedKind = keyof typeof capturedKinds;

/** An object as PowerShell or REST gave it. */
export type RawObject = Readonly<Record<string, unknown>>;

/** Why a cmdlet gave nothing. */
export interface CallError {
  /** `missing`: the module lacks the cmdlet; `failed`: it was refused or failed; `unnamed`: nothing in it has a name. */
  kind: 'missing' | 'failed' | 'unnamed' | 'empty';
  message: string;
}

/** The objects of one call of a cmdlet, or of one file. */
export interface RawResult {
  kind: CapturedKind;
  /** The cmdlet or the file, as warnings name it. */
  source: string;
  /** The arguments of the call; empty for a file. */
  arguments: RawObject;
  error: CallError | null;
  objects: readonly RawObject[];
}

/** All that was captured of one farm. */
export interface RawCapture {
  /** ISO 8601; null if the files don't say it. */
  capturedAt: string | null;
  /** The server that the session was opened with; null for the default. */
  server: string | null;
  /** Whether names and addresses were replaced before the capture left the server. */
  pseudonyms: boolean;
  module: { name: string | null; version: string | null } | null;
  /** The parameters that the module of the farm has, by cmdlet; null: the module lacks the cmdlet. */
  parameters: Readonly<Record<string, readonly string[] | null>>;
  results: readonly RawResult[];
  /** Cmdlets of the capture that farm doesn't read, and how many objects they gave. */
  skipped: readonly { source: string; objects: number }[];
}
