import type { ExpectedBroker, ExpectedMember, ExpectedSite } from '../../domain/runbook/index.js';
import { sayValue } from '../words.js';

/** What a site should look like, one phrase for each object that is compared. */
export function sayExpected(expected: ExpectedSite): string[] {
  const { site, exists, brokers, order, licensing, upgraded } = expected;
  if (!exists) return [`there is no site ${site}`];
  return [
    `site ${site}: ${brokers.map((broker, at) => sayBroker(broker, at === 0)).join(', ')}`,
    ...(order === 'primary' ? ['the order of the others does not matter yet'] : []),
    ...(licensing === undefined ? [] : [`Licensing Site ${sayValue(licensing)}`]),
    ...expected.gateways.map((one) => `gateway ${sayMember(one)}`),
    ...expected.hosts.map((one) => `RD Session Host ${sayMember(one)}`),
    ...expected.providers.map((one) => `Provider ${sayMember(one)}`),
    ...(upgraded === null
      ? []
      : [`version ${upgraded.version} on ${upgraded.servers.join(', ')}, with the state OK`]),
  ];
}

function sayBroker(broker: ExpectedBroker, isFirst: boolean): string {
  const { server, enabled, standby, ip, alternativeIps, description } = broker;
  const said = [
    ...(isFirst ? ['primary'] : []),
    ...(enabled === false ? ['disabled'] : []),
    ...(standby === true ? ['standby'] : []),
    ...(standby === undefined ? ['active or standby'] : []),
    ...(ip === undefined ? [] : [`IP ${ip ?? 'none'}`]),
    ...(alternativeIps === undefined
      ? []
      : [`alternative IPs ${alternativeIps.length === 0 ? 'none' : alternativeIps.join(';')}`]),
    ...(description === undefined ? [] : [`description ${sayValue(description)}`]),
  ];
  return said.length === 0 ? server : `${server} (${said.join(', ')})`;
}

function sayMember({ name, exists, preferredBroker, mode, ip }: ExpectedMember): string {
  if (!exists) return `${name}: not there`;
  const said = [
    ...(preferredBroker === undefined ? [] : [`prefers ${preferredBroker ?? 'Automatic'}`]),
    ...(mode === undefined ? [] : [`mode ${mode}`]),
    ...(ip === undefined ? [] : [`IP ${ip ?? 'none'}`]),
  ];
  return said.length === 0 ? name : `${name} (${said.join(', ')})`;
}
