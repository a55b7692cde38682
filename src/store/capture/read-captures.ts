import { basename, resolve } from 'node:path';
import { FarmError, mapAtPace, noPace, type Pace, paceOfPart } from '../../domain/model/index.js';
import {
  type Capture,
  kindOfFileName,
  kindOfObjects,
  type RawCapture,
  type RawResult,
  readCapture,
} from '../../domain/capture/index.js';
import { readBytes } from '../fs/read-text.js';
import { Lines } from '../json/positions.js';
import { shownPath } from '../fs/shown-path.js';
import { isBundle, objectsOf, readBundle } from './bundle.js';
import { decodeCapture } from './capture-text.js';
import { parseCsv } from './csv.js';
import { parseDocuments } from './json-documents.js';

/** Captures: bundles, and the output of single cmdlets and REST replies. */

/** A file of a capture. */
export interface CapturedFile {
  /** Its name alone, which may say what it holds; `-` for standard input. */
  file: string;
  /** As it is shown. */
  shown: string;
  bytes: Buffer;
}

/**
 * The capture of one or several files, `-` for standard input.
 * @throws FarmError E_NO_FARM, E_UNREADABLE, E_SYNTAX, E_INVALID, E_NEWER_FORMAT
 */
export async function readCaptures(
  names: readonly string[],
  pace: Pace = noPace,
): Promise<Capture> {
  const files: CapturedFile[] = [];
  for (const [index, name] of names.entries()) {
    pace(index / names.length / 2);
    const isStdin = name === '-';
    const path = isStdin ? '-' : resolve(name);
    const bytes = await bytesOf(path, isStdin);
    files.push({ file: isStdin ? '-' : basename(path), shown: shownPath(path), bytes });
  }
  return captureOfFiles(files, paceOfPart(pace, 1, 2));
}

/** The capture of files that were read. @throws FarmError as `readCaptures` */
export function captureOfFiles(files: readonly CapturedFile[], pace: Pace = noPace): Capture {
  const raw = mapAtPace(files, pace, ({ file, shown, bytes }) =>
    rawOf(decodeCapture(bytes, shown), file, shown),
  );
  return readCapture(merged(raw));
}

/** @throws FarmError */
async function bytesOf(path: string, isStdin: boolean): Promise<Buffer> {
  try {
    return await readBytes({ kind: isStdin ? 'stdin' : 'file', path, foundBy: 'FILES' });
  } catch (error) {
    if (!(error instanceof FarmError)) throw error;
    if (error.code !== 'E_NO_FARM') throw error.withNextStep(anotherCapture);
    throw new FarmError({
      code: 'E_NO_FARM',
      message: `the capture ${shownPath(path)} does not exist.`,
      nextStep: anotherCapture,
      cause: error,
    });
  }
}

const anotherCapture =
  'specify a capture, or files with the output of Get-RASBroker and other cmdlets';

/** The capture of a text. @throws FarmError as `readCaptures` */
export function captureOfText(text: string, shown: string): Capture {
  return readCapture(rawOf(text, shown, shown));
}

/** @param file the name of the file alone, which may say what it holds */
function rawOf(text: string, file: string, shown: string): RawCapture {
  const isCsv = /\.csv$/iu.test(file) || !/^\s*(?:[[{"\d]|null|true|false|$)/u.test(text);
  const documents = isCsv ? [parseCsv(text, shown)] : parseDocuments(text, shown);
  const bundles = documents.filter(isBundle).map((bundle) => readBundle(bundle, shown));
  const results = documents
    .filter((document) => !isBundle(document))
    .map((document) => resultOf(document, text, file, shown));
  // What no object and a cmdlet that failed leave behind looks alike, so nothing is removed because of it.
  const none =
    documents.length === 0 || (isCsv && text.trim() === '')
      ? [{ ...resultOf([], text, file, shown), error: { kind: 'empty', message: '' } as const }]
      : [];
  return merged([...bundles, { ...nothing, results: [...results, ...none] }]);
}

/** The objects of one reply. @throws FarmError E_INVALID if nothing says of which kind they are */
function resultOf(document: unknown, text: string, file: string, shown: string): RawResult {
  const byName = kindOfFileName(file);
  const objects = objectsOf(document, byName === 'version');
  const kind = byName ?? kindOfObjects(objects);
  if (kind === null) throw unclear(text, shown);
  return {
    kind,
    source: file === '-' ? 'standard input' : file,
    arguments: {},
    error: kind !== 'version' && holdsText(document) ? { kind: 'unnamed', message: '' } : null,
    objects,
  };
}

/** Whether a document is text or a list of texts where objects should be, such as JSON within JSON. */
function holdsText(document: unknown): boolean {
  if (Array.isArray(document)) return document.some((one) => holdsText(one));
  return document !== null && typeof document !== 'object';
}

const nothing: RawCapture = {
  capturedAt: null,
  server: null,
  pseudonyms: false,
  module: null,
  parameters: {},
  results: [],
  skipped: [],
};

/** All captures as one: they are of the same farm. */
function merged(captures: readonly RawCapture[]): RawCapture {
  return captures.reduce(
    (all, one) => ({
      capturedAt: one.capturedAt ?? all.capturedAt,
      server: one.server ?? all.server,
      pseudonyms: one.pseudonyms || all.pseudonyms,
      module: one.module ?? all.module,
      parameters: { ...all.parameters, ...one.parameters },
      results: [...all.results, ...one.results],
      skipped: [...all.skipped, ...one.skipped],
    }),
    nothing,
  );
}

function unclear(text: string, shown: string): FarmError {
  return new FarmError({
    code: 'E_INVALID',
    message: `${shown} does not say what it holds: neither its name nor its properties are those of a RAS cmdlet.`,
    why: 'farm reads sites, brokers, gateways, RD Session Hosts, Providers, agents and their states.',
    nextStep: 'name the file after the cmdlet, such as Get-RASBroker.json or Get-RASGateway.csv',
    location: new Lines(text).locate(0, shown),
  });
}
