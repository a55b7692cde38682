import type { EditNote } from '../domain/edits/index.js';
import { FarmError, type Farm, sameName } from '../domain/model/index.js';
import { defaultSiteOf, setDefaultSite } from '../store/preferences/default-sites.js';

/** The default site of a farm file after a site got another name. */

/**
 * Keeps the default site of a farm file that was saved: if that site has another name now, the default gets it too.
 * @returns a note that says so; none where the default is another site, or can't be changed: the farm is saved either way
 */
export async function keepDefaultSite(
  path: string,
  before: Pick<Farm, 'sites'>,
  after: Pick<Farm, 'sites'>,
): Promise<EditNote[]> {
  const renamed = renamedSites(before, after);
  if (renamed.length === 0) return [];
  try {
    const own = defaultSiteOf(process.env, path);
    const site = renamed.find(({ from }) => own?.scope === 'this farm' && sameName(from, own.site));
    if (site === undefined) return [];
    await setDefaultSite(process.env, path, site.to);
    return [{ kind: 'default-site-renamed', site: site.to }];
  } catch (error) {
    if (error instanceof FarmError) return [];
    throw error;
  }
}

/** The sites with another name: an edit leaves them in their places. */
function renamedSites(
  before: Pick<Farm, 'sites'>,
  after: Pick<Farm, 'sites'>,
): { from: string; to: string }[] {
  if (before.sites.length !== after.sites.length) return [];
  const has = ({ sites }: Pick<Farm, 'sites'>, name: string): boolean =>
    sites.some((site) => sameName(site.name, name));
  return before.sites.flatMap(({ name: from }, at) => {
    const to = after.sites[at]?.name ?? from;
    return has(after, from) || has(before, to) ? [] : [{ from, to }];
  });
}
