/** DOOR domain/ports */
export {
  type FirewallRow,
  type PortEnd,
  type PortsNote,
  portsOf,
  type PortsResult,
} from './ports.js';
