import type { Finding } from './finding.js';
import { targetOf } from './suppressions.js';

/**
 * A stable identity of a finding, which does not change when lines move, objects change places or counts in the message
 * change. Baselines and code scanners recognise findings by it.
 */

/** The object of a finding, such as `Berlin/broker/CB4`, and its property, if any: `Berlin/broker/CB4#failureDomains.rack`. */
export function subjectOf(finding: Pick<Finding, 'site' | 'target' | 'path'>): string {
  const object = targetOf(finding);
  const place = finding.path.findLastIndex((step) => typeof step === 'number');
  const part = finding.path.slice(place + 1).join('.');
  return part === '' ? object : `${object}#${part}`;
}

/** The identity of a finding within a farm: rule and subject. Not the message, which contains counts. */
export function findingKey(finding: Pick<Finding, 'rule' | 'site' | 'target' | 'path'>): string {
  return [finding.rule, subjectOf(finding)].join('\u0000').toLowerCase();
}

/** Sixteen hexadecimal digits of rule, file and subject: FNV-1a of 64 bits, over UTF-16 units. */
export function fingerprintOf(
  finding: Pick<Finding, 'rule' | 'site' | 'target' | 'path'>,
  file: string,
): string {
  const text = [finding.rule, file, subjectOf(finding).toLowerCase()].join('\u0000');
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
