/** DOOR domain/roles */
export {
  type BrokerLoadOfRoles,
  type ProcessName,
  rolesOf,
  rolesOfBroker,
  type RolesResult,
  type RoleTable,
  runsInRole,
  runsProcess,
} from './roles.js';
