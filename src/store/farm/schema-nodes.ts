import type { Field, FieldFormat } from '../../domain/model/index.js';

/** What the schema of a farm file is made of, and the part of it that follows from a field. */

type TypeName = 'object' | 'array' | 'string' | 'boolean' | 'integer' | 'number' | 'null';

/** The part of JSON Schema that a farm file needs. */
export interface SchemaNode {
  /** What the object is called in a sentence. */
  title?: string;
  /** What an editor shows, in the words of the RAS Console. */
  description: string;
  type?: TypeName | readonly TypeName[];
  enum?: readonly (string | number | boolean)[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  minLength?: number;
  items?: SchemaNode;
  required?: readonly string[];
  properties?: Readonly<Record<string, SchemaNode>>;
  patternProperties?: Readonly<Record<string, object>>;
  additionalProperties?: false | SchemaNode;
  /** For editors alone: the format of a text, examples, and further keywords. */
  format?: FieldFormat;
  examples?: readonly unknown[];
  editors?: Readonly<Record<string, unknown>>;
}

/** The schema of a property. */
export function fieldNode(field: Field): SchemaNode {
  const { description, default: preset, format, examples } = field;
  // A default of null says nothing to an editor.
  const shown = preset === undefined || preset === null ? {} : { default: preset };
  return {
    description,
    ...typeOf(field),
    ...shown,
    ...(format === undefined ? {} : { format }),
    ...(examples === undefined ? {} : { examples }),
  };
}

function typeOf({
  kind,
  choices = [],
  range,
  default: preset,
}: Field): Omit<SchemaNode, 'description' | 'default'> {
  switch (kind) {
    case 'name':
      return { type: 'string', minLength: 1 };
    case 'text':
      // Null stands for the default.
      return { type: preset === undefined ? 'string' : ['string', 'null'] };
    case 'optional text':
    case 'IP':
    case 'preferred broker':
      return { type: ['string', 'null'] };
    case 'IPs':
      return {
        type: 'array',
        items: {
          description: 'One IP address, IPv4 or IPv6.',
          type: 'string',
          minLength: 1,
          format: 'IP',
        },
      };
    case 'yes or no':
      return { type: 'boolean' };
    case 'choice':
    case 'provider type':
      return { enum: choices };
    case 'number':
      return { type: 'number' };
    case 'minutes':
      return {
        type: 'integer',
        ...(range === undefined ? {} : { minimum: range.least, maximum: range.most }),
      };
    case 'tags':
      return {
        type: 'object',
        additionalProperties: {
          description: 'Value, such as hv1 for the hypervisor.',
          type: 'string',
          minLength: 1,
        },
      };
  }
}
