import { isObject } from './is-object.js';
import type { Path } from '../../domain/model/index.js';
import type { FarmDocument } from '../farm/convert.js';
import { customKey } from '../farm/format.js';
import { farmSchema, type SchemaNode } from '../farm/schema.js';

/**
 * Recovers the valid parts of a document whose shape is partly wrong, so that the rest can still be checked.
 * Every wrong value is replaced by one that breaks no invariant, so that one mistake is reported once, not again with its
 * consequences.
 */

/** The places in a document where its shape is wrong. */
export class WrongPlaces {
  private readonly places: ReadonlySet<string>;

  constructor(paths: readonly Path[]) {
    this.places = new Set(paths.map((path) => JSON.stringify(path)));
  }

  /** Whether the shape is wrong at the path itself. */
  hold(path: Path): boolean {
    return this.places.size > 0 && this.places.has(JSON.stringify(path));
  }

  /** Whether the shape is wrong at the path or at an enclosing value. */
  cover(path: Path): boolean {
    return this.hold([]) || path.some((_, depth) => this.hold(path.slice(0, depth + 1)));
  }
}

type Loose = Record<string, unknown>;

/** Placeholder for an unreadable "licensing", until those of the other sites are known. */
const inDoubt = null;

/**
 * Values for unreadable optional keys whose default could break an invariant.
 * All other unreadable keys are omitted: their defaults are always valid.
 */
const presumed: Readonly<Loose> = { licensing: inDoubt, installGateway: true, reason: 'unread' };

/**
 * The document with a harmless value in every wrong place: unknown keys and wrong values are omitted, and required names
 * are replaced by their place. Lists keep their length, so that paths stay correct.
 */
export function recoverDocument(document: Loose, wrong: WrongPlaces): FarmDocument {
  const recovered = readObject(document, farmSchema, [], wrong) as unknown as FarmDocument;
  return { ...recovered, sites: settleLicensing(recovered.sites) };
}

function read(value: unknown, node: SchemaNode, path: Path, wrong: WrongPlaces): unknown {
  if (wrong.hold(path)) return placeholder(node, path, wrong);
  const { items } = node;
  if (Array.isArray(value) && items !== undefined) {
    return value.map((item, index) => read(item, items, [...path, index], wrong));
  }
  return isObject(value) ? readObject(value, node, path, wrong) : value;
}

function readObject(value: Loose, node: SchemaNode, path: Path, wrong: WrongPlaces): Loose {
  const { properties, required = [], patternProperties } = node;
  const mayHoldAnother = hasUnknownScalar(value, node);
  const recovered: [string, unknown][] = [];
  for (const [key, child] of keysOf(value, node)) {
    const here = [...path, key];
    const isWritten = Object.hasOwn(value, key);
    // A name chosen by the user is kept even if its value is wrong.
    const mustStay = required.includes(key) || properties === undefined;
    if (isWritten && (mustStay || !wrong.hold(here))) {
      recovered.push([key, read(value[key], child, here, wrong)]);
    } else if (mustStay) {
      recovered.push([key, placeholder(child, here, wrong)]);
    } else if (Object.hasOwn(presumed, key) && (mayHoldAnother || wrong.cover(here))) {
      recovered.push([key, presumed[key]]);
    }
  }
  if (patternProperties !== undefined) {
    recovered.push(...Object.entries(value).filter(([key]) => customKey.test(key)));
  }
  return Object.fromEntries(recovered);
}

/** The keys that the object can have: those of the schema, or, if names are free, those written. */
function keysOf(value: Loose, { properties, additionalProperties }: SchemaNode) {
  if (properties !== undefined) return Object.entries(properties);
  if (!additionalProperties) return [];
  return Object.keys(value).map((key): [string, SchemaNode] => [key, additionalProperties]);
}

/** An unknown key may be a misspelled known one; an object or a list is none of those in `presumed`. */
function hasUnknownScalar(value: Loose, { properties }: SchemaNode): boolean {
  if (properties === undefined) return false;
  return Object.entries(value).some(
    ([key, child]) =>
      !Object.hasOwn(properties, key) &&
      !customKey.test(key) &&
      (typeof child !== 'object' || child === null),
  );
}

/** A placeholder for a required value; the path itself, or an enclosing value, is wrong. */
function placeholder(node: SchemaNode, path: Path, wrong: WrongPlaces): unknown {
  if (node.type === 'object') return readObject({}, node, path, wrong);
  if (node.items !== undefined) return [placeholder(node.items, [...path, 0], wrong)];
  return node.enum?.[0] ?? placeholderName(path);
}

/** `entry 3 of brokers`: may appear in a message about another value of the same object. */
function placeholderName(path: Path): string {
  const at = path.findLastIndex((step) => typeof step === 'number');
  return at < 1 ? 'unread' : `entry ${Number(path[at]) + 1} of ${path[at - 1]}`;
}

/** If no site is known to be the Licensing Site, the first unreadable one is assumed to be. */
function settleLicensing(sites: FarmDocument['sites']): FarmDocument['sites'] {
  let isTaken = sites.some(({ licensing }) => licensing === true);
  return sites.map((site) => {
    if ((site.licensing as unknown) !== inDoubt) return site;
    const licensing = !isTaken;
    isTaken = true;
    return { ...site, licensing };
  });
}
