import {
  activeBrokers,
  type Farm,
  findProvider,
  primaryOf,
  type Provider,
  providerFields,
  providerTypeOf,
  type Site,
  withDefaults,
} from '../model/index.js';
import { statements } from '../facts/index.js';
import { type Edit, withSite } from './edit.js';
import { automaticDefault, brokerName, noteInactive, refuseTaken } from './members.js';
import type { EditNote } from './notes.js';

/** Providers of a site: new ones, and those that are deleted. */

/**
 * A new provider. Where its broker is left out, it is Automatic if that is the console's default, and prefers the primary
 * in a site with fewer than three active brokers (assumption A11).
 * @throws Refusal E_EXISTS, E_NOT_FOUND, E_USAGE
 */
export function addProvider(
  farm: Farm,
  site: Site,
  asked: Partial<Provider> & { name: string; type: string },
): Edit {
  refuseTaken(
    farm,
    site,
    'provider',
    [asked.name],
    site.providers.map((provider) => provider.name),
  );
  const preset =
    activeBrokers(site).length >= statements.R33.number ? null : primaryOf(site).server;
  const preferredBroker =
    asked.preferredBroker === undefined ? preset : brokerName(site, asked.preferredBroker);
  const type = providerTypeOf(asked.type) ?? asked.type;
  const provider = withDefaults(providerFields, { ...asked, type, preferredBroker });
  const notes: EditNote[] =
    asked.preferredBroker === undefined && preset !== null
      ? [
          {
            kind: 'prefers-primary',
            provider: asked.name,
            broker: preset,
            automatic: automaticDefault(site),
            assumption: 'A11',
          },
        ]
      : [];
  return withSite(farm, site, { ...site, providers: [...site.providers, provider] }, [
    ...notes,
    ...noteInactive(farm, site, preferredBroker),
  ]);
}

/** @throws Refusal E_NOT_FOUND */
export function deleteProvider(farm: Farm, site: Site, name: string): Edit {
  const provider = findProvider(site, name);
  return withSite(farm, site, {
    ...site,
    providers: site.providers.filter((one) => one !== provider),
  });
}
