import * as Flags from '@oclif/core/flags';
import { onlySiteFlag, todayFlag } from './flags.js';

/** What a report is about: the same for a report in a file and for one in the browser. */
export const reportFlags = {
  site: onlySiteFlag,
  against: Flags.string({
    helpValue: 'OLD',
    description:
      'add the plan from this version, a file, REF:PATH, a git revision or @N, to the farm file; always of all sites',
  }),
  pseudonyms: Flags.boolean({
    description:
      'replace names, addresses and descriptions; the same object has the same pseudonym throughout',
  }),
  today: todayFlag,
};
