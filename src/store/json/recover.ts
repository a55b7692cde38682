import { isObject } from './is-object.js';
import type { Path } from '../../domain/model/index.js';
import type { FarmDocument } from '../farm/convert.js';
import { customKey } from '../farm/format.js';
import { farmSchema, type SchemaNode } from '../farm/schema.js';

/**
 * What can be read of a document whose shape is partly wrong, so that the rest of it can be judged all the same.
 * Where the shape is wrong stands a value that breaks no invariant: the writer has the benefit of the doubt, and a
 * mistake is told once, not again with everything that follows from it.
 */

/** The places of a document whose shape is wrong. */
export class WrongPlaces {
  private readonly places: ReadonlySet<string>;

  constructor(paths: readonly Path[]) {
    this.places = new Set(paths.map((path) => JSON.stringify(path)));
  }

  /** Whether the shape is wrong at the path itself. */
  hold(path: Path): boolean {
    return this.places.size > 0 && this.places.has(JSON.stringify(path));
  }

  /** Whether the shape is wrong at the path or at something around it. */
  cover(path: Path): boolean {
    return this.hold([]) || path.some((_, depth) => this.hold(path.slice(0, depth + 1)));
  }
}

type Loose = Record<string, unknown>;

/** Stands for a "licensing" that can't be read, until those of the other sites are known. */
const inDoubt = null;

/**
 * What an optional key is taken to say where it can't be read and its preset could break an invariant.
 * All other keys are left out then: their presets are sound beside anything.
 */
const presumed: Readonly<Loose> = { licensing: inDoubt, installGateway: true, reason: 'unread' };

/**
 * The document with a harmless value in every wrong place: unknown keys and wrong values left out, what must be there
 * under a name that says where it stands. Lists keep their length, so that paths stay true.
 */
export function recoverDocument(document: Loose, wrong: WrongPlaces): FarmDocument {
  const legible = readObject(document, farmSchema, [], wrong) as unknown as FarmDocument;
  return { ...legible, sites: settleLicensing(legible.sites) };
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
  const legible: [string, unknown][] = [];
  for (const [key, child] of keysOf(value, node)) {
    const here = [...path, key];
    const isWritten = Object.hasOwn(value, key);
    // A name that the writer made up is legible although its value is not.
    const mustStay = required.includes(key) || properties === undefined;
    if (isWritten && (mustStay || !wrong.hold(here))) {
      legible.push([key, read(value[key], child, here, wrong)]);
    } else if (mustStay) {
      legible.push([key, placeholder(child, here, wrong)]);
    } else if (Object.hasOwn(presumed, key) && (mayHoldAnother || wrong.cover(here))) {
      legible.push([key, presumed[key]]);
    }
  }
  if (patternProperties !== undefined) {
    legible.push(...Object.entries(value).filter(([key]) => customKey.test(key)));
  }
  return Object.fromEntries(legible);
}

/** The keys that the object can have: those of the schema, or where names are free, those written. */
function keysOf(value: Loose, { properties, additionalProperties }: SchemaNode) {
  if (properties !== undefined) return Object.entries(properties);
  if (!additionalProperties) return [];
  return Object.keys(value).map((key): [string, SchemaNode] => [key, additionalProperties]);
}

/** An unknown key may be a known one misspelt; an object or a list is none of those that are presumed. */
function hasUnknownScalar(value: Loose, { properties }: SchemaNode): boolean {
  if (properties === undefined) return false;
  return Object.entries(value).some(
    ([key, child]) =>
      !Object.hasOwn(properties, key) &&
      !customKey.test(key) &&
      (typeof child !== 'object' || child === null),
  );
}

/** What is put where something must be; the path is wrong itself, or within something wrong. */
function placeholder(node: SchemaNode, path: Path, wrong: WrongPlaces): unknown {
  if (node.type === 'object') return readObject({}, node, path, wrong);
  if (node.items !== undefined) return [placeholder(node.items, [...path, 0], wrong)];
  return node.enum?.[0] ?? placeholderName(path);
}

/** `entry 3 of brokers`: it may show up in a sentence about another value of the same object. */
function placeholderName(path: Path): string {
  const at = path.findLastIndex((step) => typeof step === 'number');
  return at < 1 ? 'unread' : `entry ${Number(path[at]) + 1} of ${path[at - 1]}`;
}

/** The first site in doubt is the Licensing Site if none is known to be, and no other is. */
function settleLicensing(sites: FarmDocument['sites']): FarmDocument['sites'] {
  let isTaken = sites.some(({ licensing }) => licensing === true);
  return sites.map((site) => {
    if ((site.licensing as unknown) !== inDoubt) return site;
    const licensing = !isTaken;
    isTaken = true;
    return { ...site, licensing };
  });
}
