import { expandRanges, type Path, type Problem, Refusal } from '../../domain/model/index.js';
import { splitNames } from '../../domain/simulate/index.js';

/** One text, or several in a list. */
export type OneOrMore = string | readonly string[];

/** Reads one part of a document, and collects its problems. Paths given to it are relative to that part. */
export class EntryReader {
  readonly #problems: Problem[];
  readonly #path: Path;

  constructor(problems: Problem[], path: Path) {
    this.#problems = problems;
    this.#path = path;
  }

  /** A reader of a part inside this one. */
  in(...path: Path): EntryReader {
    return new EntryReader(this.#problems, [...this.#path, ...path]);
  }

  /** Names, with ranges expanded; patterns are kept. */
  names(written: OneOrMore, path: Path = []): string[] {
    return all(written).flatMap(
      (text) => this.try(() => expandRanges(splitNames(text)), path) ?? [],
    );
  }

  /** What was read; null, and a problem, if the domain refuses it. */
  try<T>(read: () => T, path: Path = []): T | null {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { message, typed, candidates } = error;
      this.#problems.push({
        path: [...this.#path, ...path],
        message,
        refusal: error,
        ...(typed === undefined ? {} : { typed, candidates }),
      });
      return null;
    }
  }

  /** Adds a problem. */
  report(path: Path, message: string, expected: string): void {
    this.#problems.push({ path: [...this.#path, ...path], message, expected });
  }
}

/** The texts of one or several. */
export function all(written: OneOrMore): readonly string[] {
  return typeof written === 'string' ? [written] : written;
}
