import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { HistoryEntry } from '../../domain/history/index.js';
import { isObject } from '../json/is-object.js';
import { mostBytes } from '../fs/read-text.js';
import { sha256Of } from '../fs/sha256.js';

/**
 * The lines of a history file: a header, then one JSON object for each entry, oldest first. The first entry of a version has
 * its text, compressed; later ones with the same text only name it.
 */

/** An entry as it is kept. */
export interface LogLine extends HistoryEntry {
  /** The text of the version: raw deflate, base64. */
  text?: string;
}

/** What a history file holds. */
export interface Log {
  lines: LogLine[];
  /** Complete lines that can't be read. */
  damaged: number;
}

const format = 1;

/** The first line: the format, and the farm file for a person who looks. */
export function printHeader(farm: string): string {
  return `${JSON.stringify({ format, farm })}\n`;
}

/** One line. */
export function printLine(line: LogLine): string {
  return `${JSON.stringify(line)}\n`;
}

/** The farm file that a header names; null if the text is no header. @throws Error for the header of a later format */
export function farmOfHeader(text: string): string | null {
  const header = parsed(text);
  if (header === null || typeof header['farm'] !== 'string') return null;
  if (Number(header['format']) > format)
    throw new Error('a later version of farm wrote it, in a format that this one does not know');
  return header['farm'];
}

/** The lines of a file. A last line without its end is being written, or was cut off by a kill: it does not count. */
export function parseLog(text: string): Log {
  const log: Log = { lines: [], damaged: 0 };
  const [header = '', ...others] = text.split('\n').slice(0, -1);
  const hasHeader = farmOfHeader(header) !== null;
  for (const one of hasHeader ? others : [header, ...others]) {
    if (one === '') continue;
    const line = parseLine(one);
    if (line === null) log.damaged += 1;
    else log.lines.push(line);
  }
  return log;
}

/** One line; null if it is no entry. */
export function parseLine(text: string): LogLine | null {
  const line = parsed(text);
  return line !== null && isLine(line) ? line : null;
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

const kinds: readonly unknown[] = [
  'found',
  'created',
  'saved',
  'outside',
  'undone',
  'redone',
  'restored',
] satisfies HistoryEntry['kind'][];

function isLine(line: Record<string, unknown>): line is Record<string, unknown> & LogLine {
  const { id, kind, before, version, time, user, command, reason, of, text } = line;
  return (
    Number.isSafeInteger(id) &&
    kinds.includes(kind) &&
    isTextOrNull(before) &&
    typeof version === 'string' &&
    typeof time === 'string' &&
    !Number.isNaN(Date.parse(time)) &&
    isTextOrNull(user) &&
    (command === null || isListOf(command, 'string')) &&
    isTextOrNull(reason) &&
    isListOf(of, 'number') &&
    (text === undefined || typeof text === 'string')
  );
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}

function isListOf(value: unknown, type: 'string' | 'number'): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === type);
}

/** The digest that names a text. */
export function digestOf(text: string): string {
  return sha256Of(text).slice(0, 32);
}

/** A text as a line keeps it. */
export function packed(text: string): string {
  // Higher levels take longer for a tenth less.
  return deflateRawSync(text, { level: 1 }).toString('base64');
}

/** The text of a version; null if what is kept is not that text. */
export function unpacked(kept: string, version: string): string | null {
  try {
    const options = { maxOutputLength: mostBytes };
    const text = inflateRawSync(Buffer.from(kept, 'base64'), options).toString('utf8');
    return digestOf(text) === version ? text : null;
  } catch {
    return null;
  }
}
