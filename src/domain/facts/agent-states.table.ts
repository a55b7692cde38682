import type { CitationId } from './citations.js';

/** What a state means for a topology; the sorting is farm's own, the states are the vendor's. */
export type AgentStateGroup = 'ok' | 'standby' | 'offline' | 'disabled' | 'version' | 'other';

/** A value of AgentState. */
export interface AgentStateRow {
  number: number;
  name: string;
  group: AgentStateGroup;
  citations: readonly CitationId[];
}

const rest: readonly CitationId[] = ['rest-providers-19'];

/** Every value of AgentState that the vendor lists. Another one is shown as it is. */
export const agentStates: readonly AgentStateRow[] = [
  { number: -8, name: 'AutoUpgradeLimitReached', group: 'version', citations: rest },
  { number: -7, name: 'AutoUpgradeFailed', group: 'version', citations: rest },
  { number: -6, name: 'Unknown', group: 'other', citations: rest },
  { number: -5, name: 'NeedsUpdate', group: 'version', citations: rest },
  { number: -4, name: 'NotVerified', group: 'other', citations: rest },
  { number: -3, name: 'ServerDeleted', group: 'offline', citations: rest },
  { number: -2, name: 'DisabledFromSettings', group: 'disabled', citations: rest },
  { number: -1, name: 'Disconnected', group: 'offline', citations: rest },
  { number: 0, name: 'OK', group: 'ok', citations: rest },
  { number: 1, name: 'EnumSessionsFailed', group: 'other', citations: rest },
  { number: 2, name: 'RDSRoleDisabled', group: 'other', citations: rest },
  { number: 3, name: 'MaxNonCompletedSessions', group: 'other', citations: rest },
  { number: 4, name: 'RASScheduleInProgress', group: 'other', citations: rest },
  { number: 5, name: 'ConnectionFailed', group: 'offline', citations: rest },
  { number: 6, name: 'InvalidCredentials', group: 'other', citations: rest },
  { number: 7, name: 'NeedsSysprep', group: 'other', citations: rest },
  { number: 8, name: 'SysPrepInProgress', group: 'other', citations: rest },
  { number: 9, name: 'CloningFailed', group: 'other', citations: rest },
  { number: 10, name: 'Synchronising', group: 'other', citations: rest },
  { number: 13, name: 'LogonDrainUntilRestart', group: 'other', citations: rest },
  { number: 14, name: 'LogonDrain', group: 'other', citations: rest },
  { number: 15, name: 'LogonDisabled', group: 'other', citations: rest },
  { number: 16, name: 'ForcedDisconnect', group: 'other', citations: rest },
  { number: 17, name: 'CloningCanceled', group: 'other', citations: rest },
  { number: 18, name: 'RASprepInProgress', group: 'other', citations: rest },
  { number: 20, name: 'InstallingRDSRole', group: 'other', citations: rest },
  { number: 21, name: 'RebootPending', group: 'other', citations: rest },
  { number: 22, name: 'PortMismatch', group: 'other', citations: rest },
  { number: 23, name: 'NeedsDowngrade', group: 'version', citations: rest },
  { number: 24, name: 'NotApplied', group: 'other', citations: rest },
  { number: 25, name: 'CloningInProgress', group: 'other', citations: rest },
  { number: 26, name: 'MarkedForDeletion', group: 'other', citations: rest },
  { number: 27, name: 'StandBy', group: 'standby', citations: rest },
  { number: 28, name: 'UnsupportedVDIType', group: 'other', citations: rest },
  { number: 29, name: 'FreeESXLicenseNotSupported', group: 'other', citations: rest },
  { number: 30, name: 'ManagedESXNotSupported', group: 'other', citations: rest },
  { number: 32, name: 'InvalidHostVersion', group: 'version', citations: rest },
  { number: 33, name: 'NotJoined', group: 'other', citations: rest },
  { number: 35, name: 'LicenseExpired', group: 'other', citations: rest },
  { number: 36, name: 'JoinBroken', group: 'other', citations: rest },
  { number: 37, name: 'InUse', group: 'other', citations: rest },
  { number: 38, name: 'NotInUse', group: 'other', citations: rest },
  { number: 39, name: 'Unsupported', group: 'other', citations: rest },
  { number: 40, name: 'NoAvailableGateways', group: 'other', citations: rest },
  { number: 41, name: 'EnrollServerNotInitialized', group: 'other', citations: rest },
  { number: 42, name: 'EnrollmentUnavailable', group: 'other', citations: rest },
  { number: 43, name: 'InvalidCAConfig', group: 'other', citations: rest },
  { number: 44, name: 'InvalidEAUserCredentials', group: 'other', citations: rest },
  { number: 45, name: 'InvalidESSettings', group: 'other', citations: rest },
  { number: 46, name: 'FSLogixNotAvail', group: 'other', citations: rest },
  { number: 47, name: 'NoDevices', group: 'other', citations: rest },
  { number: 48, name: 'NeedsAttention', group: 'other', citations: rest },
  { number: 49, name: 'ImageOptimizationPending', group: 'other', citations: rest },
  { number: 50, name: 'ImageOptimization', group: 'other', citations: rest },
  { number: 51, name: 'Unavailable', group: 'offline', citations: rest },
  { number: 52, name: 'UnderConstruction', group: 'other', citations: rest },
  { number: 53, name: 'Broken', group: 'other', citations: rest },
  { number: 54, name: 'NonRAS', group: 'other', citations: rest },
  { number: 55, name: 'Provisioning', group: 'other', citations: rest },
  { number: 56, name: 'Invalid', group: 'other', citations: rest },
  { number: 57, name: 'FSLogixNeedsUpdate', group: 'other', citations: rest },
  { number: 58, name: 'NoMembersAvailable', group: 'other', citations: rest },
  { number: 59, name: 'MembersNeedUpdate', group: 'other', citations: rest },
  { number: 60, name: 'FailedPerfCounters', group: 'other', citations: rest },
  { number: 61, name: 'PendingRecreation', group: 'other', citations: rest },
  { number: 62, name: 'RemovingMembers', group: 'other', citations: rest },
  { number: 63, name: 'AddingMembers', group: 'other', citations: rest },
  { number: 64, name: 'DeleteInProgress', group: 'other', citations: rest },
  { number: 66, name: 'JoiningToHostPool', group: 'other', citations: rest },
  { number: 67, name: 'AutoUpgradeInProgress', group: 'version', citations: rest },
  { number: 68, name: 'AutoUpgradeInitiated', group: 'version', citations: rest },
];
