import type { ImportQuestion } from '../domain/capture/index.js';
import type { Printed } from '../domain/model/index.js';
import { sayNames } from './words.js';

/** The words of what `farm import` asks. */

/** A question in one sentence. */
export function sayQuestion(question: Printed<ImportQuestion>): string {
  return words[question.kind](question.site ?? '', question.names);
}

const words: Readonly<
  Record<ImportQuestion['kind'], (site: string, names: readonly string[]) => string>
> = {
  'farm-name': () => 'What is the farm called?',
  'ras-version': () => 'Which RAS version does the farm have?',
  'site-name': (site) => `${site}: what is this site called in RAS?`,
  'licensing-site': () => 'Which site is the Licensing Site?',
  standby: (site, names) =>
    `${site}: ${names.length === 1 ? 'is' : 'are'} ${sayNames(names)} in standby? The module does not show it; those with the state StandBy were taken as standbys.`,
  'auto-promotion': (site) =>
    `${site}: is auto-promotion on, after how long, and is failback on (--failback)?`,
  network: (site) => `${site}: which network are the brokers in? RAS does not store it.`,
  'failure-domains': (site, names) =>
    `${site}: in which failure domains, such as hypervisor or rack, ${names.length === 1 ? 'is' : 'are'} ${sayNames(names)}? RAS does not store it.`,
  'install-options': (site, names) =>
    `${site}: ${names.length === 1 ? 'was' : 'were'} ${sayNames(names)} installed with a gateway, HTML5 or firewall rules? RAS does not store it.`,
  'inherited-preference': (site, names) =>
    `${site}: which broker do the default settings of ${sayNames(names)} prefer? The capture lacks them.`,
  'gateway-mode': (site, names) =>
    `${site}: is the mode of ${sayNames(names)} normal or forwarding? The capture does not name it.`,
};
