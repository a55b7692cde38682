import type { BrokerAction, EditStep } from '../../domain/edits/index.js';
import { counted } from '../../domain/model/index.js';
import { sayAutoPromotion, sayNames } from '../words.js';

/** A step of a plan as a title, such as `site Berlin: promote CB2`. */
export function sayStep(step: EditStep): string {
  if (step.kind === 'rename-farm') return `rename the farm to ${step.name}`;
  if (step.kind === 'ras-version') return `the farm has RAS ${step.version}`;
  return `site ${step.site}: ${saySiteStep(step)}`;
}

const actions: Readonly<Record<BrokerAction, string>> = {
  enable: 'enable',
  disable: 'disable',
  standby: 'put in standby:',
  activate: 'activate',
  promote: 'promote to primary:',
  delete: 'delete',
};

function saySiteStep(step: Exclude<EditStep, { kind: 'rename-farm' | 'ras-version' }>): string {
  switch (step.kind) {
    case 'add-site':
      return `add the site with its primary ${step.broker.server}`;
    case 'broker-action':
      return `${actions[step.action]} ${step.broker}`;
    case 'add-broker':
      return `add Connection Broker ${step.broker.server}`;
    case 'move-broker':
      return `move ${step.broker} to place ${step.to}`;
    case 'set-broker':
      return `change the properties of ${step.broker}`;
    case 'add-gateway':
      return `add gateway ${step.gateway.server}`;
    case 'set-gateway':
      return `change the settings of gateway ${step.gateway}`;
    case 'delete-gateway':
      return `delete gateway ${step.gateway}`;
    case 'add-agents':
      return `add ${sayNames(step.names)}`;
    case 'delete-agents':
      return `delete ${sayNames(step.names)}`;
    case 'add-provider':
      return `add Provider ${step.provider.name}`;
    case 'delete-provider':
      return `delete Provider ${step.provider}`;
    case 'prefer':
      return `preferred Connection Broker of ${sayNames(step.names)}: ${step.broker ?? 'Automatic'}`;
    case 'auto-promotion':
      return `auto-promotion ${sayAutoPromotion(step.autoPromotion)}`;
    case 'network':
      return `network of the site: ${step.network ?? 'none'}`;
    case 'licensing-site':
      return 'make it the Licensing Site';
    case 'rename-site':
      return `rename the site to ${step.to}`;
    case 'delete-site':
      return 'delete the site';
    case 'upgrade':
      return `install RAS ${step.version} on ${step.names.length > 4 ? counted(step.names.length, step.component) : sayNames(step.names)}`;
  }
}
