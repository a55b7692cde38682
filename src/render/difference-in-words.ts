/** A difference from what was expected, as text. */
export interface DifferenceInWords {
  expected: string;
  got: string;
  why: string;
}
