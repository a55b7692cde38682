import { ScenarioMistake } from './stanza.js';

/**
 * One command line of a scenario, taken apart: `verb word word flag key=value`. A verb takes what it knows; what is
 * left over is a mistake, so that a misspelt option can't pass in silence.
 */
export class Line {
  readonly verb: string;
  readonly #place: string;
  readonly #words: string[];
  readonly #options: [string, string][];

  constructor(text: string, place: string) {
    this.#place = place;
    const words = splitWords(text);
    this.verb = words[0] ?? '';
    this.#words = [];
    this.#options = [];
    for (const word of words.slice(1)) {
      const option = /^([a-z][\w.-]*)=(.*)$/su.exec(word);
      if (option === null) this.#words.push(word);
      else this.#options.push([option[1] ?? '', option[2] ?? '']);
    }
  }

  /** Whether the line contains the bare word; take flags before words. */
  flag(name: string): boolean {
    const at = this.#words.indexOf(name);
    if (at >= 0) this.#words.splice(at, 1);
    return at >= 0;
  }

  /** The next word, which has to be there; `what` names it in the mistake. */
  word(what: string): string {
    const word = this.#words.shift();
    if (word === undefined) throw this.mistake(`"${this.verb}" needs ${what}`);
    return word;
  }

  /** All words that are left. */
  rest(): string[] {
    return this.#words.splice(0);
  }

  /** The value of `key=value`. */
  option(key: string): string | undefined {
    const at = this.#options.findIndex(([name]) => name === key);
    return at < 0 ? undefined : this.#options.splice(at, 1)[0]?.[1];
  }

  /** The value of `key=value` as a number. */
  number(key: string): number | undefined {
    const value = this.option(key);
    return value === undefined ? undefined : Number(value);
  }

  /** `domain.rack=r1 domain.room=2` as `{ rack: 'r1', room: '2' }`, for the prefix `domain.`. */
  optionsUnder(prefix: string): Record<string, string> {
    const found = this.#options.filter(([key]) => key.startsWith(prefix));
    return Object.fromEntries(
      found.map(([key]) => [key.slice(prefix.length), this.option(key) ?? '']),
    );
  }

  /** A broker named by `key=SERVER`: null for `auto`, undefined when the option isn't there. */
  preference(key: string): string | null | undefined {
    const value = this.option(key);
    return value === 'auto' ? null : value;
  }

  /** @throws ScenarioMistake when something is left that no verb took */
  assertAllTaken(): void {
    const left = [...this.#words, ...this.#options.map(([key, value]) => `${key}=${value}`)];
    if (left.length > 0) throw this.mistake(`"${this.verb}" does not know ${left.join(' ')}`);
  }

  mistake(what: string): ScenarioMistake {
    return new ScenarioMistake(`${this.#place}: ${what}`);
  }
}

/** Words at spaces; quotes, single or double, keep spaces inside of a word. */
function splitWords(text: string): string[] {
  const words = text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/gu) ?? [];
  return words.map((word) => word.replaceAll(/"([^"]*)"|'([^']*)'/gu, '$1$2'));
}
