/**
 * How PowerShell and cmd.exe read a line, written from their documentation and not from the program: for machines that
 * have neither.
 */

/** The words that PowerShell hands to a program; throws for what it would read as anything but words. */
export function readByPowershell(line: string): string[] {
  const words: string[] = [];
  let at = 0;
  while (at < line.length) {
    if (line[at] === ' ') {
      at += 1;
      continue;
    }
    const quote = line[at] ?? '';
    const [word, end] = /['‘’‚‛]/.test(quote)
      ? readLiteral(line, at)
      : /["“”„]/.test(quote)
        ? readExpandable(line, at)
        : readBare(line, at);
    if (end < line.length && line[end] !== ' ') throw new Error(`goes on at ${end}: ${line}`);
    words.push(word);
    at = end;
  }
  return words;
}

/** Any of the single quotes ends it, and any two of them are one. */
function readLiteral(line: string, start: number): [word: string, end: number] {
  let word = '';
  for (let at = start + 1; at < line.length; at += 1) {
    const letter = line[at] ?? '';
    if (/['‘’‚‛]/.test(letter)) {
      if (!/['‘’‚‛]/.test(line[at + 1] ?? '')) return [word, at + 1];
      at += 1;
      word += line[at];
    } else word += letter;
  }
  throw new Error(`no end of quotes: ${line}`);
}

function readExpandable(line: string, start: number): [word: string, end: number] {
  let word = '';
  for (let at = start + 1; at < line.length; at += 1) {
    const letter = line[at] ?? '';
    if (letter === '$') throw new Error(`a variable: ${line}`);
    if (/["“”„]/.test(letter)) {
      if (!/["“”„]/.test(line[at + 1] ?? '')) return [word, at + 1];
      at += 1;
      word += line[at];
    } else if (letter === '`') {
      const point = /^u\{([0-9a-f]{1,6})\}/.exec(line.slice(at + 1));
      word +=
        point === null ? line[at + 1] : String.fromCodePoint(Number.parseInt(point[1] ?? '', 16));
      at += point === null ? 1 : point[0].length;
    } else word += letter;
  }
  throw new Error(`no end of quotes: ${line}`);
}

/** Anything that PowerShell could read as more than a word, a number or a name of a flag is refused. */
function readBare(line: string, start: number): [word: string, end: number] {
  const [word = ''] = /^[^ ]*/.exec(line.slice(start)) ?? [];
  const isWord = /^[A-Za-z_][\w./\\:-]*$/.test(word);
  const isNumber = /^(?:0|[1-9]\d{0,8})$/.test(word) || /^\d+(?:\.\d+){3}(?:\/\d+)?$/.test(word);
  if (isWord || isNumber || /^--[a-z-]+$/.test(word) || word === '-')
    return [word, start + word.length];
  throw new Error(`not a plain word: ${word}`);
}

/** The words that a program gets which a batch file starts with `%*`, as npm's `farm.cmd` does. */
export function readByCmd(line: string, variables: readonly string[]): string[] {
  const expanded = withoutVariables(line, variables);
  const prompt = withoutCarets(expanded);
  // The batch file puts the words on a separate line, which is read for quotes and carets once more.
  return readByRuntime(withoutCarets(prompt));
}

/** At the prompt a variable that is there is expanded, in quotes as well; the name may have modifiers behind a colon. */
function withoutVariables(line: string, variables: readonly string[]): string {
  const known = new Set(variables.map((name) => name.toLowerCase()));
  const signs = [...line.matchAll(/%/g)].map(({ index }) => index);
  for (const from of signs) {
    for (const to of signs.filter((sign) => sign > from)) {
      const [name = ''] = line.slice(from + 1, to).split(':');
      if (known.has(name.toLowerCase())) throw new Error(`expands ${name}: ${line}`);
    }
  }
  return line;
}

function withoutCarets(line: string): string {
  let text = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line[at] ?? '';
    if (letter === '"') isQuoted = !isQuoted;
    if (!isQuoted && /[&|<>()]/.test(letter)) throw new Error(`another command: ${line}`);
    if (!isQuoted && letter === '^') {
      at += 1;
      text += line[at] ?? '';
    } else text += letter;
  }
  return text;
}

/** The rules of the C runtime for `argv`. */
function readByRuntime(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line[at] ?? '';
    if (letter === '\\') {
      let count = 1;
      while (line[at + count] === '\\') count += 1;
      const before = line[at + count] === '"';
      word = (word ?? '') + '\\'.repeat(before ? Math.floor(count / 2) : count);
      if (before && count % 2 === 1) {
        word += '"';
        at += 1;
      }
      at += count - 1;
    } else if (letter === '"') {
      word ??= '';
      if (isQuoted && line[at + 1] === '"') {
        word += '"';
        at += 1;
      } else isQuoted = !isQuoted;
    } else if (!isQuoted && (letter === ' ' || letter === '\t')) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + letter;
  }
  if (isQuoted) throw new Error(`no end of quotes: ${line}`);
  if (word !== null) words.push(word);
  return words;
}
