import type { KnownModule } from '../../src/domain/runbook/index.js';

/** A module as a capture reports it that can do more than any document says. */
export const moduleThatCanDoMore: KnownModule = {
  parameters: {
    'New-RASBroker': ['Server', 'Takeover'],
    'Set-RASBroker': [
      'Server',
      'Enabled',
      'Standby',
      'IP',
      'AlternativeIPs',
      'Description',
      'NewServer',
    ],
    'Remove-RASBroker': ['Server'],
    'Set-RASRDSHost': ['Id', 'Server', 'SiteId', 'InputObject', 'Enabled', 'PreferredBrokerId'],
    'Set-RASProvider': ['Id', 'NewName', 'Description', 'PreferredBrokerId'],
    'Set-RASGateway': ['Id', 'Server', 'Mode', 'PreferredBrokerId'],
  },
};

/** The variant of the played module that can do it. */
export const variantThatCanDoMore =
  'standby-parameter,broker-properties,preferred-parameter,remove-broker';
