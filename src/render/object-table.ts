import { type Field, type Fields, flatValue, isEmpty } from '../domain/model/index.js';
import type { Theme } from './theme.js';

/** Tables of objects: a column for each field that has one. */

/** The key of a property and its field. */
export type Column = readonly [key: string, field: Field];

/** The columns of a list of such objects: those for rare values only if an object has one. */
export function columnsOf(fields: Fields, objects: readonly object[]): Column[] {
  return Object.entries(fields).filter(
    ([key, { column }]) =>
      column === 'always' ||
      (column === 'if set' && objects.some((one) => !isEmpty(Reflect.get(one, key)))),
  );
}

/** The head of a column. */
export function headOf([key, { label = key }]: Column): string {
  return label;
}

/** The cell of an object. */
export function cell([key, { kind }]: Column, object: object | undefined): string {
  const value: unknown = object && Reflect.get(object, key);
  if (kind === 'preferred broker' && value === null) return 'Automatic';
  if (kind === 'yes or no') return value === true ? 'yes' : 'no';
  const shown = String(flatValue(value) ?? '');
  return shown === '' && kind === 'IP' ? '-' : shown;
}

/** A table of objects; the first column, their names, has the noun as its head. */
export function objectTable(
  noun: string,
  fields: Fields,
  objects: readonly object[],
  theme: Theme,
): string {
  const columns = columnsOf(fields, objects);
  return theme.table(
    [noun, ...columns.slice(1).map(headOf)],
    objects.map((one) => columns.map((column) => cell(column, one))),
  );
}
