import type { SchemaNode } from '../farm/schema.js';

/** Nodes of the schema of a test file. */

/** A schema node of farm files, with what only test files need. */
export interface TestSchemaNode extends SchemaNode {
  /** Alternatives of different types. */
  anyOf?: readonly TestSchemaNode[];
  minProperties?: number;
  maxProperties?: number;
  items?: TestSchemaNode;
  properties?: Readonly<Record<string, TestSchemaNode>>;
  additionalProperties?: false | TestSchemaNode;
}

type Properties = Readonly<Record<string, TestSchemaNode>>;

/** An object with these keys and no others. */
export function object(
  title: string,
  description: string,
  required: readonly string[],
  properties: Properties,
): TestSchemaNode {
  return { title, description, type: 'object', required, properties, additionalProperties: false };
}

/** A text that is not empty. */
export function text(description: string): TestSchemaNode {
  return { description, type: 'string', minLength: 1 };
}

/** A whole number, `least` or more. */
export function number(description: string, least: number): TestSchemaNode {
  return { description, type: 'integer', minimum: least };
}

/** True or false. */
export function flag(description: string): TestSchemaNode {
  return { description, type: 'boolean' };
}

/** One text, or several in a list. */
export function texts(description: string, one: string): TestSchemaNode {
  const items = text(one);
  return { description, anyOf: [items, { description, type: 'array', items, minItems: 1 }] };
}

/** Marks a text that is a duration. */
export const durationExamples = ['30m'] as const;

/** A length of time, such as 30m. */
export function duration(description: string): TestSchemaNode {
  return { ...text(description), examples: durationExamples };
}

/** A key that can only be true. */
export function onlyTrue(description: string): TestSchemaNode {
  return { description, enum: [true] };
}

/** A list of at least one. */
export function listOf(description: string, items: TestSchemaNode): TestSchemaNode {
  return { description, type: 'array', minItems: 1, items };
}

/** An object with keys of the user's own, such as names of brokers. */
export function byName(title: string, description: string, each: TestSchemaNode): TestSchemaNode {
  return { title, description, type: 'object', minProperties: 1, additionalProperties: each };
}

/** A share in percent. */
export function percent(description: string): TestSchemaNode {
  return { description, type: 'number', minimum: 0, maximum: 100 };
}
