import type { RasVersion } from '../../../../src/domain/facts/ras-versions.js';
import { loadPlanned } from '../../../../src/domain/load/planned.js';
import type { BrokerLoad } from '../../../../src/domain/load/load.js';
import { loadOf, type LoadResult } from '../../../../src/domain/load/load-answer.js';
import type { ExplainedSplit } from '../../../../src/domain/load/reasons.js';
import { compressNames } from '../../../../src/domain/model/names/compress.js';
import { columns } from '../say.js';
import type { Verbs } from '../verb.js';

/** How the agents spread. */
export const loadVerbs: Verbs = {
  /** load [site=] [source]: the split as configured; `source` prints rule, document and assumptions */
  load: (line, farm) => ({
    output: sayLoad(loadOf(farm, line.option('site')), line.flag('source')),
  }),
  /** load-planned brokers= agents= [ras=] [source]: the split of a site that isn't there yet */
  'load-planned': (line) => {
    const version = (line.number('ras') ?? 21) as RasVersion;
    const planned = loadPlanned(version, line.number('brokers') ?? 3, line.number('agents') ?? 0);
    return { output: sayLoad(planned, line.flag('source')) };
  },
};

function sayLoad(load: LoadResult, source: boolean): string[] {
  return [
    ...load.sites.flatMap(saySplit),
    ...(source
      ? [
          `rule: ${load.rule}`,
          ...load.source.map((one) => `source: ${one}`),
          `assumptions: ${load.assumptions.join(', ')}`,
        ]
      : []),
  ];
}

function saySplit({
  site,
  brokersCounted,
  agents,
  brokers,
  preferenceIgnored,
}: ExplainedSplit): string[] {
  return [
    `${site}: ${brokersCounted} counted, ${agents} agents`,
    ...columns(brokers.map(sayBroker)),
    ...(preferenceIgnored.length === 0
      ? []
      : [`  preference ignored: ${compressNames(preferenceIgnored)}`]),
  ];
}

function sayBroker(load: BrokerLoad): string[] {
  const who = load.state === 'active' ? load.role : load.state;
  const named = [
    load.pinned.length === 0 ? '' : `pinned ${compressNames(load.pinned)}`,
    load.automatic.length === 0 ? '' : `automatic ${compressNames(load.automatic)}`,
  ].filter((text) => text !== '');
  return [
    `  ${load.server}`,
    who,
    `nominal ${load.nominalShare}%`,
    `effective ${load.effectiveShare}%`,
    String(load.agents),
    named.join('; '),
  ];
}
