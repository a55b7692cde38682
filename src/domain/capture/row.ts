import { capturedProperties, type CapturedPropertyRow } from '../facts/index.js';
import type { CapturedKind, RawObject, RawResult } from './raw.js';
import {
  addressesOf,
  type EnumValue,
  enumOf,
  isCut,
  numberOf,
  textOf,
  yesOrNoOf,
} from './values.js';

/** Names of properties in lower case, with the row that each belongs to, by kind. */
const rowsByKind = new Map<CapturedKind, ReadonlyMap<string, CapturedPropertyRow>>();

function rowsOf(kind: CapturedKind): ReadonlyMap<string, CapturedPropertyRow> {
  const known = rowsByKind.get(kind);
  if (known !== undefined) return known;
  const rows = capturedProperties.filter(({ of }) => of.includes(kind));
  const byName = new Map(
    rows.flatMap((row) =>
      row.names.map((name): [string, CapturedPropertyRow] => [name.toLowerCase(), row]),
    ),
  );
  rowsByKind.set(kind, byName);
  return byName;
}

/** A captured object by the names that farm uses. Each value is undefined where it wasn't captured. */
export class CapturedRow {
  readonly kind: CapturedKind;
  readonly source: string;
  /** Properties that no row of the table knows. */
  readonly unknown: readonly string[];
  /** Known properties that the depth of the export cut off. */
  readonly cut: readonly string[];
  readonly #values = new Map<string, unknown>();
  readonly #asked: ReadonlyMap<string, unknown>;

  constructor(object: RawObject, { kind, source, arguments: asked }: RawResult) {
    this.kind = kind;
    this.source = source;
    this.#asked = new Map(Object.entries(asked).map(([key, value]) => [key.toLowerCase(), value]));
    const rows = rowsOf(kind);
    const unknown: string[] = [];
    const cut: string[] = [];
    const taken = new Map<string, number>();
    for (const [name, value] of Object.entries(object)) {
      const row = rows.get(name.toLowerCase());
      if (row === undefined) unknown.push(name);
      else if (isCut(value)) cut.push(name);
      else {
        const rank = row.names.findIndex((one) => one.toLowerCase() === name.toLowerCase());
        if (rank < (taken.get(row.property) ?? Number.POSITIVE_INFINITY)) {
          taken.set(row.property, rank);
          this.#values.set(row.property, value);
        }
      }
    }
    this.unknown = unknown;
    this.cut = cut;
  }

  /** The id; null if it wasn't captured. */
  get id(): number | null {
    return numberOf(this.#values.get('id')) ?? numberOf(this.#asked.get('id')) ?? null;
  }

  /** The id of the site: its own, or that of the call; null if neither says it. */
  get siteId(): number | null {
    return this.number('siteId') ?? askedSite(this.#asked);
  }

  /** The server: its own, or that of the call; empty if neither says it. */
  get server(): string {
    return this.text('server') ?? textOf(this.#asked.get('server')) ?? '';
  }

  text(property: string): string | undefined {
    return textOf(this.#values.get(property));
  }

  /** A text with its spaces. */
  exactText(property: string): string | undefined {
    const value = this.#values.get(property);
    return typeof value === 'string' ? value : textOf(value);
  }

  number(property: string): number | undefined {
    return numberOf(this.#values.get(property));
  }

  yesOrNo(property: string): boolean | undefined {
    return yesOrNoOf(this.#values.get(property));
  }

  enum(property: string): EnumValue | undefined {
    return enumOf(this.#values.get(property));
  }

  addresses(property: string): string[] | undefined {
    return addressesOf(this.#values.get(property));
  }
}

/** The site that a call was for; null for one without a site. */
export function siteAsked(call: RawObject): number | null {
  return askedSite(new Map(Object.entries(call).map(([key, value]) => [key.toLowerCase(), value])));
}

function askedSite(asked: ReadonlyMap<string, unknown>): number | null {
  return numberOf(asked.get('siteid')) ?? numberOf(asked.get('site')) ?? null;
}
