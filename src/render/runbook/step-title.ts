import type { EditStep } from '../../domain/edits/index.js';
import { sayStep } from '../plan-words.js';

/** A step as a title, such as `Berlin: promote CB2 to primary`. */
export function stepTitle(step: EditStep): string {
  const isNamed =
    !('site' in step) ||
    ['add-site', 'rename-site', 'delete-site', 'licensing-site'].includes(step.kind);
  return isNamed ? sayStep(step) : `${step.site}: ${sayStep(step)}`;
}
