import { Refusal } from '../domain/model/index.js';
import { describeRefusal } from '../render/reason-words.js';

/** The answer to a question; what the domain refuses is thrown with its words. @throws FarmError */
export function answered<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw error instanceof Refusal ? describeRefusal(error) : error;
  }
}
