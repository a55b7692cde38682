import { formatRasVersion, rasVersions, statements } from '../../facts/index.js';
import { choice, minutes, name, number, optionalText, text, yesOrNo } from './field.js';

/** The severities of findings, most severe first. */
export const severities = ['error', 'warning', 'info'] as const;

/** The properties of a farm itself. */
export const farmFields = {
  name: name({ description: 'Name of the farm.' }),
  rasVersion: choice(rasVersions, {
    default: formatRasVersion,
    label: 'RAS version',
    description: 'RAS version of the farm: some rules depend on it.',
  }),
};

/** What a farm says about one readiness rule. */
export const ruleSettingFields = {
  severity: choice(severities, { description: 'Severity of its findings in this farm.' }),
  /** Another number than the rule's own, where its source leaves room. */
  threshold: number({ description: 'Another threshold, if the rule has one.' }),
  /** The rule is not checked; needs a reason. */
  off: yesOrNo({ description: 'Whether the rule is turned off. Needs a reason.' }),
  reason: text({ description: 'Reason for the setting.' }),
};

/** A finding that is known and accepted. */
export const suppressionFields = {
  /** Id or slug of the rule. */
  rule: name({ description: 'Id or slug of the rule.' }),
  /** A site's name, for all its findings of the rule, or one object such as `Berlin/broker/CB4`. */
  target: name({
    description:
      "A site's name, for all its findings of the rule, or one object, such as Berlin/broker/CB4.",
  }),
  reason: name({ description: 'Reason for accepting the finding.' }),
  /** The last day on which it is valid, ISO date; null for no end. */
  expires: optionalText({
    description: 'The last day on which the suppression is valid, such as 2027-01-31.',
    format: 'date',
    examples: ['2027-01-31'],
  }),
};

/** The properties of a site itself. */
export const siteFields = {
  name: name({ description: 'Name of the site.' }),
  /** Exactly one site of a farm is the Licensing Site; the default depends on the number of sites. */
  licensing: yesOrNo({
    label: 'Licensing Site',
    description:
      'Whether this is the Licensing Site. A farm has exactly one; default: true if it is the only site.',
  }),
  /** The network segment of the site's brokers, in CIDR notation; null if it isn't known. */
  network: optionalText({
    description:
      'Network segment of the Connection Brokers, in CIDR notation, such as 10.1.0.0/24.',
    format: 'network',
    examples: ['10.1.0.0/24'],
    flag: { value: 'CIDR', help: "network of the site's brokers, such as 10.1.0.0/24" },
  }),
};

/** "Auto-promote the next secondary Connection Broker" of a site. */
export const autoPromotionFields = {
  enabled: yesOrNo({
    default: false,
    label: 'auto-promotion',
    description: 'Whether auto-promotion is on.',
  }),
  /** How long the primary must be offline before the next secondary is promoted, in minutes. */
  afterMinutes: minutes(
    { least: statements['R15-least'].number, most: statements['R15-most'].number },
    {
      default: statements.R16.number,
      label: 'auto-promotion after',
      description:
        'How long the primary must be offline before the next secondary is promoted, in minutes.',
    },
  ),
  /** Whether the original primary becomes primary again when it is back. */
  failback: yesOrNo({
    default: false,
    description: 'Failback: the original primary becomes primary again when it is back.',
    flag: { help: 'make the original primary the primary again when it is back', only: 'set' },
  }),
};
