import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assumptions } from '../src/domain/facts/assumptions.js';
import { type CitationId, citations, cite } from '../src/domain/facts/citations.js';
import { agentStates } from '../src/domain/facts/agent-states.table.js';
import { type CapturedKindRow, capturedKinds } from '../src/domain/facts/captured-kinds.table.js';
import { capturedProperties } from '../src/domain/facts/captured-properties.table.js';
import { consolePages, type ConsolePageRow } from '../src/domain/facts/console-pages.table.js';
import { serverTypes } from '../src/domain/facts/server-types.table.js';
import { loadRules } from '../src/domain/facts/load.table.js';
import { componentNames, portRows } from '../src/domain/facts/ports.table.js';
import { cmdlets } from '../src/domain/facts/powershell.table.js';
import { providerTypes } from '../src/domain/facts/providers.table.js';
import { allRules, readinessRules } from '../src/domain/readiness/rules.table.js';
import { brokerProcesses, processesCitation } from '../src/domain/facts/roles.table.js';
import {
  type Statement,
  type StatementId,
  statements,
} from '../src/domain/facts/statements.table.js';
import type { ImportQuestion } from '../src/domain/capture/questions.js';
import type { CaptureWarning } from '../src/domain/capture/warnings.js';
import type { EditNote } from '../src/domain/edits/notes.js';
import type { PortsNote } from '../src/domain/ports/ports.js';
import { editWords } from '../src/render/reasons/edits.js';
import { nameWords } from '../src/render/reasons/names.js';
import { questionWords } from '../src/render/reasons/questions.js';
import { parseStanzas, type Stanza } from './scenarios/harness/stanza.js';

/**
 * No rule, row, citation, assumption or command without a scenario or a session that shows it. What nothing shows is
 * either not tested or not true any more.
 */

/** Assumptions decided before the feature that depends on them was built, each with that feature. */
const awaited = {};

/** What a capture is read by. */
const captureTables: readonly { citations: readonly CitationId[] }[] = [
  ...Object.values<CapturedKindRow>(capturedKinds),
  ...capturedProperties,
  ...agentStates,
  ...serverTypes,
  ...Object.values<ConsolePageRow>(consolePages),
];

/** Tables that are not the vendor's: the rules and concepts, which name its statements, and letters of Unicode. */
const ownTables = [
  'explain/topics.table.ts',
  'model/names/look-alikes.table.ts',
  'readiness/rules.table.ts',
];

const here = import.meta.dirname;
const domain = join(here, '../src/domain');
const vendorTables = filesBelow(domain, '.table.ts').filter((file) => !ownTables.includes(file));
const scenarios = filesBelow(join(here, 'scenarios'), '.txt').map((file) => ({
  file,
  stanzas: parseStanzas(readFileSync(join(here, 'scenarios', file), 'utf8'), file),
}));
const shown = scenarios
  .flatMap(({ stanzas }) => stanzas.flatMap((stanza) => stanza.expected))
  .join('\n');
/** The transcripts of the CLI. */
const sessions = filesBelow(join(here, 'sessions'), '.session').map((file) =>
  readFileSync(join(here, 'sessions', file), 'utf8'),
);
/** The domain's own code, without the tables that only define what is to be used. */
const code = new Map(
  filesBelow(domain, '.ts').map((file) => [file, readFileSync(join(domain, file), 'utf8')]),
);

describe('readiness rules', () => {
  /** It is about files that no farm can be read from, which no scenario can hold: the sessions show it. */
  const ofBrokenFiles = 'RAS900';

  it(`${ofBrokenFiles} is in a session`, () => {
    expect(sessions.some((session) => session.includes(`title=${ofBrokenFiles} `))).toBe(true);
  });

  it.each(allRules.filter(({ id }) => id !== ofBrokenFiles))(
    '$id $slug has a scenario that shows it firing and not firing',
    ({ id, slug }) => {
      const own = scenarios.find(({ file }) => file.endsWith(`/${slug}.txt`));
      expect(own, `write test/scenarios/readiness/${slug}.txt`).toBeDefined();
      const asked = (own?.stanzas ?? []).flatMap((stanza) => checks(stanza, slug));
      const fires = new RegExp(`^(?:error|warning|info) ${id} `, 'mu');
      const firing = asked.filter((output) => fires.test(output));
      expect(firing.length, `no "check" in ${slug}.txt shows ${id}`).toBeGreaterThan(0);
      expect(asked.length, `no "check" in ${slug}.txt shows a farm without ${id}`).toBeGreaterThan(
        firing.length,
      );
    },
  );

  it('have a unique id and slug', () => {
    const ids = allRules.flatMap(({ id, slug }) => [id, slug]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, slug } of allRules) {
      expect(id).toMatch(/^RAS[1-9]\d\d$/u);
      expect(slug).toMatch(/^[a-z]+(?:-[a-z]+)*$/u);
    }
  });
});

describe('tables', () => {
  it('every statement of the vendor is used by a rule, an edit or an invariant', () => {
    const ids = Object.keys(statements) as StatementId[];
    const idle = ids.filter((id) => !usesStatement(id));
    expect(
      idle,
      'nothing uses these rows of statements.table.ts: use them, or take them out',
    ).toEqual([]);
  });

  it.each(vendorTables)('every row of %s names a document of citations.ts', async (file) => {
    const table = Object.values((await import(join(domain, file))) as Record<string, unknown>);
    // A table that is one list of the vendor's has one citation.
    if (table.some(isCitation)) return;
    const rows = table.flatMap(rowsOf);
    expect(rows.length, 'a table has rows').toBeGreaterThan(0);
    expect(rows.filter(({ citations }) => !areCitations(citations))).toEqual([]);
  });

  it('every rule about a farm is based on a statement of the vendor, and so on a document', () => {
    // RAS9xx is about the farm file: names and suppressions, of which the vendor knows nothing.
    const aboutRas = readinessRules.filter(({ id }) => !id.startsWith('RAS9'));
    const ownWord = aboutRas.filter(
      (rule) => rule.statements.flatMap((id) => statements[id].citations).length === 0,
    );
    expect(ownWord.map(({ id }) => id)).toEqual([]);
  });

  it('every citation is given by a row', () => {
    const given = new Set<CitationId>([
      ...Object.values<Statement>(statements).flatMap((statement) => statement.citations),
      ...portRows.flatMap((row) => row.citations),
      ...loadRules.flatMap((rule) => rule.citations),
      processesCitation,
      ...providerTypes.flatMap((type) => type.citations),
      ...cmdlets.flatMap((cmdlet) => cmdlet.citations),
      ...captureTables.flatMap(({ citations: given }) => given),
    ]);
    const unused = (Object.keys(citations) as CitationId[]).filter((id) => !given.has(id));
    expect(unused, 'nothing cites these documents: take them out of citations.ts').toEqual([]);
    for (const id of given) expect(cite(id)).not.toContain('undefined');
  });

  it('every citation says when it was read', () => {
    for (const { read } of Object.values(citations)) {
      expect(new Date(read).toISOString().slice(0, 'YYYY-MM-DD'.length)).toBe(read);
    }
  });

  it('every assumption is used by a scenario, a rule or an answer', () => {
    const idle = Object.keys(assumptions).filter((id) => !usesAssumption(id));
    expect(
      idle,
      'unused assumptions must be exactly the awaited ones: use the others or remove them, and remove from the awaited list what is used by now',
    ).toEqual(Object.keys(awaited));
  });

  it.each(brokerProcesses)('process "$name" is in a scenario of roles', ({ name }) => {
    expect(shown).toContain(name);
  });

  it('every port row is in a scenario of ports', () => {
    const missing = portRows.filter(({ port, from, to, purpose, protocols }) => {
      const ends = `${componentNames[from]} (?:->|<->) ${componentNames[to]}`;
      const row = `^\\S+ +${port} +${protocols.join('\\+')} +${ends} +${escaped(purpose)}$`;
      return !new RegExp(row, 'mu').test(shown);
    });
    expect(missing.map(({ port, from, to }) => `${port} ${from} -> ${to}`)).toEqual([]);
  });

  it('every split of the load is in a scenario of load', () => {
    const missing = loadRules.filter((rule) => !shown.includes(`rule: ${rule.says}`));
    expect(missing.map((rule) => rule.id)).toEqual([]);
  });
});

describe('what the domain refuses and notes', () => {
  const reasons = Object.keys({ ...nameWords, ...editWords, ...questionWords });
  /** Every note: one that is not in this list does not compile. */
  const notes = {
    statements: true,
    'more-addresses': true,
    'starts-in-standby': true,
    reassigned: true,
    replaced: true,
    'still-disabled': true,
    'still-in-standby': true,
    'first-secondary': true,
    'promote-in-console': true,
    'way-back': true,
    'licensing-moved': true,
    'prefers-primary': true,
    'automatic-not-default': true,
    'added-again': true,
    'preference-inactive': true,
    'other-network': true,
    'deleted-with-site': true,
    'deletion-can-be-undone': true,
    'saves-undone': true,
    'saves-redone': true,
    'version-restored': true,
    'default-site-renamed': true,
    'file-was-invalid': true,
    'rows-incomplete': true,
    'addresses-missing': true,
    'found-as': true,
    'exists-as': true,
    'site-chosen': true,
  } as const satisfies Record<EditNote['kind'] | PortsNote['kind'], true>;
  /** Only a resolver gives it, whose answer differs between machines: test/cli/resolver.test.ts. */
  const ofResolvers = ['more-addresses'];

  it.each(reasons)('the reason %s is in a scenario, or in the JSON of a session', (kind) => {
    expect(new RegExp(`^ *E_[A-Z_]+ ${kind}: `, 'mu').test(shown) || isInJson(kind)).toBe(true);
  });

  it.each(Object.keys(notes).filter((kind) => !ofResolvers.includes(kind)))(
    'the note %s is in a scenario, or in the JSON of a session',
    (kind) => {
      expect(shown.includes(`\nnote ${kind}: `) || isInJson(kind)).toBe(true);
    },
  );
});

describe('captures', () => {
  /** Every warning and question: one that is not in this list does not compile. */
  const warnings = {
    'other-primary': true,
    'same-lowest-priority': true,
    'no-priority': true,
    'primary-not-active': true,
    'unknown-broker': true,
    'licensing-sites': true,
    'lists-disagree': true,
    'in-one-list': true,
    'unknown-preferred-broker': true,
    'unknown-provider-type': true,
    'not-kept': true,
    'same-host': true,
    twice: true,
    'no-site': true,
    'site-without-broker': true,
    'marked-for-deletion': true,
    'call-failed': true,
    'cut-off': true,
    'other-version': true,
    pseudonyms: true,
  } as const satisfies Record<CaptureWarning['kind'], true>;
  const questions = {
    'farm-name': true,
    'ras-version': true,
    'site-name': true,
    'licensing-site': true,
    standby: true,
    'auto-promotion': true,
    network: true,
    'failure-domains': true,
    'install-options': true,
    'inherited-preference': true,
    'gateway-mode': true,
  } as const satisfies Record<ImportQuestion['kind'], true>;

  it.each(Object.keys(warnings))('the warning %s is in a scenario', (kind) => {
    expect(shown).toContain(`\nwarning ${kind}: `);
  });

  it.each(Object.keys(questions))('the question %s is in a scenario', (kind) => {
    expect(shown).toContain(`\nquestion ${kind}: `);
  });

  it('every page of the console answers a question or is in one', () => {
    const given = [...code]
      .filter(([file]) => !file.endsWith('.table.ts'))
      .map(([, text]) => text)
      .join('\n');
    const idle = Object.keys(consolePages).filter((id) => !given.includes(`'${id}'`));
    expect(idle).toEqual([]);
  });
});

describe('commands', () => {
  const commands = filesBelow(join(here, '../src/commands'), '.ts').map((file) =>
    file.replace(/\.ts$/u, '').replaceAll('/', ' '),
  );
  const typed = sessions
    .flatMap((session) => session.split('\n'))
    .flatMap((line) => /^\$ (?:.*\| *)?farm (.*)$/u.exec(line)?.[1] ?? []);

  it('are found', () => expect(commands).toContain('status'));

  it.each(commands)('farm %s is typed in a session', (command) => {
    const words = new RegExp(`^${command}(?: |$)`, 'u');
    expect(
      typed.some((line) => words.test(line)),
      `write a session below test/sessions with a line "$ farm ${command} …"`,
    ).toBe(true);
  });
});

/** Whether a session prints a fact of the kind with --json. */
function isInJson(kind: string): boolean {
  return sessions.some((session) => session.includes(`"kind": "${kind}"`));
}

/** The rows of an exported list or record of rows; none of any other value. */
function rowsOf(exported: unknown): { citations?: unknown }[] {
  if (typeof exported !== 'object' || exported === null) return [];
  return Object.values(exported).filter((row) => typeof row === 'object' && row !== null);
}

function areCitations(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isCitation);
}

function isCitation(value: unknown): boolean {
  return typeof value === 'string' && Object.hasOwn(citations, value);
}

/** The outputs of the checks of a stanza that asked this rule, one by one. */
function checks({ commands, expected }: Stanza, slug: string): string[] {
  const printed = expected.join('\n');
  const parts = printed.startsWith('> ')
    ? printed.split(/^> /mu).slice(1)
    : [`${commands.at(-1)?.text}\n${printed}`];
  return parts.filter((part) => {
    const only = /^check\b.*\bonly=(\S+)/u.exec(part)?.[1];
    return part.startsWith('check') && (only === undefined || only === slug);
  });
}

function usesStatement(id: StatementId): boolean {
  if (allRules.some((rule) => rule.statements.includes(id))) return true;
  const used = [`statements.${id}.`, `statements['${id}'].`];
  // A reason or a note carries the id; its words are made in render/.
  const carried = new RegExp(`\\bstatements?: (?:\\[[^\\]]*)?'${id}'`, 'u');
  return [...code].some(
    ([file, text]) =>
      !file.endsWith('.table.ts') && (used.some((use) => text.includes(use)) || carried.test(text)),
  );
}

/** By its id, as an answer prints it: in a scenario's output or in code that hands it out. */
function usesAssumption(id: string): boolean {
  const word = new RegExp(`\\b${id}\\b`, 'u');
  if (
    word.test(shown) ||
    allRules.some((rule) => (rule.assumptions as readonly string[]).includes(id))
  )
    return true;
  const given = new RegExp(`'${id}'|assumption ${id}\\b`, 'u');
  return [...code].some(
    ([file, text]) =>
      !/(^|\/)(assumptions|topics\.table)\.ts$/u.test(file) && given.test(withoutComments(text)),
  );
}

function filesBelow(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith(ending))
    .toSorted();
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//gu, '').replaceAll(/^\s*\/\/.*$/gmu, '');
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}
