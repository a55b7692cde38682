import { command, FarmError } from '../../domain/model/index.js';
import {
  kindOfCmdlet,
  type RawCapture,
  type RawObject,
  type RawResult,
} from '../../domain/capture/index.js';
import { isObject } from '../json/is-object.js';

/** The bundle that the script of `farm capture` writes. */

/** The format that this build reads; a higher number means a newer farm. */
const formatVersion = 1;

/** The value of `format` in every bundle. */
const format = 'ras-capture';

/** Whether a parsed value is a bundle. */
export function isBundle(value: unknown): value is Record<string, unknown> {
  return isObject(value) && value['format'] === format;
}

/**
 * The raw capture of a bundle; `name` is the file's in errors.
 * @throws FarmError E_NEWER_FORMAT; E_INVALID for one that lacks its results
 */
export function readBundle(bundle: Record<string, unknown>, name: string): RawCapture {
  const version = bundle['formatVersion'];
  if (typeof version === 'number' && version > formatVersion) {
    throw new FarmError({
      code: 'E_NEWER_FORMAT',
      message: `${name} was written by a script of a newer farm: its format is ${version}, this version supports ${formatVersion}.`,
      nextStep: 'install the newest version of farm, then run it again',
    });
  }
  const written = bundle['results'];
  if (!Array.isArray(written)) throw broken(name, 'it has no list "results"');
  const calls = written.filter(isObject);
  const module = bundle['module'];
  return {
    capturedAt: text(bundle['capturedAt']),
    server: text(bundle['server']),
    pseudonyms: bundle['pseudonyms'] === true,
    module: isObject(module)
      ? { name: text(module['name']), version: text(module['version']) }
      : null,
    parameters: parametersOf(bundle['parameters']),
    results: calls.flatMap(readCall),
    skipped: calls.flatMap(skippedCall),
  };
}

function readCall(call: Record<string, unknown>): RawResult[] {
  const source = text(call['cmdlet']) ?? '';
  const kind = kindOfCmdlet(source);
  if (kind === null) return [];
  const asked = call['arguments'];
  return [
    {
      kind,
      source,
      arguments: isObject(asked) ? asked : {},
      error: errorOf(call['error']),
      objects: objectsOf(call['objects'], kind === 'version'),
    },
  ];
}

function skippedCall(call: Record<string, unknown>): RawCapture['skipped'][number][] {
  const source = text(call['cmdlet']) ?? '';
  if (source === '' || kindOfCmdlet(source) !== null) return [];
  return [{ source, objects: objectsOf(call['objects'], false).length }];
}

/**
 * The objects of a list, of a single object, or of what Windows PowerShell 5.1 wraps a list in, `{ "value": […], "Count": n }`.
 * With `texts`, a text or number stands for an object with one property.
 */
export function objectsOf(value: unknown, texts: boolean): RawObject[] {
  if (Array.isArray(value)) return value.flatMap((one) => objectsOf(one, texts));
  if (isObject(value)) {
    const keys = Object.keys(value);
    const isWrapped =
      Array.isArray(value['value']) && keys.every((key) => /^(?:value|count)$/iu.test(key));
    return isWrapped ? objectsOf(value['value'], texts) : [value];
  }
  return texts && (typeof value === 'string' || typeof value === 'number') ? [{ value }] : [];
}

function errorOf(error: unknown): RawResult['error'] {
  if (!isObject(error)) return null;
  const kind = error['kind'] === 'missing' ? 'missing' : 'failed';
  return { kind, message: text(error['message']) ?? '' };
}

function parametersOf(written: unknown): RawCapture['parameters'] {
  if (!isObject(written)) return {};
  return Object.fromEntries(
    Object.entries(written).flatMap(([cmdlet, names]): [string, string[] | null][] => {
      if (names === null) return [[cmdlet, null]];
      // PowerShell writes a list of one as its only entry.
      const list: unknown[] = Array.isArray(names) ? names : [names];
      return [[cmdlet, list.filter((name): name is string => typeof name === 'string')]];
    }),
  );
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function broken(name: string, what: string): FarmError {
  return new FarmError({
    code: 'E_INVALID',
    message: `${name} is not a valid capture: ${what}.`,
    nextStep: command`import --help`,
  });
}
