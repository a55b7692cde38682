/** Syntax errors of a farm file in plain words. Only loaded for a file that JSON.parse has refused. */

/** A problem whose place is known as an offset of the text. */
export interface SyntaxProblem {
  offset: number;
  message: string;
  expected?: string;
}

/** What jsonc-parser tells of a mistake: one of its numbers, and where. */
export interface SyntaxMistake {
  error: number;
  offset: number;
  length: number;
}

/** jsonc-parser's numbers for its errors; it exports them as a const enum, which can't be imported here. */
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

/** After one of these the parser knows again where it is: what it read further on can be believed. */
const harmless = new Set<number>([
  code.commaExpected,
  code.comment,
  code.invalidEscape,
  code.invalidCharacter,
]);

/**
 * The syntax errors in words, one a line (the first: others there are mostly its echo), and whether the rest of the
 * file was read well enough to judge its content too.
 */
export function tellSyntaxErrors(
  text: string,
  errors: readonly SyntaxMistake[],
  lineOf: (offset: number) => number,
): { problems: SyntaxProblem[]; trusted: boolean } {
  const problems: SyntaxProblem[] = [];
  const told = new Set<number>();
  let trusted = true;
  for (const error of errors) {
    const commaTooMany = isCommaTooMany(text, error);
    const line = lineOf(error.offset);
    if (!harmless.has(error.error) && !commaTooMany && !told.has(line)) trusted = false;
    if (told.has(line)) continue;
    told.add(line);
    problems.push(commaTooMany ? tellCommaTooMany(text, error) : tell(text, error));
  }
  return { problems, trusted };
}

/** jsonc-parser meets the bracket after a superfluous comma; the comma is what has to go. */
function isCommaTooMany(text: string, { error, offset }: SyntaxMistake): boolean {
  const expectedMore = error === code.keyExpected || error === code.valueExpected;
  return (
    expectedMore && '}],'.includes(text[offset] ?? '.') && text[lastInkBefore(text, offset)] === ','
  );
}

function tellCommaTooMany(text: string, { offset }: SyntaxMistake): SyntaxProblem {
  return {
    offset: lastInkBefore(text, offset),
    message: `there is a comma too many before ${JSON.stringify(text[offset])}.`,
    expected: 'a comma between two entries only, none after the last',
  };
}

function tell(text: string, { error, offset, length }: SyntaxMistake): SyntaxProblem {
  const written = shorten(text.slice(offset, offset + length));
  switch (error) {
    case code.comment:
    case code.endOfComment:
      return {
        offset,
        message: 'a farm file has no comments.',
        expected: 'remarks as "description" of a broker',
      };
    case code.commaExpected: {
      if (/^0\d/.test(text.slice(offset - 1, offset + 1))) {
        const message = 'a number starts with 0.';
        return { offset: offset - 1, message, expected: 'the number without the leading 0' };
      }
      const place = lastInkBefore(text, offset) + 1;
      return isClosing(text, offset)
        ? {
            offset,
            message: `${quoted(written)} closes what was not opened that way.`,
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
        message: `${quoted(written)} stands after the end of the farm.`,
        expected: 'nothing more',
      };
    case code.endOfString:
      return { offset, message: 'this text has no closing quote on its line.', expected: '"text"' };
    case code.invalidEscape:
    case code.invalidUnicode:
      return {
        offset,
        message: `${quoted(written)} has a backslash that means nothing in JSON.`,
        expected: 'each backslash written twice: "\\\\"',
      };
    case code.invalidCharacter:
      return {
        offset,
        message: 'this text holds a control character, such as a tab.',
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
      return tellSymbol(offset, written);
  }
}

/** Words that JSON doesn't have: mostly quotes of another kind, or none. */
function tellSymbol(offset: number, written: string): SyntaxProblem {
  if (/^(true|false|null)$/i.test(written)) {
    return {
      offset,
      message: `${written} must be in small letters.`,
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
      message: 'there is a blank here that JSON does not know.',
      expected: 'an ordinary space',
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

function lastInkBefore(text: string, offset: number): number {
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
