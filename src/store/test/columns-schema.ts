import { isObject } from '../json/is-object.js';

/** For editors: a schema that also accepts the column of a table, such as `<count>`, in the place of a value. */

const columnPattern = '^<[^<>]+>$';
const aColumn = { type: 'string', pattern: columnPattern };

/** The schema, and below it every value, with columns allowed. Only objects and lists stay as they are. */
function withColumns(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { type, enum: words, anyOf, items, properties, additionalProperties, pattern } = schema;
  const children = {
    ...schema,
    ...(isObject(items) ? { items: withColumns(items) } : {}),
    ...(isObject(properties) ? { properties: eachWithColumns(properties) } : {}),
    ...(isObject(additionalProperties)
      ? { additionalProperties: withColumns(additionalProperties) }
      : {}),
  };
  if (Array.isArray(anyOf)) {
    const alternatives = anyOf.filter(isObject);
    const own = alternatives.map((one) => ('enum' in one ? one : withColumns(one)));
    const isText = alternatives.some((one) => one['type'] === 'string');
    return { ...children, anyOf: isText ? own : [...own, aColumn] };
  }
  if (words !== undefined) {
    const { enum: _, ...rest } = children as { enum?: unknown };
    return { ...rest, anyOf: [{ enum: words }, aColumn] };
  }
  if (typeof pattern === 'string') return { ...children, pattern: `${pattern}|${columnPattern}` };
  if (type === 'boolean' || type === 'integer' || type === 'number')
    return { ...children, type: [type, 'string'], pattern: columnPattern };
  return children;
}

/** The properties of an object, each with columns allowed. */
export function eachWithColumns(
  properties: Readonly<Record<string, unknown>>,
  besides: readonly string[] = [],
): Record<string, unknown> {
  const each = Object.entries(properties).map(([key, child]): [string, unknown] => [
    key,
    isObject(child) && !besides.includes(key) ? withColumns(child) : child,
  ]);
  return Object.fromEntries(each);
}
