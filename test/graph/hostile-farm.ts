import * as fc from 'fast-check';
import type { Farm } from '../../src/domain/model/farm.js';
import { anyFarm } from '../properties/arbitrary.js';

/** Names that mean something to a terminal, Mermaid, Markdown, Graphviz, HTML or XML. */
const hostile = [
  '<script>alert(1)</script>',
  ']]>',
  '"]',
  '"];}',
  '\\',
  '\\N',
  '%%{init: {}}%%',
  '&lt;b&gt;',
  'line\nbreak',
  'a\r\nb',
  '\u202egnp.exe',
  '\u001b[2J',
  '`code`',
  '**bold** __x__',
  '[x](javascript:alert(1))',
  'https://example.com/x',
  'end',
  '#quot;',
  '#35;',
  '$$x$$',
  'fa:fa-bug',
  '1. x',
  '- x',
  '| x |',
  '--> b',
  ':::lost',
  '##vso[task]',
  "O'Hara; drop",
  '日本語',
  '50% {x}',
  'x'.repeat(200),
  '"'.repeat(200),
  '日'.repeat(200),
  'שלום, עולם',
  'مرحبا 12',
  '(שלום',
  '😀'.repeat(40),
  'W'.repeat(80),
  'e\u0301'.repeat(100),
  '﷽'.repeat(20),
  '𒐫'.repeat(20),
];

/** A farm whose names are all hostile, each with a number, so that it is unique. */
export const anyHostileFarm: fc.Arbitrary<Farm> = fc
  .tuple(
    anyFarm({ sites: 2, brokers: 5, agents: 6, providers: 3, gateways: 3 }),
    fc.array(fc.nat(hostile.length - 1), { minLength: 12, maxLength: 12 }),
  )
  .map(([farm, picks]) => {
    let used = 0;
    const next = (): string => {
      used += 1;
      return `${hostile[picks[used % picks.length] ?? 0]}${used}`;
    };
    return {
      ...farm,
      name: next(),
      sites: farm.sites.map((site) => {
        const servers = new Map(
          site.brokers.map(({ server }) => [server.toLowerCase(), next()] as const),
        );
        const renamed = (server: string | null): string | null =>
          server === null ? null : (servers.get(server.toLowerCase()) ?? null);
        const domains = Object.fromEntries(['rack', 'hypervisor'].map((key) => [key, next()]));
        const member = <T extends { preferredBroker: string | null }>(object: T): T => ({
          ...object,
          preferredBroker: renamed(object.preferredBroker),
        });
        return {
          ...site,
          name: next(),
          brokers: site.brokers.map((one, index) => ({
            ...one,
            server: renamed(one.server) ?? '',
            failureDomains: index % 2 === 0 ? domains : {},
          })),
          agents: site.agents.map((one) => ({ ...member(one), name: next() })),
          providers: site.providers.map((one) => ({ ...member(one), name: next() })),
          gateways: site.gateways.map((one) => ({ ...member(one), server: next() })),
        };
      }),
    };
  });
