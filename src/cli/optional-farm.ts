import { FarmError } from '../domain/model/index.js';

/** The farm that is loaded, or null if there is no farm file: for commands that work without one. @throws other errors of loading */
export async function farmIfAny<T>(loading: Promise<T>): Promise<T | null> {
  try {
    return await loading;
  } catch (error) {
    if (error instanceof FarmError && error.code === 'E_NO_FARM') return null;
    throw error;
  }
}
