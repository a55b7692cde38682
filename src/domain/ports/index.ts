/** DOOR domain/ports */
export {
  type FirewallRow,
  hostsOf,
  type PortEnd,
  type PortsNote,
  portsOf,
  portsOfSite,
  type PortsResult,
} from './ports.js';
