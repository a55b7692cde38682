import { addBroker } from '../../src/domain/edits/brokers.js';
import { addAgents } from '../../src/domain/edits/agents.js';
import { addSite, newFarm } from '../../src/domain/edits/sites.js';
import type { Farm } from '../../src/domain/model/farm.js';
import { findSite } from '../../src/domain/model/find.js';

/**
 * A farm for the wizard to add to: Berlin has four brokers, so that one more is preset to standby; Frankfurt has two, so
 * that one more makes it highly available.
 */
export function twoSites(): Farm {
  const start = newFarm({
    name: 'Example',
    rasVersion: 21,
    site: 'Berlin',
    primary: { server: 'CB-BER-1', ip: '10.10.1.11' },
  });
  const frankfurt = {
    name: 'Frankfurt',
    primary: { server: 'CB-FRA-1', ip: '10.20.1.11' },
    network: '10.20.1.0/24',
  };
  const both = addSite(start, frankfurt).farm;
  const brokers: [site: string, server: string, ip: string][] = [
    ['Berlin', 'CB-BER-2', '10.10.1.12'],
    ['Berlin', 'CB-BER-3', '10.10.1.13'],
    ['Berlin', 'CB-BER-4', '10.10.1.14'],
    ['Frankfurt', 'CB-FRA-2', '10.20.1.12'],
  ];
  const staffed = brokers.reduce(
    (farm, [site, server, ip]) => addBroker(farm, findSite(farm, site), { server, ip }).farm,
    both,
  );
  const agents = { names: ['RDS[01-10]'], kind: 'rds-host', preferredBroker: null } as const;
  return addAgents(staffed, findSite(staffed, 'Frankfurt'), agents).farm;
}
