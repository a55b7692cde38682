import { counted, FarmError } from '../../domain/model/index.js';
import type { FileProblems, Wanted } from '../farm/problems.js';
import { say, sayTypes, type ContentProblem } from '../farm/schema-errors.js';
import { isObject } from '../json/is-object.js';
import { countKeys, countWrittenKeys } from '../json/json-scan.js';
import { withoutMark } from '../json/positions.js';
import { shapeProblemsAt } from '../test/test-shape.js';
import { type PolicyDocument, type RepositoryPolicy, toPolicy } from './policy-convert.js';
import { policyFormatVersion, policySchema } from './policy-schema.js';

/** Reading policy files; all problems of a file are reported at once. */

/** Far more than any policy has; the YAML parser needs about 500 bytes of memory for each character. */
const mostLetters = 1_000_000;

/**
 * The policy of a text; `name` names the file in problems, and its end says whether it is JSON.
 * @throws FarmError E_UNREADABLE, E_NEWER_FORMAT, E_SYNTAX, E_INVALID; the last two with every problem and its place
 */
export async function parsePolicy(text: string, name: string): Promise<RepositoryPolicy> {
  const content = withoutMark(text);
  if (content.length > mostLetters) throw tooLarge(name);
  const isJson = name.toLowerCase().endsWith('.json');
  const quick = isJson ? parseQuickly(content) : null;
  if (quick !== null) return quick;
  const found = isJson
    ? (await import('../farm/problems.js')).findProblems(content, name, wanted)
    : (await import('../test/yaml-text.js')).findYamlProblems(content, name, wanted);
  refuseNewerFormat(found.document, name);
  if (found.problems.length > 0) throw brokenPolicy(name, isJson ? 'JSON' : 'YAML', found);
  return toPolicy(found.document as PolicyDocument).policy;
}

/** A valid policy in JSON, without loading what finds the places of problems; null if it has any. */
function parseQuickly(text: string): RepositoryPolicy | null {
  try {
    const document: unknown = JSON.parse(text);
    if (countKeys(document) !== countWrittenKeys(text) || shapeOf(document).length > 0) return null;
    const { policy, problems } = toPolicy(document as PolicyDocument);
    return problems.length === 0 ? policy : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const wanted: Wanted = {
  find: findContentProblems,
  what: 'a policy; farm explain policy shows one',
  comment: {
    message: "a policy in JSON can't have comments.",
    expected: 'no comment, or a policy in YAML (farm.policy.yaml)',
  },
  yaml: {
    message: 'this is YAML, but the name of the file ends in .json.',
    expected: 'JSON, or a name that ends in .yaml',
    nextStep: 'rename the file, or save it as JSON',
  },
};

function findContentProblems(document: unknown): ContentProblem[] {
  const shape = shapeOf(document);
  if (shape.length > 0) return shape;
  const { problems } = toPolicy(document as PolicyDocument);
  return problems.map((problem) => ({
    of: problem.path.at(-2) === 'rules' ? 'key' : 'value',
    problem,
  }));
}

function shapeOf(document: unknown): ContentProblem[] {
  if (isObject(document)) return shapeProblemsAt(policySchema, document, []);
  const message = `a policy must be ${sayTypes(policySchema)}, not ${say(document)}.`;
  return [{ of: 'value', problem: { path: [], message, expected: wanted.what } }];
}

function refuseNewerFormat(document: unknown, name: string): void {
  if (!isObject(document)) return;
  const found = document['formatVersion'];
  if (typeof found !== 'number' || found <= policyFormatVersion) return;
  throw new FarmError({
    code: 'E_NEWER_FORMAT',
    message: `${name} has format version ${found}; this version of farm supports ${policyFormatVersion}.`,
    nextStep: 'install the newest version of farm, then try again',
  });
}

function tooLarge(name: string): FarmError {
  return new FarmError({
    code: 'E_UNREADABLE',
    message: `${name} has more than ${mostLetters / 1_000_000} million characters.`,
    nextStep: 'specify another policy: --policy FILE',
  });
}

function brokenPolicy(name: string, kind: string, found: FileProblems): FarmError {
  const { problems, omitted, hasSyntaxErrors: syntax, nextStep } = found;
  const [first] = problems;
  if (first === undefined) throw new Error(`${name} was refused, but nothing wrong was found`);
  const total = problems.length + omitted;
  return new FarmError({
    code: syntax ? 'E_SYNTAX' : 'E_INVALID',
    message: `${name} is not ${syntax ? `valid ${kind}` : 'a valid policy'}: ${counted(total, 'problem')}.`,
    why: 'Without a valid policy, farm does not know which findings count.',
    nextStep: nextStep ?? 'correct the file at the lines shown',
    location: first.location,
    problems,
    problemsOmitted: omitted,
  });
}
