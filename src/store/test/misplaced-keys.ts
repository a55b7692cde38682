import { listed, type Path } from '../../domain/model/index.js';
import type { ContentProblem } from '../farm/schema-errors.js';
import { isObject } from '../json/is-object.js';
import type { TestSchemaNode } from './test-schema.js';
import { alternativeFor } from './test-shape.js';

/** Unknown keys of a YAML text that are known one level further in or out: the indentation is wrong, not the key. */

/** The problems, with those that come from the indentation replaced by one that says so. */
export function explainIndentation(
  root: TestSchemaNode,
  document: unknown,
  problems: readonly ContentProblem[],
): ContentProblem[] {
  const explained = new Map<string, ContentProblem>();
  const resolved = new Set<string>();
  for (const { of, problem } of problems) {
    const key = problem.path.at(-1);
    if (of !== 'key' || typeof key !== 'string') continue;
    const around = problem.path.slice(0, -1);
    const found =
      belowEmptyKey(root, document, around, key) ?? inTooDeep(root, document, around, key);
    if (found === null) continue;
    resolved.add(idOf(problem.path)).add(idOf(found.alsoResolves));
    const place = idOf(found.problem.path);
    if (!explained.has(place)) explained.set(place, { of: 'key', problem: found.problem });
  }
  return [
    ...problems.filter(({ problem }) => !resolved.has(idOf(problem.path))),
    ...explained.values(),
  ];
}

interface Explained {
  problem: ContentProblem['problem'];
  /** The path of another problem that this one explains. */
  alsoResolves: Path;
}

/** `when:` is empty, and `any-down:` is beside it. */
function belowEmptyKey(
  root: TestSchemaNode,
  document: unknown,
  around: Path,
  key: string,
): Explained | null {
  const [node, value] = [nodeAt(root, document, around), valueAt(document, around)];
  if (!isObject(value)) return null;
  const keys = Object.keys(value);
  for (const [sibling, child] of Object.entries(node?.properties ?? {})) {
    if (value[sibling] !== null || !Object.hasOwn(value, sibling)) continue;
    const [inside, isList] = insideOf(child);
    const stray = keys.filter(
      (one) => !Object.hasOwn(node?.properties ?? {}, one) && Object.hasOwn(inside, one),
    );
    if (!stray.includes(key)) continue;
    const names = stray.map((one) => JSON.stringify(one));
    const are = names.length === 1 ? 'is' : 'are';
    const each = isList ? ', as an entry that begins with a dash: "- "' : '';
    return {
      problem: {
        path: [...around, stray[0] ?? key],
        message: `wrong indentation: "${sibling}" is empty, and ${listed(names)} ${are} beside it, not below it.`,
        expected: `${listed(names)} indented further than "${sibling}"${each}`,
      },
      alsoResolves: [...around, sibling],
    };
  }
  return null;
}

/** The length of the path of a test: `tests`, and its index. */
const depthOfTest = 2;

/** `then:` is inside `when:`, and the test has none. */
function inTooDeep(
  root: TestSchemaNode,
  document: unknown,
  around: Path,
  key: string,
): Explained | null {
  // Deeper in, a key may be where it is because it was thought to be known there.
  for (let depth = Math.min(around.length - 1, depthOfTest); depth >= 0; depth -= 1) {
    const outer = around.slice(0, depth);
    const [node, value] = [nodeAt(root, document, outer), valueAt(document, outer)];
    const beside = around[depth];
    if (!isObject(value) || typeof beside !== 'string' || Object.hasOwn(value, key)) continue;
    if (!Object.hasOwn(node?.properties ?? {}, key)) continue;
    return {
      problem: {
        path: [...around, key],
        message: `wrong indentation: "${key}" is inside "${beside}", but belongs beside it.`,
        expected: `"${key}" indented like "${beside}"`,
      },
      alsoResolves: [...outer, key],
    };
  }
  return null;
}

/** The keys that an object may have below a key; and whether it is in a list. */
function insideOf(node: TestSchemaNode): [Readonly<Record<string, TestSchemaNode>>, boolean] {
  for (const one of node.anyOf ?? [node]) {
    if (one.properties !== undefined) return [one.properties, false];
    if (one.items?.properties !== undefined) return [one.items.properties, true];
  }
  return [{}, false];
}

function nodeAt(root: TestSchemaNode, document: unknown, path: Path): TestSchemaNode | null {
  let node: TestSchemaNode | null = alternativeFor(root, document);
  let value = document;
  for (const step of path) {
    value = stepInto(value, step);
    const child: TestSchemaNode | undefined =
      typeof step === 'number' ? node?.items : childAt(node, step);
    node = child === undefined ? null : alternativeFor(child, value);
    if (node === null) return null;
  }
  return node;
}

function childAt(node: TestSchemaNode | null, key: string): TestSchemaNode | undefined {
  const { properties = {}, additionalProperties } = node ?? {};
  return Object.hasOwn(properties, key) ? properties[key] : additionalProperties || undefined;
}

function valueAt(document: unknown, path: Path): unknown {
  return path.reduce(stepInto, document);
}

function stepInto(value: unknown, step: string | number): unknown {
  if (Array.isArray(value)) return typeof step === 'number' ? (value[step] as unknown) : undefined;
  return isObject(value) ? value[step] : undefined;
}

function idOf(path: Path): string {
  return JSON.stringify(path);
}
