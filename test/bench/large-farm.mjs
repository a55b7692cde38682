/** Farms of any size, for the benchmarks of scale. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A farm with so many sites of five brokers (one in standby), two gateways, 100 agents and two providers. */
export function farmOfSites(count, name = 'Large') {
  return farmOf(
    name,
    Array.from({ length: count }, (_unused, at) => ({
      name: `Site${at + 1}`,
      licensing: at === 0,
      network: `10.${at >> 8}.${at & 255}.0/24`,
      brokers: Array.from({ length: 5 }, (_none, index) => ({
        server: `s${at + 1}cb${index + 1}`,
        ip: `10.${at >> 8}.${at & 255}.${index + 1}`,
        standby: index === 4,
        failureDomains: { hypervisor: `s${at + 1}hv${(index % 2) + 1}` },
      })),
      gateways: named(2, (index) => ({ server: `s${at + 1}gw${index}` })),
      agents: named(100, (index) => ({
        name: `s${at + 1}rds${index}`,
        ...(index % 10 === 0 && { preferredBroker: `s${at + 1}cb2` }),
      })),
      providers: named(2, (index) => ({ name: `s${at + 1}hv${index}`, type: 'HyperV' })),
    })),
  );
}

/** A farm whose only site has so many brokers and providers. */
export function farmOfOneSite({ brokers, providers = 2 }) {
  return farmOf('One site', [
    {
      name: 'Site1',
      licensing: true,
      brokers: named(brokers, (index) => ({
        server: `cb${index}`,
        ip: `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`,
      })),
      gateways: named(2, (index) => ({ server: `gw${index}` })),
      agents: named(100, (index) => ({ name: `rds${index}` })),
      providers: named(providers, (index) => ({ name: `hv${index}`, type: 'HyperV' })),
    },
  ]);
}

/** Writes a farm, and returns its path. */
export function write(file, farm) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(farm));
  return file;
}

function farmOf(name, sites) {
  return { formatVersion: 1, name, rasVersion: 21, sites };
}

function named(count, one) {
  return Array.from({ length: count }, (_unused, index) => one(index + 1));
}
