/** DOOR domain/ports */
export { type FirewallRow, type PortEnd, portsOf, type PortsResult } from './ports.js';
