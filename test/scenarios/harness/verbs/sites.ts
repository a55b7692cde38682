import { omitUndefined } from '../../../../src/cli/values.js';
import {
  addSite,
  deleteSite,
  newFarm,
  renameSite,
  setSite,
} from '../../../../src/domain/edits/sites.js';
import type { RasVersion } from '../../../../src/domain/facts/ras-versions.js';
import { findSite } from '../../../../src/domain/model/find.js';
import type { Verbs } from '../verb.js';

/** Edits of the farm and its sites. */
export const siteVerbs: Verbs = {
  /** new-farm NAME site= broker= [ip=] [ras=]: as `farm init` makes it; replaces the farm */
  'new-farm': (line) => ({
    setUp: newFarm({
      name: line.word('a name'),
      rasVersion: (line.number('ras') ?? 21) as RasVersion,
      site: line.option('site') ?? 'Site',
      primary: { server: line.option('broker') ?? 'CB1', ip: line.option('ip') ?? null },
    }),
  }),
  /** add-site NAME broker= [ip=] [network=] */
  'add-site': (line, farm) => ({
    edit: addSite(farm, {
      name: line.word('a name'),
      primary: { server: line.option('broker') ?? 'CB1', ip: line.option('ip') ?? null },
      network: line.option('network') ?? null,
    }),
  }),
  /** set-site NAME [licensing] [network=CIDR|none] [auto-promotion=MINUTES|off] [failback|no-failback] */
  'set-site': (line, farm) => {
    const licensing = line.flag('licensing') || undefined;
    const failback = line.flag('failback') ? true : line.flag('no-failback') ? false : undefined;
    const network = line.option('network');
    const delay = line.option('auto-promotion');
    return {
      edit: setSite(
        farm,
        findSite(farm, line.word('a site')),
        omitUndefined({
          licensing,
          failback,
          network: network === 'none' ? null : network,
          autoPromotion: delay === undefined || delay === 'off' ? delay : Number(delay),
        }),
      ),
    };
  },
  /** rename-site NAME NEW */
  'rename-site': (line, farm) => {
    const site = findSite(farm, line.word('a site'));
    return { edit: renameSite(farm, site, line.word('the new name')) };
  },
  /** delete-site NAME */
  'delete-site': (line, farm) => ({ edit: deleteSite(farm, findSite(farm, line.word('a site'))) }),
};
