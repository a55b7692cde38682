/** DOOR domain/ports */
export {
  type FirewallRow,
  type PortEnd,
  type PortsNote,
  portsOf,
  portsOfSite,
  type PortsResult,
} from './ports.js';
