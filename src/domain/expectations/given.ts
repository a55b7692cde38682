import {
  addBroker,
  deleteBroker,
  setEnabled,
  setStandby,
  type Edit,
  addAgents,
  addProvider,
  deleteProvider,
  moveBroker,
  promoteBroker,
  setSite,
} from '../edits/index.js';
import type { BrokerEdit, GivenEdit } from './expectations.js';
import { type Farm, type Site, findSite } from '../model/index.js';

/**
 * The farm with one edit of a test made in memory. Every refusal of the command of that name holds here too.
 * @throws Refusal of the edit
 */
export function withGiven(farm: Farm, siteName: string, edit: GivenEdit): Farm {
  const each = (
    names: readonly string[],
    change: (farm: Farm, site: Site, name: string) => Edit,
  ): Farm => names.reduce((now, name) => change(now, findSite(now, siteName), name).farm, farm);
  const site = findSite(farm, siteName);
  if ('brokers' in edit && edit.kind !== 'delete') return each(edit.brokers, ofBroker[edit.kind]);
  switch (edit.kind) {
    case 'add':
      return addBroker(farm, site, edit.broker).farm;
    case 'delete':
      return each(edit.brokers, (now, here, server) =>
        deleteBroker(now, here, server, edit.reassign),
      );
    case 'add-provider':
      return addProvider(farm, site, edit.provider).farm;
    case 'delete-provider':
      return each(edit.providers, deleteProvider);
    case 'add-agents':
      return addAgents(farm, site, { ...edit, kind: edit.agentKind }).farm;
    case 'auto-promotion':
      return setSite(farm, site, { autoPromotion: edit.delay }).farm;
    case 'failback':
      return setSite(farm, site, { failback: edit.on }).farm;
  }
}

const ofBroker: Readonly<Record<BrokerEdit, (farm: Farm, site: Site, server: string) => Edit>> = {
  standby: (farm, site, server) => setStandby(farm, site, server, true),
  activate: (farm, site, server) => setStandby(farm, site, server, false),
  enable: (farm, site, server) => setEnabled(farm, site, server, true),
  disable: (farm, site, server) => setEnabled(farm, site, server, false),
  promote: promoteBroker,
  'move-up': (farm, site, server) => moveBroker(farm, site, server, { direction: 'up' }),
  'move-down': (farm, site, server) => moveBroker(farm, site, server, { direction: 'down' }),
};
