/**
 * Fills in what README.md says between `<!-- generated: NAME -->` and `<!-- /generated -->`: the first session, the
 * commands, the exit codes, the farm file, the assumptions. Each comes from where it is kept; nothing is said twice.
 * `--check` writes nothing and exits 1 when the file is stale.
 */
import { readFileSync } from 'node:fs';
import { importTypeScript } from './import-typescript.mjs';
import { keepGenerated } from './keep-generated.mjs';

const { assumptions, exitCodeMeanings, severityMeanings } = await importTypeScript(
  'src/domain/facts/assumptions.ts',
  'src/domain/model/errors.ts',
  'src/domain/readiness/rules/rule.ts',
);
const sections = {
  session: () => printSession(read('test/sessions/first-day.session')),
  commands: () =>
    printCommands(JSON.parse(read('oclif.manifest.json')), JSON.parse(read('package.json'))),
  'exit codes': () => printTable(['code', 'meaning'], Object.entries(exitCodeMeanings)),
  severities: () => printTable(['severity', 'meaning'], Object.entries(severityMeanings)),
  'farm file': () => printFarmFile(JSON.parse(read('farm.schema.json'))),
  assumptions: () => printTable(['', 'we assume'], Object.entries(assumptions)),
};

/** Flags that README tells once, above the commands. */
const common = ['file', 'json', 'no-color', 'no-input', 'dry-run'];
const commonDescriptions = ['site that is meant; needed only where the farm has several'];

const filled = [];
const filledIn = read('README.md').replaceAll(
  /(<!-- generated: (.+) -->\n)[\s\S]*?(<!-- \/generated -->)/g,
  (_, start, name, end) => {
    if (!Object.hasOwn(sections, name))
      throw new Error(`README.md asks for "${name}", which nothing makes`);
    filled.push(name);
    return `${start}\n${sections[name]().trim()}\n\n${end}`;
  },
);
const missing = Object.keys(sections).filter((name) => !filled.includes(name));
if (missing.length > 0) throw new Error(`README.md has no place for: ${missing.join(', ')}`);

keepGenerated(new Map([['README.md', filledIn]]));

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
  // The first paragraph says what the session is for.
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

/** One table a topic: how each command is typed and what it does; its flags folded below. */
function printCommands({ commands }, { oclif }) {
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
      const title = topic === '' ? '### Questions, and a new farm' : `### farm ${topic}`;
      const about = topic === '' ? '' : `${oclif.topics[topic].description}\n\n`;
      const flags = own.flatMap(flagRows);
      return [
        `${title}\n\n${about}${printTable(
          ['command', 'does'],
          own.map((command) => [usage(command), `${command.summary}.`]),
        )}`,
        ...(flags.length === 0
          ? []
          : [
              `<details><summary>Flags</summary>\n\n${printTable(['command', 'flag', ''], flags)}\n\n</details>`,
            ]),
      ].join('\n\n');
    })
    .join('\n\n');
}

function usage({ words, args }) {
  const names = Object.values(args ?? {}).map(({ name, required }) =>
    required ? name.toUpperCase() : `[${name.toUpperCase()}]`,
  );
  return code(['farm', ...words, ...names].join(' '));
}

function flagRows({ words, flags }) {
  const own = Object.values(flags).filter(
    ({ name, description }) => !common.includes(name) && !commonDescriptions.includes(description),
  );
  return own.map((flag, index) => [
    index === 0 ? code(words.join(' ')) : '',
    code(`--${flag.allowNo === true ? '[no-]' : ''}${flag.name}${flagValue(flag)}`),
    `${flag.required === true ? 'required: ' : ''}${flag.description ?? flag.summary ?? ''}`,
  ]);
}

function flagValue({ type, helpValue, options }) {
  if (type === 'boolean') return '';
  return ` ${options?.join('|') ?? helpValue ?? 'VALUE'}`;
}

/** One table an object: its fields in the order in which they are written. */
function printFarmFile(schema) {
  const tables = [];
  const visit = (node, title) => {
    const rows = Object.entries(node.properties ?? {}).map(([name, field]) => [
      code(name),
      `${field.description ?? ''}${choice(field)}${preset(field, node.required?.includes(name))}`,
    ]);
    if (rows.length > 0) tables.push(`**${title}**\n\n${printTable(['field', ''], rows)}`);
    for (const field of Object.values(node.properties ?? {})) {
      for (const part of [field, field.items ?? {}, field.additionalProperties || {}]) {
        if (part.properties !== undefined) visit(part, part.title ?? part.description);
      }
    }
  };
  visit(schema, schema.title);
  return tables.join('\n\n');
}

function choice({ enum: values }) {
  if (values === undefined || values.length < 2) return '';
  return ` One of ${values.map((value) => code(String(value))).join(', ')}.`;
}

function preset({ default: value }, required) {
  if (required === true) return ' **Required.**';
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return '';
  return ` Left out: ${code(JSON.stringify(value))}.`;
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
