import type { Farm } from '../domain/model/index.js';
import { forSimulation } from '../domain/report/index.js';
import type { CommandContext } from '../render/command-line.js';
import type { LivePart } from '../render/report/html.js';
import { livePart } from '../render/report/live.js';
import { toDocument } from '../store/farm/convert.js';
import { readPageScript } from '../store/fs/page-script.js';

/**
 * The part of a report that answers questions of its reader, with all that its program needs of the farm.
 * @param site the name of the only site of the report; null for all
 * @param root the folder of the package
 */
export function livePage(
  farm: Farm,
  { site, context, root }: { site: string | null; context: CommandContext; root: string },
): LivePart {
  const document = toDocument(forSimulation(farm, site), undefined);
  return livePart({ farm: document, context, site }, readPageScript(root));
}
