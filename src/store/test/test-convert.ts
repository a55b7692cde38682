import { customKey } from '../farm/format.js';
import {
  parseDuration,
  Refusal,
  type Path,
  type Problem,
  type AgentKind,
  automaticWords,
  type Broker,
  sameName,
  expandNames,
} from '../../domain/model/index.js';
import type { NewBroker } from '../../domain/edits/index.js';
import {
  type BrokerEdit,
  brokerEdits,
  type Expectations,
  type Failure,
  type FarmTest,
  type GivenEdit,
} from '../../domain/expectations/index.js';
import {
  type FailureEvent,
  parseEvents,
  parseGroups,
  splitNames,
} from '../../domain/simulate/index.js';

/** Converts a document of the right shape to tests, and finds what in it is invalid. */

/** A test file as it is written. */
export interface TestDocument {
  farm?: string;
  tests: readonly TestEntry[];
}

type OneOrMore = string | readonly string[];

/** One test as it is written. */
export interface TestEntry {
  name: string;
  site?: string;
  given?: readonly GivenEntry[];
  when?: WhenEntry;
  then: ThenEntry;
}

/** One edit as it is written: one key. */
export interface GivenEntry extends Partial<Record<BrokerEdit, OneOrMore>> {
  delete?: string | { broker: OneOrMore; reassign?: string };
  add?: Partial<Broker> & { server: string };
  'add-provider'?: { name: string; type: string; preferredBroker?: string | null };
  'delete-provider'?: OneOrMore;
  'add-agents'?: { names: OneOrMore; kind?: AgentKind; preferredBroker?: string | null };
  'auto-promotion'?: string;
  failback?: boolean;
}

/** The failure, as it is written. */
export interface WhenEntry {
  down?: OneOrMore;
  'any-down'?: number;
  partition?: string | readonly OneOrMore[];
  'any-split'?: boolean;
  events?: OneOrMore;
}

/** The expectations, as written: like the parsed ones except for a duration. */
export interface ThenEntry extends Omit<Expectations, 'stopped-for-at-most'> {
  'stopped-for-at-most'?: string;
}

/** The valid tests of a document of the right shape, and every problem of the others. */
export function toTests({ tests }: TestDocument): { tests: FarmTest[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const converted = tests.map((entry, index) => new Reader(problems, ['tests', index]).read(entry));
  const firstOf = new Map<string, number>();
  tests.forEach(({ name }, index) => {
    const path = ['tests', index, 'name'];
    const earlier = firstOf.get(name.toLowerCase());
    if (name.trim() === '') problems.push({ path, message: 'the name of a test is empty.' });
    else if (earlier !== undefined) {
      const message = `test ${earlier + 1} already has the name "${name}".`;
      problems.push({ path, message, expected: 'a unique name' });
    } else firstOf.set(name.toLowerCase(), index);
  });
  return { tests: converted, problems };
}

/** Reads one test, and collects its problems. */
class Reader {
  readonly #problems: Problem[];
  readonly #path: Path;

  constructor(problems: Problem[], path: Path) {
    this.#problems = problems;
    this.#path = path;
  }

  read({ name, site, given = [], when = {}, then }: TestEntry): FarmTest {
    const edits = given.map((entry, index) => this.#edit(entry, ['given', index]));
    return {
      name,
      site: site ?? null,
      given: edits.filter((edit) => edit !== null),
      when: this.#failure(when),
      expect: this.#expectations(then, when),
    };
  }

  #edit(entry: GivenEntry, path: Path): GivenEdit | null {
    const kind = brokerEdits.find((key) => entry[key] !== undefined);
    if (kind !== undefined)
      return { kind, brokers: this.#names(entry[kind] ?? [], [...path, kind]) };
    const { add, delete: deleted, failback } = entry;
    if (add !== undefined) return { kind: 'add', broker: asNewBroker(add) };
    if (deleted !== undefined) return this.#deletion(deleted, [...path, 'delete']);
    if (failback !== undefined) return { kind: 'failback', on: failback };
    const { 'add-provider': provider, 'delete-provider': providers, 'add-agents': agents } = entry;
    if (provider !== undefined) return { kind: 'add-provider', provider: asProvider(provider) };
    if (providers !== undefined) return { kind: 'delete-provider', providers: all(providers) };
    if (agents !== undefined) {
      const names = this.#names(agents.names, [...path, 'add-agents', 'names']);
      const preferredBroker = preferred(agents.preferredBroker);
      return { kind: 'add-agents', names, agentKind: agents.kind ?? 'rds-host', preferredBroker };
    }
    const written = entry['auto-promotion'] ?? '';
    const delay = this.#try(
      () => (sameName(written, 'off') ? 'off' : parseDuration(written)),
      [...path, 'auto-promotion'],
    );
    return delay === null ? null : { kind: 'auto-promotion', delay };
  }

  #deletion(deleted: NonNullable<GivenEntry['delete']>, path: Path): GivenEdit {
    if (typeof deleted === 'string') return { kind: 'delete', brokers: this.#names(deleted, path) };
    const brokers = this.#names(deleted.broker, [...path, 'broker']);
    if (deleted.reassign === undefined) return { kind: 'delete', brokers };
    return { kind: 'delete', brokers, reassign: preferred(deleted.reassign) };
  }

  #failure(when: WhenEntry): Failure {
    const {
      down = [],
      partition,
      events = [],
      'any-down': anyDown = 0,
      'any-split': anySplit = false,
    } = when;
    if (anySplit && (anyDown > 0 || partition !== undefined)) {
      const other = partition === undefined ? 'any-down' : 'partition';
      this.#report(
        ['when', 'any-split'],
        `"any-split" and "${other}" can't be used in one test.`,
        'separate tests',
      );
    }
    const groups =
      partition === undefined ? null : this.#try(() => asGroups(partition), ['when', 'partition']);
    return {
      down: this.#names(down, ['when', 'down']),
      groups: groups ?? [],
      events: all(events).flatMap((text, index) =>
        this.#events(
          text,
          typeof events === 'string' ? ['when', 'events'] : ['when', 'events', index],
        ),
      ),
      anyDown,
      anySplit,
    };
  }

  /** Parses each event separately, so that all invalid ones are reported. */
  #events(text: string, path: Path): FailureEvent[] {
    const parts = text.split(/\r?\n/u).flatMap((line) => line.replace(/#.*$/u, '').split(';'));
    const written = parts.map((part) => part.trim()).filter((part) => part !== '');
    if (written.length === 0)
      this.#report(path, 'this contains no events.', 'an event, such as down CB1');
    return written.flatMap(
      (part) => this.#try(() => parseEvents(part, '').map(({ event }) => event), path) ?? [],
    );
  }

  #expectations(then: ThenEntry, { events }: WhenEntry): Expectations {
    const { 'stopped-for-at-most': written, ...rest } = then;
    if (written === undefined) return rest;
    const path = ['then', 'stopped-for-at-most'];
    if (events === undefined) {
      this.#report(
        path,
        'without "events" no time passes.',
        '"events" in "when", such as ["down CB1", "after 1h"]',
      );
    }
    const minutes = this.#try(() => parseDuration(written), path);
    // In the order written, which is the order of the report.
    return Object.fromEntries(
      Object.entries(then).map(([key, value]) => [
        key,
        key === 'stopped-for-at-most' ? (minutes ?? 0) : value,
      ]),
    );
  }

  /** Names, with ranges expanded; patterns are kept. */
  #names(written: OneOrMore, path: Path): string[] {
    return all(written).flatMap(
      (text) => this.#try(() => expandNames(splitNames(text)), path) ?? [],
    );
  }

  #try<T>(read: () => T, path: Path): T | null {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { message, typed, candidates } = error;
      this.#problems.push({
        path: [...this.#path, ...path],
        message,
        refusal: error,
        ...(typed === undefined ? {} : { typed, candidates }),
      });
      return null;
    }
  }

  #report(path: Path, message: string, expected: string): void {
    this.#problems.push({ path: [...this.#path, ...path], message, expected });
  }
}

function asGroups(partition: NonNullable<WhenEntry['partition']>): string[][] {
  const groups =
    typeof partition === 'string'
      ? parseGroups(partition)
      : partition.map((group) => all(group).flatMap(splitNames));
  return groups.map(expandNames);
}

/** A broker as in the farm file; null means omitted. */
function asNewBroker(written: Partial<Broker> & { server: string }): NewBroker {
  const given = Object.entries(written).filter(([key, value]) => value !== null || key === 'ip');
  const isCustom = ([key]: [string, unknown]): boolean => customKey.test(key);
  const custom = given.filter(isCustom);
  const broker = Object.fromEntries(given.filter((entry) => !isCustom(entry)));
  return {
    ...(broker as unknown as NewBroker),
    ...(custom.length === 0 ? {} : { custom: Object.fromEntries(custom) }),
  };
}

function asProvider({
  name,
  type,
  preferredBroker,
}: NonNullable<GivenEntry['add-provider']>): (GivenEdit & { kind: 'add-provider' })['provider'] {
  return preferredBroker === undefined
    ? { name, type }
    : { name, type, preferredBroker: preferred(preferredBroker) };
}

function preferred(written: string | null | undefined): string | null {
  if (written === undefined || written === null) return null;
  return automaticWords.some((word) => sameName(word, written)) ? null : written;
}

function all(written: OneOrMore): readonly string[] {
  return typeof written === 'string' ? [written] : written;
}
