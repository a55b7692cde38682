import type { Printed } from '../../domain/model/index.js';
import { byNeed } from '../../domain/status/index.js';
import type { Block } from './blocks.js';
import type { ReportResult } from './report-result.js';
import { partOf } from './verdict-blocks.js';

/** A picture of each site. */

/** A page shows so many pictures at once, of the sites that need attention most, and the others on request. */
const mostShown = 6;

/** The pictures, in the order of the farm. */
export function pictureBlocks({ graph, status }: Printed<ReportResult>): Block[] {
  const first = byNeed(status.sites).slice(0, mostShown);
  const shown = new Set(first.map(({ site }) => site));
  return [
    {
      kind: 'heading',
      level: 2,
      text: graph.sites.length === 1 ? 'Picture' : 'Pictures',
      id: 'picture',
    },
    {
      kind: 'text',
      text: 'Boxes are failure domains.',
    },
    ...graph.sites.map((site, at): Block => {
      const picture: Block = { kind: 'picture', graph, site, id: partOf('picture', at) };
      if (shown.has(site.site)) return picture;
      return { kind: 'fold', title: site.site, blocks: [picture] };
    }),
  ];
}
