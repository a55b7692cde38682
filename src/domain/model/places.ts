/** Places in a farm file and in a farm document. */

/** A place in a farm file; line and column count from 1. */
export interface Location {
  file: string;
  line: number;
  column: number;
  /** The line itself, without its line ending. */
  text: string;
}

/** A path in a farm document: keys and indexes from its root, such as `['sites', 0, 'brokers', 2, 'ip']`. */
export type Path = readonly (string | number)[];
