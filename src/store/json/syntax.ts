/** Messages for syntax errors of a farm file. Loaded only if JSON.parse fails. */

/** A problem with its offset in the text. */
export interface SyntaxProblem {
  offset: number;
  message: string;
  expected?: string;
}

/** A problem without its place. */
export type ProblemWords = Required<Omit<SyntaxProblem, 'offset'>>;

/** An error from jsonc-parser: its code and place. */
export interface SyntaxMistake {
  error: number;
  offset: number;
  length: number;
}

/** jsonc-parser's error codes; it exports them as a const enum, which can't be imported here. */
const code = {
  invalidSymbol: 1,
  invalidNumber: 2,
  keyExpected: 3,
  valueExpected: 4,
  colonExpected: 5,
  commaExpected: 6,
  closeBraceExpected: 7,
  closeBracketExpected: 8,
  endOfFileExpected: 9,
  comment: 10,
  endOfComment: 11,
  endOfString: 12,
  endOfNumber: 13,
  invalidUnicode: 14,
  invalidEscape: 15,
  invalidCharacter: 16,
} as const;

/** After one of these errors the parser recovers: what it reads later is reliable. */
const harmless = new Set<number>([
  code.commaExpected,
  code.comment,
  code.invalidEscape,
  code.invalidCharacter,
]);

/**
 * Where a text that isn't JSON begins, if it looks like YAML, else null. The first line that is not a comment decides: it
 * begins a document, a list or an entry. A key in quotes could also be in JSON that lacks its first bracket; there the
 * line ends as JSON does.
 */
export function yamlStart(text: string): number | null {
  const first = /^(?![ \t]*(?:#|$))[^\r\n]*/m.exec(text);
  const line = first?.[0].trimEnd() ?? '';
  const isYaml =
    /^(?:---(?:\s|$)|%YAML\s|-\s)/.test(line) ||
    (/^(?:[\w$.-]+|"[^"]*"|'[^']*')\s*:(?:\s|$)/.test(line) && !/[,{[]$/.test(line));
  return first !== null && isYaml ? first.index : null;
}

/**
 * A message for each line with syntax errors (for the first: others are usually its consequences), and whether the rest
 * of the file could be read well enough to check its content too.
 */
export function explainSyntaxErrors(
  text: string,
  errors: readonly SyntaxMistake[],
  lineOf: (offset: number) => number,
  comment: ProblemWords,
): { problems: SyntaxProblem[]; trusted: boolean } {
  const problems: SyntaxProblem[] = [];
  const reported = new Set<number>();
  let trusted = true;
  for (const error of errors) {
    const trailingComma = isTrailingComma(text, error);
    const line = lineOf(error.offset);
    if (!harmless.has(error.error) && !trailingComma && !reported.has(line)) trusted = false;
    if (reported.has(line)) continue;
    reported.add(line);
    if (trailingComma) problems.push(trailingCommaProblem(text, error));
    else if (isComment(text, error)) problems.push({ offset: error.offset, ...comment });
    else problems.push(problemOf(text, error));
  }
  return { problems, trusted };
}

/** A comment in the style of JavaScript, or from `#` on, as in YAML. */
function isComment(text: string, { error, offset }: SyntaxMistake): boolean {
  if (error === code.comment || error === code.endOfComment) return true;
  return error === code.invalidSymbol && text[offset] === '#';
}

/** jsonc-parser reports the bracket after a trailing comma; the mistake is the comma. */
function isTrailingComma(text: string, { error, offset }: SyntaxMistake): boolean {
  const expectedMore = error === code.keyExpected || error === code.valueExpected;
  return (
    expectedMore &&
    '}],'.includes(text[offset] ?? '.') &&
    text[lastNonBlankBefore(text, offset)] === ','
  );
}

function trailingCommaProblem(text: string, { offset }: SyntaxMistake): SyntaxProblem {
  return {
    offset: lastNonBlankBefore(text, offset),
    message: `there is a trailing comma before ${JSON.stringify(text[offset])}.`,
    expected: 'a comma between entries, none after the last',
  };
}

function problemOf(text: string, { error, offset, length }: SyntaxMistake): SyntaxProblem {
  const written = shorten(text.slice(offset, offset + length));
  switch (error) {
    case code.commaExpected: {
      if (/^0\d/.test(text.slice(offset - 1, offset + 1))) {
        const message = 'a number starts with 0.';
        return { offset: offset - 1, message, expected: 'the number without the leading 0' };
      }
      const place = lastNonBlankBefore(text, offset) + 1;
      return isClosing(text, offset)
        ? {
            offset,
            message: `${quoted(written)} does not match the opening bracket.`,
            expected: 'matching brackets',
          }
        : {
            offset: place,
            message: 'a comma is missing here.',
            expected: 'a comma between two entries',
          };
    }
    case code.colonExpected:
      return { offset, message: 'a colon is missing after the key.', expected: '"key": value' };
    case code.closeBraceExpected:
      return { offset, message: 'a closing "}" is missing.', expected: 'a "}" for every "{"' };
    case code.closeBracketExpected:
      return { offset, message: 'a closing "]" is missing.', expected: 'a "]" for every "["' };
    case code.endOfFileExpected:
      return {
        offset,
        message: `there is ${quoted(written)} after the end of the farm.`,
        expected: 'nothing more',
      };
    case code.endOfString:
      return { offset, message: 'this text has no closing quote on its line.', expected: '"text"' };
    case code.invalidEscape:
    case code.invalidUnicode:
      return {
        offset,
        message: `${quoted(written)} has an invalid escape.`,
        expected: 'two backslashes for each backslash: "\\\\"',
      };
    case code.invalidCharacter:
      return {
        offset,
        message: 'this text contains a control character, such as a tab.',
        expected: 'a space, or \\t for a tab',
      };
    case code.keyExpected:
      return {
        offset,
        message: `a key is missing before ${quoted(written)}.`,
        expected: '"key": value',
      };
    case code.valueExpected:
      return offset >= text.length
        ? { offset, message: 'the file ends where a value should follow.', expected: 'a value' }
        : { offset, message: `a value is missing before ${quoted(written)}.`, expected: 'a value' };
    default:
      return symbolProblem(offset, written);
  }
}

/** Invalid words: usually with wrong quotes or none. */
function symbolProblem(offset: number, written: string): SyntaxProblem {
  if (/^(true|false|null)$/i.test(written)) {
    return {
      offset,
      message: `${written} must be lower case.`,
      expected: written.toLowerCase(),
    };
  }
  if (/^['\u2018-\u201f`]/.test(written)) {
    return {
      offset,
      message: `${written} is not in double quotes.`,
      expected: 'straight double quotes: "text"',
    };
  }
  if (written.trim() === '') {
    return {
      offset,
      message: 'there is a space here that JSON does not allow.',
      expected: 'an ordinary space (U+0020)',
    };
  }
  return {
    offset,
    message: `${quoted(written)} is neither text in double quotes, nor a number, nor true, false or null.`,
    expected: '"text", a number, true, false or null',
  };
}

function isClosing(text: string, offset: number): boolean {
  return text[offset] === '}' || text[offset] === ']';
}

function lastNonBlankBefore(text: string, offset: number): number {
  let last = offset - 1;
  while (last >= 0 && ' \t\r\n'.includes(text[last] ?? '.')) last -= 1;
  return last;
}

function quoted(written: string): string {
  return written.startsWith('"') ? written : JSON.stringify(written);
}

function shorten(written: string): string {
  return written.length > 40 ? `${written.slice(0, 39)}…` : written;
}
