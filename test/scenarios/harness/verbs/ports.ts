import { type FirewallRow, type PortEnd, portsOf } from '../../../../src/domain/ports/ports.js';
import { describePorts } from '../../../../src/render/note-words.js';
import { columns, sayNotes } from '../say.js';
import type { Verbs } from '../verb.js';

/** Who talks to whom, on which port. */
export const portVerbs: Verbs = {
  /** ports [site=] [hosts] [source]: the firewall matrix; `hosts` and `source` add a line to each row, notes come last */
  ports: (line, farm) => {
    const hosts = line.flag('hosts');
    const source = line.flag('source');
    const { rows, notes, noteFacts } = describePorts(portsOf(farm, line.option('site')));
    const heads = columns(rows.map(sayRow));
    return {
      output: [
        ...rows.flatMap((row, at) => [
          heads[at] ?? '',
          ...(hosts ? [`  ${sayHosts(row.from.hosts)} -> ${sayHosts(row.to.hosts)}`] : []),
          ...(source ? row.source.map((one) => `  source: ${one}`) : []),
        ]),
        ...(source ? sayNotes(noteFacts, notes) : []),
      ],
    };
  },
};

function sayRow({ site, port, protocols, from, to, bothWays, purpose }: FirewallRow): string[] {
  const arrow = bothWays ? '<->' : '->';
  return [
    site,
    String(port),
    protocols.join('+'),
    `${from.component} ${arrow} ${to.component}`,
    purpose,
  ];
}

function sayHosts(hosts: readonly PortEnd[]): string {
  return (
    hosts.map(({ name, address }) => `${name} ${address ?? '(no address)'}`).join(', ') ||
    '(outside)'
  );
}
