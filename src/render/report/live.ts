import { escapedCharacter, unsafeCharacters } from '../../domain/model/index.js';
import { xmlElement } from '../formats/xml.js';
import type { LivePart } from './html.js';
import { type LiveData, liveIds } from './live-data.js';

/**
 * The part of a page that answers questions of its reader. It is hidden until its program has filled it, so without
 * JavaScript the page shows nothing that doesn't work.
 */
export function livePart(data: LiveData, script: string): LivePart {
  return {
    section: xmlElement(
      'section',
      { id: liveIds.section, class: 'try', hidden: 'hidden', 'aria-labelledby': 'try-title' },
      `${xmlElement('h2', { id: 'try-title' }, 'Try a failure')}\n${xmlElement('p', {}, 'Choose what fails. The answer is that of farm simulate, for the farm of this report.')}`,
    ),
    script,
    data: JSON.stringify(data).replace(unsafeCharacters(), escapedCharacter),
  };
}
