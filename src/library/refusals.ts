import { Refusal } from '../domain/model/index.js';
import { describeRefusal } from '../render/reason-words.js';

/** The answer to a question. @throws FarmError with the words of what the domain refuses */
export function answered<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw error instanceof Refusal ? describeRefusal(error) : error;
  }
}
