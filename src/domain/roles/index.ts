/** DOOR domain/roles */
export {
  type BrokerRoles,
  type ProcessName,
  rolesOf,
  rolesOfBroker,
  type RolesResult,
  type RoleTable,
  runsInRole,
  runsProcess,
} from './roles.js';
