import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * The layers of src/, and which package belongs to which of them. If this test fails, it explains what probably went
 * wrong and what to do: read the message before you change a table.
 */

interface Layer {
  name: string;
  what: string;
  holds(file: string): boolean;
  /** Names of the layers that it may import, itself aside. */
  below: readonly string[];
}

/** From top to bottom. A file belongs to the first layer that holds it. */
const layers: readonly Layer[] = [
  {
    name: 'library',
    what: 'what another program may import: parse a farm, and ask',
    holds: (file) => file === 'index.ts' || file.startsWith('library/'),
    below: ['store', 'render', 'domain'],
  },
  {
    name: 'page',
    what: 'the program of a report as a page, which runs in a browser',
    holds: (file) => file.startsWith('page/'),
    below: ['store', 'render', 'domain'],
  },
  {
    name: 'start',
    what: 'starts the program and sets its exit code',
    holds: (file) =>
      /^(?:start|compiled-code|version|main|run-command|all-commands|complete)\.ts$/u.test(file) ||
      file.startsWith('hooks/'),
    below: ['commands', 'base', 'gate', 'wizard', 'cli', 'store', 'render', 'domain'],
  },
  {
    name: 'commands',
    what: 'what can be typed: parse, load, ask, show, return',
    holds: (file) => file.startsWith('commands/'),
    below: ['base', 'gate', 'wizard', 'cli', 'store', 'render', 'domain'],
  },
  {
    name: 'base',
    what: 'the classes that all commands are made of: loading, saving, answering',
    holds: (file) => /^cli\/(?:farm-command|edit-command|batch-run)\.ts$/u.test(file),
    below: ['wizard', 'cli', 'store', 'render', 'domain'],
  },
  {
    name: 'gate',
    what: 'what the commands do that take many files and write several reports',
    holds: (file) => file.startsWith('gate/'),
    below: ['cli', 'store', 'render', 'domain'],
  },
  {
    name: 'wizard',
    what: 'asks a person at a terminal',
    holds: (file) => file.startsWith('wizard/'),
    below: ['cli', 'store', 'render', 'domain'],
  },
  {
    name: 'cli',
    what: 'flags, streams, shells and the report of errors',
    holds: (file) => file.startsWith('cli/'),
    below: ['store', 'render', 'domain'],
  },
  {
    name: 'store',
    what: 'how things are kept: farms, tests, preferences, and the file system below them',
    holds: (file) => file.startsWith('store/'),
    below: ['domain'],
  },
  {
    name: 'render',
    what: 'how a result looks: result to text or JSON',
    holds: (file) => file.startsWith('render/'),
    below: ['domain'],
  },
  {
    name: 'domain',
    what: 'what is true: pure, knows nothing of files, terminals, time or packages',
    holds: (file) => file.startsWith('domain/'),
    below: [],
  },
];

/** The folders of the domain, from the lowest up: each may import those before it, through their doors alone. */
const domainFolders: readonly string[] = [
  'facts',
  'model',
  'edits',
  'roles',
  'load',
  'ports',
  'simulate',
  'prove',
  'readiness',
  'diff',
  'graph',
  'advise',
  'capture',
  'plan',
  'runbook',
  'status',
  'report',
  'history',
  'expectations',
  'explain',
];

interface Binding {
  /** Where the package may be imported: layers, or single files. */
  in: readonly string[];
  /** Only by `await import(…)` where it is needed, because loading it takes long. */
  onlyOnUse?: boolean;
  why: string;
}

/** Where each package may be used. A new package needs a row, and so a reason. */
const packages: Readonly<Record<string, Binding>> = {
  '@oclif/core': {
    in: ['start', 'commands', 'base', 'gate', 'cli'],
    why: 'the command line is their business alone',
  },
  '@inquirer/prompts': {
    in: ['wizard'],
    onlyOnUse: true,
    why: 'only the wizard asks, and loading it takes 50 ms',
  },
  chalk: { in: ['render'], why: 'only renderers know colour' },
  'cli-table3': {
    in: ['render'],
    onlyOnUse: true,
    why: 'only renderers know tables, and most output needs none',
  },
  conf: {
    in: ['store'],
    onlyOnUse: true,
    why: 'only writing needs it, and loading it takes 70 ms',
  },
  'jsonc-parser': {
    in: ['store'],
    onlyOnUse: true,
    why: 'only a broken farm file needs positions',
  },
  yaml: {
    in: ['store'],
    onlyOnUse: true,
    why: 'only a test file is YAML, and its parser is large',
  },
  tinyglobby: {
    in: ['store/fs/files-matching.ts'],
    onlyOnUse: true,
    why: 'one file finds files by patterns, and only where one is given',
  },
  ignore: {
    in: ['store/fs/git-ignore.ts'],
    why: 'one file reads .gitignore and its patterns; it is loaded only where a folder or an override is given',
  },
  'fastest-levenshtein': {
    in: ['render/did-you-mean.ts'],
    why: 'did-you-mean is made in one place',
  },
  'ipaddr.js': {
    in: ['domain/model/address.ts'],
    why: 'the one pure package of the domain, behind one file',
  },
  'node:fs': {
    in: ['store', 'start.ts', 'compiled-code.ts', 'run-command.ts', 'complete.ts'],
    why: 'only the store touches files (what starts the program reads the program itself, package.json and the manifest)',
  },
  'node:child_process': {
    in: ['store', 'cli/pager.ts', 'cli/browser.ts'],
    onlyOnUse: true,
    why: 'only saving needs it, for cp, which keeps the access control list of a file, farm diff, for git, the pager, and farm open, for the browser',
  },
  'node:crypto': {
    in: ['store/fs/git-revision.ts', 'store/fs/sha256.ts', 'render/report/html.ts'],
    onlyOnUse: true,
    why: 'only farm check --against needs it, to tell a file that did not change without reading the old one, the history, to tell a change made outside, a report, to name the farm file that it was made of, and a page, whose policy names its style and its program by their hashes',
  },
  'node:vm': {
    in: ['compiled-code.ts'],
    why: 'one file loads the program from the code that the build has compiled',
  },
  'node:zlib': {
    in: ['store/history/log-lines.ts'],
    onlyOnUse: true,
    why: 'only the history keeps texts compressed',
  },
  'node:net': {
    in: ['store/fs/pipes.ts'],
    why: 'a named pipe is read and written by a Socket; nothing goes over a network',
  },
  'node:tty': { in: ['store'], why: 'a terminal that is named as a file is read without blocking' },
  'node:dns': {
    in: ['cli/resolver.ts'],
    why: 'broker add --resolve is the only use of the network',
  },
  'node:path': { in: ['store', 'cli', 'gate', 'base', 'start'], why: 'a result knows no paths' },
  'node:url': {
    in: ['start', 'store'],
    why: 'only the start needs to know where the program lies, and the store what a file is called outside',
  },
  'node:os': { in: ['store', 'cli'], why: 'a result does not depend on the machine' },
  'node:timers': { in: ['store'], why: 'only a lock and a long search wait' },
  'node:util': { in: ['cli', 'render', 'start'], why: 'text for people is made there' },
};

interface Import {
  from: string;
  to: string;
  onUse: boolean;
  typeOnly: boolean;
}

const source = join(import.meta.dirname, '../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.includes('.generated.'))
  .toSorted();
const codeOf = new Map(
  files.map((file) => [file, withoutComments(readFileSync(join(source, file), 'utf8'))]),
);
const imports = files.flatMap((file) => importsOf(file, codeOf.get(file) ?? ''));

describe('the layers', () => {
  it('are found: every file has one, and every layer has files', () => {
    expect(
      files.filter((file) => layerOf(file) === undefined),
      advice.homeless,
    ).toEqual([]);
    const empty = layers.filter((layer) => !files.some((file) => layerOf(file) === layer));
    expect(
      empty.map((layer) => layer.name),
      'this test looks at the wrong place',
    ).toEqual([]);
  });

  it('name what they import on use, so that this test sees it', () => {
    const hidden = files.filter((file) => /\bimport\((?!\s*['"`])/u.test(codeOf.get(file) ?? ''));
    expect(hidden, 'write import(…) with the path as a text').toEqual([]);
  });

  it('import only what lies below them', () => {
    const wrong = imports.filter(({ from, to }) => {
      if (!to.startsWith('src:')) return false;
      const above = layerOf(from);
      const below = layerOf(to.slice('src:'.length));
      return above !== below && !above?.below.includes(below?.name ?? '');
    });
    const reported = wrong.map(({ from, to }) => {
      const target = to.slice('src:'.length);
      return `${from} (${layerOf(from)?.name}) imports ${target} (${layerOf(target)?.name}): ${adviceFor(from, target)}`;
    });
    expect(reported.join('\n')).toBe('');
  });

  it('import what exists', () => {
    const removed = imports.filter(
      ({ to }) =>
        to.startsWith('src:') && !to.includes('.generated.') && !files.includes(to.slice(4)),
    );
    expect(
      removed.map(({ from, to }) => `${from} imports ${to.slice(4)}, which is not there`),
    ).toEqual([]);
  });
});

describe('packages', () => {
  it('are used only in the layer that they are bound to', () => {
    const reported = imports
      .filter(({ to }) => !to.startsWith('src:'))
      .flatMap(({ from, to }) => {
        const name = packageOf(to);
        const binding = packages[name];
        if (binding === undefined) return [`${from} imports ${name}: ${advice.unknownPackage}`];
        const allowed = binding.in.includes(from) || binding.in.includes(layerOf(from)?.name ?? '');
        return allowed
          ? []
          : [
              `${from} imports ${name}, which belongs to ${binding.in.join(', ')}: ${binding.why}. ${advice.package}`,
            ];
      });
    expect(reported.join('\n')).toBe('');
  });

  it('that load slowly are loaded on use', () => {
    const reported = imports
      .filter(
        ({ to, onUse, typeOnly }) =>
          packages[packageOf(to)]?.onlyOnUse === true && !onUse && !typeOnly,
      )
      .filter(({ from }) => !isLoadedOnUse(from))
      .map(
        ({ from, to }) =>
          `${from} imports ${to} at its start: write "await import('${to}')" where it is used, or have ${from} itself loaded that way`,
      );
    expect(reported.join('\n')).toBe('');
  });

  it('are not needed to word a refusal before there is one', () => {
    expect(
      isLoadedOnUse('render/reason-words.ts'),
      'write "await import(\'../render/reason-words.js\')": most runs refuse nothing, and each further file costs a start',
    ).toBe(true);
  });

  it('in this table are all used, so that the table is up to date', () => {
    const used = new Set(imports.map(({ to }) => packageOf(to)));
    const unused = Object.keys(packages).filter((name) => !used.has(name));
    expect(unused, 'a package that is no longer used leaves the table and package.json').toEqual(
      [],
    );
  });
});

describe('the domain', () => {
  it('is pure: no clock, no chance, no environment, no output, no waiting', () => {
    const impure: readonly [string, RegExp][] = [
      [
        'a clock',
        /Date\.now|new Date(?:\(\)|(?!\())|(?<!new )\bDate\(|performance\.now|\.toLocale\w*\(/u,
      ],
      ['chance', /Math\.random|randomUUID/u],
      ['the environment', /\bglobalThis\b|\bimport\.meta\b/u],
      ['output', /console\./u],
      ['the network', /\bfetch\(/u],
      ['waiting', /\bawait\b|\basync\b|setTimeout|new Promise/u],
    ];
    const reported = files
      .filter((file) => file.startsWith('domain/'))
      .flatMap((file) =>
        impure
          .filter(([, pattern]) => pattern.test(codeOf.get(file) ?? ''))
          .map(([what]) => `${file} uses ${what}: ${advice.pure}`),
      );
    expect(reported.join('\n')).toBe('');
  });

  it('knows nothing of Node: it compiles without its types, so without the global process', () => {
    const tsc = join(source, '../node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', join(source, 'domain')], {
      encoding: 'utf8',
    });
    expect(stdout, advice.pure).toBe('');
  });
});

describe('the folders of the domain', () => {
  const inDomain = imports.flatMap(({ from, to }) => {
    const target = to.slice('src:'.length);
    const within = to.startsWith('src:domain/') && from.startsWith('domain/');
    return within ? [{ from, target, above: folderOf(from), below: folderOf(target) }] : [];
  });

  it('are the folders that there are, and hold every file', () => {
    const found = files.filter((file) => file.startsWith('domain/')).map(folderOf);
    expect([...new Set(found)].toSorted()).toEqual(domainFolders.toSorted());
  });

  it('have a strict order', () => {
    const reported = inDomain
      .filter(({ above, below }) => domainFolders.indexOf(below) > domainFolders.indexOf(above))
      .map(({ from, target }) => `${from} imports ${target}: ${advice.order}`);
    expect(reported.join('\n')).toBe('');
  });

  it('are entered by their doors alone, from everywhere in src/', () => {
    const reported = imports.flatMap(({ from, to }) => {
      if (!to.startsWith('src:domain/')) return [];
      const target = to.slice('src:'.length);
      const door = `domain/${folderOf(target)}/index.ts`;
      const isInside = from.startsWith('domain/') && folderOf(from) === folderOf(target);
      if (isInside) return target === door ? [`${from} imports its own door: ${advice.door}`] : [];
      return target === door ? [] : [`${from} imports ${target}: ${advice.door}`];
    });
    expect(reported.join('\n')).toBe('');
  });

  it('export through their doors only what is used outside', () => {
    const doors = files.filter((file) => /^domain\/[^/]+\/index\.ts$/u.test(file));
    const reported = doors.flatMap((door) => {
      const users = files
        .filter((file) => imports.some(({ from, to }) => from === file && to === `src:${door}`))
        .map((file) => codeOf.get(file) ?? '');
      const exported = [...(codeOf.get(door) ?? '').matchAll(/export (?:type )?\{([^}]*)\}/gu)]
        .flatMap(([, names = '']) => names.split(','))
        .map((name) => name.trim().replace(/^type /u, ''))
        .filter((name) => name !== '');
      return exported
        .filter((name) => !users.some((code) => new RegExp(`\\b${name}\\b`, 'u').test(code)))
        .map((name) => `${door} exports ${name}, which nobody imports: take it out`);
    });
    expect(reported.join('\n')).toBe('');
  });
});

describe('the exit code', () => {
  it('is set in one place', () => {
    const setting = files.filter((file) =>
      /process\.exit\(|process\.exitCode\s*(?:\?\?)?=[^=]/u.test(codeOf.get(file) ?? ''),
    );
    expect(
      setting.filter((file) => file !== 'main.ts'),
      'throw a FarmError, or return a status: main.ts sets the code',
    ).toEqual([]);
  });
});

describe('names', () => {
  it('describe the content of a file', () => {
    const empty = files.filter((file) =>
      /(?:^|\/)(?:utils?|helpers?|common|misc|shared|service|manager)(?:\.|\/)/u.test(file),
    );
    expect(empty, 'call the file by the concept that it holds (glossary of the design)').toEqual(
      [],
    );
  });
});

const advice = {
  homeless:
    'a file outside of the layers: put it where its work belongs, or give the layers a new row with a reason',
  unknownPackage:
    'it has no row in this test. Say here which layer it belongs to and why, and say in the pull request what it costs at start',
  package: 'Ask the layer that has it, or pass its result down as an argument.',
  order:
    'a folder of the domain needs one above it. Move what both need down, most often into model/ or facts/, or turn the need into an argument',
  door: "import from the folder's index.ts; what others need is exported there, all else is private",
  pure: 'gather first, compute after. Pass it in as an argument, from the command',
};

/** What probably went wrong, by the two layers. */
function adviceFor(from: string, to: string): string {
  const above = layerOf(from)?.name;
  const below = layerOf(to)?.name;
  if (above === 'domain')
    return 'the domain needs something that it should be given. Pass the value in, or move the thinking into the domain and leave files and output where they are';
  if (above === 'render')
    return 'a renderer wants to ask. Let the command ask the domain and give the renderer the result; what both need is a domain type';
  if (above === 'store')
    return 'the store decides something. Let the domain decide, and the store keep it';
  if (below === 'commands')
    return 'a command is an end. What two commands share belongs to the domain, or to the base command';
  return `${below} lies above ${above}. Move the shared part down, most often into the domain, and let both import it`;
}

/** The folder of the domain that a file is in. */
function folderOf(file: string): string {
  return file.split('/')[1] ?? '';
}

function layerOf(file: string): Layer | undefined {
  return layers.find((layer) => layer.holds(file));
}

/** The imports of a file: own files as `src:path`, packages by name. */
function importsOf(from: string, code: string): Import[] {
  const found: Import[] = [];
  const patterns: readonly [RegExp, boolean][] = [
    [/(?:^|\n)\s*(?:import|export)\s(type\s)?[^;'"]*?from\s*['"]([^'"]+)['"]/gu, false],
    [/(?:^|\n)\s*import\s*()['"]([^'"]+)['"]/gu, false],
    [/\bimport\(\s*()['"`]([^'"`]+)['"`]/gu, true],
  ];
  for (const [pattern, onUse] of patterns) {
    for (const [, type, target = ''] of code.matchAll(pattern)) {
      found.push({ from, to: resolved(from, target), onUse, typeOnly: (type ?? '') !== '' });
    }
  }
  return found;
}

function resolved(from: string, target: string): string {
  if (!target.startsWith('.')) return target;
  return `src:${posix.join(dirname(from), target).replace(/\.js$/u, '.ts')}`;
}

/** `node:fs/promises` is `node:fs`; `@oclif/core/help` is `@oclif/core`. */
function packageOf(target: string): string {
  const [first = '', second = ''] = target.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/**
 * Whether the program reaches a file by `import(…)` alone, so that what it imports is loaded on use as well. The library is
 * a separate bundle, and one file.
 */
function isLoadedOnUse(file: string): boolean {
  const importers = imports.filter(
    ({ from, to, typeOnly }) =>
      to === `src:${file}` &&
      !typeOnly &&
      // They are bundles of their own.
      !['library', 'page'].includes(layerOf(from)?.name ?? ''),
  );
  return importers.length > 0 && importers.every(({ from, onUse }) => onUse || isLoadedOnUse(from));
}

function withoutComments(code: string): string {
  // A text may have the marks of a comment in it, and is kept.
  const textOrComment =
    /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gmu;
  return code.replaceAll(textOrComment, (found) => (/^\s*\//u.test(found) ? '' : found));
}
