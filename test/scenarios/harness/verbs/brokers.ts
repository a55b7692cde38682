import {
  addBroker,
  type BrokerProperties,
  deleteBroker,
  setBroker,
  setEnabled,
  setStandby,
} from '../../../../src/domain/edits/brokers.js';
import { replaceBroker } from '../../../../src/domain/edits/replace-broker.js';
import { moveBroker, promoteBroker } from '../../../../src/domain/edits/priority.js';
import type { Broker, Farm, Site } from '../../../../src/domain/model/farm.js';
import { brokerFields } from '../../../../src/domain/model/fields/broker-fields.js';
import type { Fields } from '../../../../src/domain/model/fields/field.js';
import { findSite } from '../../../../src/domain/model/find.js';
import type { Line } from '../line.js';
import type { Verbs } from '../verb.js';

/** Edits of a site's brokers. Each takes `site=NAME` where the farm has several sites. */
export const brokerVerbs: Verbs = {
  /** add-broker SERVER [standby|no-standby] [properties] */
  'add-broker': (line, farm) => {
    const site = siteOf(line, farm);
    const standby = line.flag('standby') ? true : line.flag('no-standby') ? false : undefined;
    const properties = propertiesOf(line);
    return {
      edit: addBroker(farm, site, { ...properties, standby, server: line.word('a server') }),
    };
  },
  /** set-broker SERVER [server=NEW] [properties] */
  'set-broker': (line, farm) => {
    const site = siteOf(line, farm);
    const server = line.option('server');
    const properties = propertiesOf(line);
    const named = server === undefined ? properties : { ...properties, server };
    return { edit: setBroker(farm, site, line.word('a broker'), named) };
  },
  /** replace-broker SERVER NEW [properties] */
  'replace-broker': (line, farm) => {
    const site = siteOf(line, farm);
    const [old, server] = [line.word('a broker'), line.word('a server')];
    return { edit: replaceBroker(farm, site, old, { ip: null, ...propertiesOf(line), server }) };
  },
  /** delete-broker SERVER [reassign=SERVER|auto] */
  'delete-broker': (line, farm) => {
    const site = siteOf(line, farm);
    const reassign = line.preference('reassign');
    return { edit: deleteBroker(farm, site, line.word('a broker'), reassign) };
  },
  /** promote SERVER */
  promote: (line, farm) => ({
    edit: promoteBroker(farm, siteOf(line, farm), line.word('a broker')),
  }),
  /** move-up SERVER [to=PLACE] */
  'move-up': (line, farm) => {
    const site = siteOf(line, farm);
    const move = { direction: 'up', to: line.number('to') } as const;
    return { edit: moveBroker(farm, site, line.word('a broker'), move) };
  },
  /** move-down SERVER [to=PLACE] */
  'move-down': (line, farm) => {
    const site = siteOf(line, farm);
    const move = { direction: 'down', to: line.number('to') } as const;
    return { edit: moveBroker(farm, site, line.word('a broker'), move) };
  },
  /** standby SERVER: put in standby */
  standby: (line, farm) => ({
    edit: setStandby(farm, siteOf(line, farm), line.word('a broker'), true),
  }),
  /** activate SERVER: taken out of standby */
  activate: (line, farm) => ({
    edit: setStandby(farm, siteOf(line, farm), line.word('a broker'), false),
  }),
  /** enable SERVER */
  enable: (line, farm) => ({
    edit: setEnabled(farm, siteOf(line, farm), line.word('a broker'), true),
  }),
  /** disable SERVER */
  disable: (line, farm) => ({
    edit: setEnabled(farm, siteOf(line, farm), line.word('a broker'), false),
  }),
};

function siteOf(line: Line, farm: Farm): Site {
  return findSite(farm, line.option('site'));
}

/** Properties: ip=|none alternative=A;B description= gateway|no-gateway html5 firewall domain.KEY=VALUE, KEY=TEXT of another field */
function propertiesOf(line: Line): Omit<BrokerProperties, 'server'> {
  const ip = line.option('ip');
  const alternative = line.option('alternative');
  const description = line.option('description');
  const failureDomains = line.optionsUnder('domain.');
  return {
    ...(ip === undefined ? {} : { ip: ip === 'none' ? null : ip }),
    ...(alternative === undefined ? {} : { alternativeIps: alternative.split(';') }),
    ...(description === undefined ? {} : { description }),
    ...(Object.keys(failureDomains).length === 0 ? {} : { failureDomains }),
    ...(line.flag('gateway') ? { installGateway: true } : {}),
    ...(line.flag('no-gateway') ? { installGateway: false } : {}),
    ...(line.flag('html5') ? { enableHtml5: true } : {}),
    ...(line.flag('firewall') ? { addFirewallRules: true } : {}),
    ...otherTexts(line),
  };
}

/** The texts of a broker that have no option of their own here, such as a new field: KEY=TEXT. */
export function otherTexts(line: Line): Partial<Broker> {
  const texts = Object.entries(brokerFields as Fields).flatMap(([key, { kind }]) => {
    const value = kind === 'text' || kind === 'optional text' ? line.option(key) : undefined;
    return value === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries(texts) as Partial<Broker>;
}
