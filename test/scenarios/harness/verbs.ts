import type { Verbs } from './verb.js';
import { adviseVerbs } from './verbs/advise.js';
import { brokerVerbs } from './verbs/brokers.js';
import { captureVerbs } from './verbs/capture.js';
import { diffVerbs } from './verbs/diff.js';
import { loadVerbs } from './verbs/load.js';
import { memberVerbs } from './verbs/members.js';
import { modelVerbs } from './verbs/model.js';
import { planVerbs } from './verbs/plan.js';
import { portVerbs } from './verbs/ports.js';
import { proveVerbs } from './verbs/prove.js';
import { readinessVerbs } from './verbs/readiness.js';
import { roleVerbs } from './verbs/roles.js';
import { setUpVerbs } from './verbs/set-up.js';
import { simulateVerbs } from './verbs/simulate.js';
import { siteVerbs } from './verbs/sites.js';

/** Every word that a scenario can start a line with. A new concept adds its file here. */
export const verbs: Verbs = {
  ...setUpVerbs,
  ...siteVerbs,
  ...brokerVerbs,
  ...memberVerbs,
  ...roleVerbs,
  ...loadVerbs,
  ...readinessVerbs,
  ...portVerbs,
  ...simulateVerbs,
  ...proveVerbs,
  ...modelVerbs,
  ...diffVerbs,
  ...planVerbs,
  ...captureVerbs,
  ...adviseVerbs,
};
