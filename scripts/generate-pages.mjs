/**
 * Fills in the blocks between `<!-- generated: NAME -->` and `<!-- /generated -->` of README.md and docs/*.md: the first session,
 * the commands, the severities and exit codes, the farm file, the assumptions, the inputs of the action. Each comes from its source.
 * `--check` writes nothing and exits 1 when a page is stale.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { importTypeScript } from './import-typescript.mjs';
import { keepGenerated } from './keep-generated.mjs';

const { assumptions, exitCodeMeanings, farmSchema, severityMeanings, usageOf } =
  await importTypeScript(
    'src/domain/facts/assumptions.ts',
    'src/domain/model/exit-codes.ts',
    'src/domain/readiness/rules/rule.ts',
    'src/render/usage.ts',
    'src/store/farm/schema.ts',
  );
const { commands } = JSON.parse(read('oclif.manifest.json'));
const { oclif } = JSON.parse(read('package.json'));
const firstDay = read('test/sessions/first-day.session');

const sections = {
  picture: () => printPicture(firstDay, 'farm broker add CB-3 --ip 10.1.0.13 --dry-run'),
  session: () => printSession(firstDay),
  'common flags': () => printTable(['flag', ''], commonFlags().map(flagRow)),
  commands: printCommands,
  'exit codes': () => printTable(['code', 'meaning'], Object.entries(exitCodeMeanings)),
  severities: () => printTable(['severity', 'meaning'], Object.entries(severityMeanings)),
  'farm file': () => printFile(farmSchema),
  'test file': () => printFile(JSON.parse(read('farm-test.schema.json'))),
  action: () =>
    printTable(
      ['input', ''],
      Object.entries(parse(read('action.yml')).inputs).map(([name, { description }]) => [
        `\`${name}\``,
        description,
      ]),
    ),
  assumptions: () => printTable(['', 'assumption'], Object.entries(assumptions)),
};

const filled = new Set();
const pages = ['README.md', ...docs()].map((page) => [page, fill(page)]);
const missing = Object.keys(sections).filter((name) => !filled.has(name));
if (missing.length > 0) throw new Error(`no page has a place for: ${missing.join(', ')}`);
keepGenerated(new Map(pages));

function docs() {
  return readdirSync(new URL('../docs/', import.meta.url))
    .filter((file) => file.endsWith('.md'))
    .toSorted()
    .map((file) => `docs/${file}`);
}

function fill(page) {
  return read(page).replaceAll(
    /(<!-- generated: (.+) -->\n)[\s\S]*?(<!-- \/generated -->)/g,
    (_, start, name, end) => {
      if (!Object.hasOwn(sections, name))
        throw new Error(`${page} needs "${name}", which is not generated`);
      filled.add(name);
      return `${start}\n${sections[name]().trim()}\n\n${end}`;
    },
  );
}

/** One command of a golden session with what it prints. */
function printPicture(text, command) {
  const lines = text.split('\n');
  const start = lines.indexOf(`$ ${command}`);
  if (start === -1) throw new Error(`the session does not run "${command}"`);
  const end = lines.findIndex((line, at) => at > start && /^[#$] /.test(line));
  const body = lines.slice(start, end).map(shown).join('\n').trim();
  return `\`\`\`console\n${body}\n\`\`\``;
}

/** A golden session as Markdown: its comments as prose, its commands with what they print as blocks. */
function printSession(text) {
  const blocks = [];
  for (const line of text.trimEnd().split('\n')) {
    const prose = /^#(?: (.*))?$/.exec(line);
    const last = blocks.at(-1);
    if (prose !== null) {
      if (last?.kind === 'prose') last.lines.push(prose[1] ?? '');
      else blocks.push({ kind: 'prose', lines: [prose[1] ?? ''] });
    } else if (last?.kind === 'console') last.lines.push(shown(line));
    else if (line !== '') blocks.push({ kind: 'console', lines: [shown(line)] });
  }
  // The first paragraph explains the session.
  const [first] = blocks;
  first.lines = first.lines.slice(first.lines.indexOf('') + 1);
  return blocks
    .map(({ kind, lines }) => {
      const body = lines.join('\n').trim();
      return kind === 'prose' ? body : `\`\`\`console\n${body}\n\`\`\``;
    })
    .join('\n\n');
}

function shown(line) {
  const exit = /^\[exit (\d+)\]$/.exec(line);
  if (exit !== null) return `(exit code ${exit[1]})`;
  return line.replace(/^\\/, '').replace(/^! /, '').replace(' > /dev/null', '');
}

/** Every command by topic: how it is typed, what it does, its flags and its examples. */
function printCommands() {
  const all = Object.values(commands).map((command) => ({
    ...command,
    words: command.id.split(':'),
  }));
  const topics = [...new Set(all.map(({ words }) => (words.length > 1 ? words[0] : '')))].toSorted(
    (a, b) => (a < b ? -1 : 1),
  );
  return topics
    .map((topic) => {
      const own = all.filter(({ words }) => (words.length > 1 ? words[0] : '') === topic);
      const title = topic === '' ? '## farm' : `## farm ${topic}`;
      const about = topic === '' ? [] : [oclif.topics[topic].description];
      return [title, ...about, ...own.map(printCommand)].join('\n\n');
    })
    .join('\n\n');
}

function printCommand(command) {
  const { words, summary, description, flags, args, examples } = command;
  const rows = [
    ...Object.values(args ?? {}).map(({ name, description: about }) => [
      code(name.toUpperCase()),
      prose(about ?? ''),
    ]),
    ...Object.values(flags)
      .filter((flag) => !commonFlags().some((common) => sayFlag(common) === sayFlag(flag)))
      .map(flagRow),
  ];
  return [
    `### farm ${words.join(' ')}`,
    `\`\`\`text\n${usageOf(command)
      .map((line) => `farm ${line}`)
      .join('\n')}\n\`\`\``,
    `${prose(summary)}.`,
    ...(description === undefined ? [] : [prose(description)]),
    ...(rows.length === 0 ? [] : [printTable(['', ''], rows)]),
    `\`\`\`sh\n${examples.map((line) => line.replaceAll('<%= config.bin %>', 'farm')).join('\n')}\n\`\`\``,
  ].join('\n\n');
}

/** The flags of every command, and --dry-run of every edit. */
function commonFlags() {
  const { file, json, 'no-color': noColor, 'no-input': noInput } = commands.status.flags;
  return [file, json, noColor, noInput, commands['broker:delete'].flags['dry-run']];
}

function flagRow(flag) {
  const short = flag.char === undefined ? '' : `${code(`-${flag.char}`)}, `;
  const name = code(`--${flag.allowNo === true ? '[no-]' : ''}${flag.name}${flagValue(flag)}`);
  return [`${short}${name}`, sayFlag(flag)];
}

function sayFlag({ required, summary, description, default: preset, type }) {
  const texts = [summary, description].filter((text) => text !== undefined).map(prose);
  const isShown = type === 'option' && preset !== undefined && !/default/i.test(texts.join(' '));
  return `${required === true ? 'required: ' : ''}${texts.join(' ')}${isShown ? ` (default: ${preset})` : ''}`;
}

function flagValue({ type, helpValue, options }) {
  if (type === 'boolean') return '';
  return ` ${options?.join('|') ?? helpValue ?? 'VALUE'}`;
}

/** Text with Markdown's special characters escaped. */
function prose(text) {
  return text.replaceAll(/[\\`*_<>]/g, '\\$&');
}

/** One table per object: its fields in the order in which they are written. */
function printFile(schema) {
  const tables = [];
  const visit = (node, title) => {
    const rows = Object.entries(node.properties ?? {}).map(([name, field]) => [
      code(name),
      `${(field.description ?? '').replaceAll('<', '\\<')}${choice(field)}${preset(field, node.required?.includes(name))}`,
    ]);
    if (rows.length > 0) tables.push(`**${title}**\n\n${printTable(['field', ''], rows)}`);
    for (const field of Object.values(node.properties ?? {})) {
      const parts = [field, field.items ?? {}, field.additionalProperties || {}];
      for (const part of [...parts, ...(field.anyOf ?? [])]) {
        if (part.properties !== undefined) visit(part, part.title ?? part.description);
      }
    }
  };
  visit(schema, schema.title);
  return tables.join('\n\n');
}

function choice({ enum: own, anyOf = [] }) {
  // The words of a choice that may also be a column of a table are in an alternative of their own.
  const values = own ?? anyOf.find(({ description }) => description === undefined)?.enum;
  if (values === undefined || values.length < 2) return '';
  return ` One of ${values.map((value) => code(String(value))).join(', ')}.`;
}

function preset({ default: value }, required) {
  if (required === true) return ' **Required.**';
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return '';
  return ` Default: ${code(JSON.stringify(value))}.`;
}

function printTable(head, rows) {
  const line = (cells) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`.replaceAll(/ {2,}/g, ' ');
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

function code(text) {
  return `\`${text}\``;
}

function read(path) {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8').replaceAll('\r\n', '\n');
}
