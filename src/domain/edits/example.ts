import { addBroker, setEnabled, setStandby } from './brokers.js';
import type { Edit } from './edit.js';
import { addAgents, assignAgents } from './agents.js';
import { addGateway } from './gateways.js';
import { addProvider } from './providers.js';
import { addSite, newFarm, setSite } from './sites.js';
import { type Farm, type Site, findSite } from '../model/index.js';
import type { RasVersion } from '../facts/index.js';

/**
 * A realistic farm to learn on: Berlin with providers and a standby, Frankfurt half-way to high availability.
 * Built by the same edits that a user would make. It has findings worth reading, and no error.
 */
export function exampleFarm(name: string, rasVersion: RasVersion): Farm {
  const start = newFarm({
    name,
    rasVersion,
    site: 'Berlin',
    primary: {
      server: 'CB-BER-1',
      ip: '10.10.1.11',
      description: 'first server of the farm',
      failureDomains: { hypervisor: 'hv-ber-1', rack: 'r1' },
    },
  });
  return [...berlin, ...frankfurt].reduce((farm, step) => step(farm).farm, start);
}

type Step = (farm: Farm) => Edit;

/** A step in one site, which is looked up again: an edit returns a new farm. */
function inSite(name: string, edit: (farm: Farm, site: Site) => Edit): Step {
  return (farm) => edit(farm, findSite(farm, name));
}

const berlin: readonly Step[] = [
  inSite('Berlin', (farm, site) =>
    setSite(farm, site, { network: '10.10.1.0/24', autoPromotion: 30, failback: true }),
  ),
  inSite('Berlin', (farm, site) =>
    addBroker(farm, site, {
      server: 'CB-BER-2',
      ip: '10.10.1.12',
      failureDomains: { hypervisor: 'hv-ber-1', rack: 'r1' },
    }),
  ),
  inSite('Berlin', (farm, site) =>
    addBroker(farm, site, {
      server: 'CB-BER-3',
      ip: '10.10.1.13',
      failureDomains: { hypervisor: 'hv-ber-2', rack: 'r2' },
    }),
  ),
  inSite('Berlin', (farm, site) =>
    addBroker(farm, site, {
      server: 'CB-BER-4',
      ip: '10.10.2.14',
      description: 'takes over when another is offline',
      failureDomains: { hypervisor: 'hv-ber-3', rack: 'r2' },
    }),
  ),
  inSite('Berlin', (farm, site) =>
    addAgents(farm, site, {
      names: ['RDS-BER-[01-28]'],
      kind: 'rds-host',
      preferredBroker: null,
    }),
  ),
  inSite('Berlin', (farm, site) => assignAgents(farm, site, ['RDS-BER-[01-10]'], 'CB-BER-1')),
  ...[
    { name: 'vcenter-ber', type: 'VMwarevCenter' },
    { name: 'hyperv-ber-1', type: 'HyperV' },
    { name: 'hyperv-ber-2', type: 'HyperV' },
    { name: 'azure-we', type: 'Azure', preferredBroker: 'CB-BER-2' },
  ].map((provider) => inSite('Berlin', (farm, site) => addProvider(farm, site, provider))),
  ...['GW-BER-1', 'GW-BER-2'].map((server, index) =>
    inSite('Berlin', (farm, site) =>
      addGateway(farm, site, {
        server,
        ip: `10.10.1.${21 + index}`,
        mode: 'normal',
        preferredBroker: null,
      }),
    ),
  ),
];

const frankfurt: readonly Step[] = [
  (farm) =>
    addSite(farm, {
      name: 'Frankfurt',
      network: null,
      primary: {
        server: 'CB-FRA-1',
        ip: '10.20.1.11',
        installGateway: true,
        enableHtml5: true,
        failureDomains: { hypervisor: 'hv-fra-1' },
      },
    }),
  inSite('Frankfurt', (farm, site) =>
    addBroker(farm, site, {
      server: 'CB-FRA-2',
      ip: '10.20.1.12',
      failureDomains: { hypervisor: 'hv-fra-2' },
    }),
  ),
  inSite('Frankfurt', (farm, site) =>
    addBroker(farm, site, { server: 'CB-FRA-3', description: 'waiting for its licence' }),
  ),
  inSite('Frankfurt', (farm, site) => setStandby(farm, site, 'CB-FRA-3', true)),
  inSite('Frankfurt', (farm, site) => setEnabled(farm, site, 'CB-FRA-3', false)),
  inSite('Frankfurt', (farm, site) =>
    addAgents(farm, site, {
      names: ['RDS-FRA-[01-12]'],
      kind: 'rds-host',
      preferredBroker: null,
    }),
  ),
  inSite('Frankfurt', (farm, site) =>
    addGateway(farm, site, {
      server: 'GW-FRA-1',
      ip: null,
      mode: 'normal',
      preferredBroker: 'CB-FRA-2',
    }),
  ),
];
