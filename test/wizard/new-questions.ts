import { brokerFields } from '../../src/domain/model/fields/broker-fields.js';
import type { Fields } from '../../src/domain/model/fields/field.js';

/** Questions that the tests of the wizard answer themselves. */
const known = new Set([
  'server',
  'ip',
  'alternativeIps',
  'installGateway',
  'enableHtml5',
  'addFirewallRules',
  'description',
  'standby',
]);

/** The questions of fields added since then: they are answered with Enter. */
export const newQuestions: readonly string[] = Object.entries(brokerFields as Fields).flatMap(
  ([key, { question }]) => (question === undefined || known.has(key) ? [] : [question.text]),
);
