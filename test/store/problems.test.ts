import { describe, expect, test } from 'vitest';
import type { LocatedProblem } from '../../src/domain/model/errors.js';
import type { Path } from '../../src/domain/model/places.js';
import { locatePaths, parseFarm, printFarm } from '../../src/store/farm/document.js';
import { aFarm, farmErrorOf } from './a-farm.js';

async function errorOf(text: string) {
  return farmErrorOf(() => parseFarm(text, 'farm.json'));
}

function say({ location, message }: LocatedProblem): string {
  return `${location.line}:${location.column} ${message}`;
}

async function problemsOf(text: string): Promise<string[]> {
  return (await errorOf(text)).problems.map(say);
}

/** A farm with one site on one line each, to break in one place. */
function farmWith(site: string): string {
  return `{ "formatVersion": 1, "name": "X", "sites": [\n${site}\n] }\n`;
}

describe('every problem is reported at once', () => {
  const broken = `{
  // our farm
  "formatVersion": 1,
  "name": "X"
  "rasVersion": "20",
  "sites": [
    {
      "name": "Berlin",
      "licensing": true,
      "brokers": [
        { "server": "cb1", "standy": true },
        { "server": "cb2", "enabled": "yes" },
      ],
      "agents": [{ "kind": "RDS-Host" }]
    },
    {
      "name": "Rome",
      "network": "10.0.0.1/24",
      "brokers": [{ "server": "cb1", "ip": "10.1.2" }],
      "agents": [{ "name": "RDS01", "preferredBroker": "cb9" }],
      "agents": [{ "name": "RDS01", "preferredBroker": "cb2" }]
    }
  ]
}
`;

  test('syntax, shape and invariants together, in the order of the file', async () => {
    expect(await problemsOf(broken)).toEqual([
      "2:3 a farm is JSON, which can't have comments.",
      '4:14 a comma is missing here.',
      '5:17 "rasVersion" must be one of 17, 18, 19, 20, 21, not "20".',
      '11:28 a Connection Broker has no "standy".',
      '12:39 "enabled" must be true or false, not "yes".',
      '12:46 there is a trailing comma before "]".',
      '14:18 an agent needs "name".',
      '14:28 "kind" must be one of "rds-host", "vdi-host", "avd-host", "remote-pc", "guest", "gateway", "halb", "enrollment-server", not "RDS-Host".',
      '18:18 "10.0.0.1/24" is an address inside a network, not the network itself.',
      '19:44 "10.1.2" is not an IP address.',
      '21:7 "agents" is a duplicate key.',
      '21:56 agent "RDS01" prefers broker "cb2", which is not in site "Rome".',
    ]);
  });

  test('with the line itself, what was expected, and a suggestion', async () => {
    const { code, exitCode, message, location, problems } = await errorOf(broken);
    expect({ code, exitCode, message, location }).toEqual({
      code: 'E_SYNTAX',
      exitCode: 3,
      message: 'farm.json is not valid JSON: 12 problems.',
      location: { file: 'farm.json', line: 2, column: 3, text: '  // our farm' },
    });
    const unknown = problems.find(({ typed }) => typed === 'standy');
    expect(unknown?.path).toEqual(['sites', 0, 'brokers', 0, 'standy']);
    expect(unknown?.candidates).toContain('standby');
    expect(unknown?.location.text).toBe('        { "server": "cb1", "standy": true },');
    const kind = problems.find(({ typed }) => typed === 'RDS-Host');
    expect(kind?.candidates).toContain('rds-host');
    const missing = problems.find(({ message: text }) => text === 'an agent needs "name".');
    expect(missing?.expected).toBe('"name": Name of the server or object');
    expect(problems.every(({ expected }) => expected !== undefined)).toBe(true);
  });

  test('places are the same with Windows line endings and a byte order mark', async () => {
    const windows = `\uFEFF${broken.replaceAll('\n', '\r\n')}`;
    const { problems } = await errorOf(windows);
    expect(problems.map(say)).toEqual(await problemsOf(broken));
    expect(problems.map(({ location }) => location.text).join('')).not.toMatch(/[\r\uFEFF]/);
  });

  test('a farm without syntax errors is E_INVALID', async () => {
    const { code, message } = await errorOf(farmWith('{ "name": "A", "brokers": [] }'));
    expect(code).toBe('E_INVALID');
    expect(message).toBe('farm.json is not a valid farm: 1 problem.');
  });
});

test('a duplicate key is the only problem of an otherwise valid farm', async () => {
  const text = printFarm(aFarm).replace(
    '"rasVersion": 21',
    '"rasVersion": 20,\n  "rasVersion" : 21',
  );
  expect(await problemsOf(text)).toEqual(['5:3 "rasVersion" is a duplicate key.']);
});

describe('a site with a wrong shape', () => {
  test('does not hide what is wrong with the others, and adds no false problems', async () => {
    const sites = [
      '{ "name": "A", "licensing": "yes", "brokers": [{ "server": "cb1" }, { "server": "cb1" }] },',
      '{ "name": "B", "brokers": [{ "server": "cb1", "standby": true }] }',
    ];
    expect(await problemsOf(farmWith(sites.join('\n')))).toEqual([
      '2:29 "licensing" must be true or false, not "yes".',
      '2:81 broker "cb1" is in site "A" twice.',
      '3:58 broker "cb1" is the primary of site "B", so it can\'t be in standby.',
    ]);
  });

  test('still counts by all that can be read of it', async () => {
    const sites = [
      '{ "name": "A", "licensing": true, "brokers": {} },',
      '{ "name": "a", "licensing": true, "brokers": [{ "server": "cb1" }] },',
      '3',
    ];
    expect(await problemsOf(farmWith(sites.join('\n')))).toEqual([
      '2:46 "brokers" must be a list in [ ], not an object.',
      '3:11 site "a" is in the farm twice.',
      '3:29 2 sites are the Licensing Site: A, a.',
      '4:1 entry 3 of "sites" must be an object in { }, not 3.',
    ]);
  });
});

describe('what a farm says about rules', () => {
  test('is judged although other parts have a wrong shape', async () => {
    const text = farmWith('{ "name": "A", "brokers": [{ "server": "cb1" }] }').replace(
      '"sites"',
      '"rasVersion": 9,\n"rules": { "RAS104": { "severity": "bad" } },\n"suppressions": [{ "rule": "RAS998", "target": "A", "reason": "x" }],\n"sites"',
    );
    expect(await problemsOf(text)).toEqual([
      '1:50 "rasVersion" must be one of 17, 18, 19, 20, 21, not 9.',
      '2:36 "severity" must be one of "error", "warning", "info", not "bad".',
      '3:28 there is no configurable rule "RAS998".',
    ]);
  });
});

describe('syntax in plain words', () => {
  test.each([
    ['', '1:1 the file is empty.'],
    [' \r\n ', '1:1 the file is empty.'],
    ['{', '1:2 a closing "}" is missing.'],
    ['{"sites": [', '1:12 a closing "]" is missing.'],
    ['{"name": }', '1:10 a value is missing before "}".'],
    ['{"name" "X"}', '1:9 a colon is missing after the key.'],
    ["{'name': 1}", "1:2 'name' is not in double quotes."],
    ['{"name": \u201cX\u201d}', '1:10 \u201cX\u201d is not in double quotes.'],
    ['{"name": True}', '1:10 True must be lower case.'],
    ['{"name": "X\n}', '1:10 this text has no closing quote on its line.'],
    ['{\u00a0"name": 1}', '1:2 there is a space here that JSON does not allow.'],
    ['{"name": 1}}', '1:12 there is "}" after the end of the farm.'],
    [
      '{"name": nope}',
      '1:10 "nope" is neither text in double quotes, nor a number, nor true, false or null.',
    ],
  ])('%j', async (text, problem) => {
    expect(await problemsOf(text)).toEqual([problem]);
  });

  test.each([
    ['{"name": "C:\\q"}', '1:10 "C:\\q" has an invalid escape.'],
    ['{"name": "a\tb"}', '1:10 this text contains a control character, such as a tab.'],
    ['{"rasVersion": 021}', '1:16 a number starts with 0.'],
    ['{"name": "a" /* x */}', "1:14 a farm is JSON, which can't have comments."],
    ['{"name": "a",}', '1:13 there is a trailing comma before "}".'],
  ])('%j, and what is missing besides', async (text, problem) => {
    const problems = await problemsOf(text);
    expect(problems).toContain(problem);
    expect(problems).toContain('1:1 a farm needs "sites".');
  });
});

describe('a farm that is not JSON', () => {
  const yaml = 'this is YAML, but a farm is JSON.';
  test.each([
    ['name: Berlin\nsites: []\n', `1:1 ${yaml}`],
    ['\n# our farm\r\n  \r\nformatVersion: 1\r\nname: "X"\r\n', `4:1 ${yaml}`],
    ['---\n{ name: X }\n', `1:1 ${yaml}`],
    ['%YAML 1.2\n---\nname: X\n', `1:1 ${yaml}`],
    ['sites:\n  - name: Berlin\n', `1:1 ${yaml}`],
    ['"name": "Berlin"\n', `1:1 ${yaml}`],
    ['- name: Berlin\n', `1:1 ${yaml}`],
  ])('%j is YAML', async (text, problem) => {
    expect(await problemsOf(text)).toEqual([problem]);
    expect((await errorOf(text)).nextStep).toBe('save the farm as JSON');
  });

  test.each([
    '"formatVersion": 1,\n"name": "X" }',
    '"sites": [\n] }',
    '{ name: X }',
    '-1.',
    'a:b',
    '#',
  ])('%j is not', async (text) => {
    expect(await problemsOf(text)).not.toContainEqual(expect.stringContaining('YAML'));
  });

  test('each line with a comment is reported, in the style of JavaScript or YAML', async () => {
    const text = '# our farm\n{\n  // name\n  "name": "X" # ours\n}\n';
    expect(await problemsOf(text)).toEqual(
      ['1:1', '3:3', '4:15'].map((place) => `${place} a farm is JSON, which can't have comments.`),
    );
    const { problems } = await errorOf(text);
    expect(problems[0]?.expected).toBe('no comment, or its text as a key: "$comment": "TEXT"');
  });

  test('where that key is allowed', async () => {
    const text = printFarm(aFarm).replace('"name"', '"$comment": "our farm", "name"');
    expect(await parseFarm(text, 'farm.json')).toMatchObject({ custom: { $comment: 'our farm' } });
  });
});

describe('what is no farm at all', () => {
  test.each(['[]', '"farm"', '7', 'null'])('%s', async (text) => {
    expect((await problemsOf(text))[0]).toMatch(/^1:1 a farm file must be an object in { }, not /);
  });

  test('nesting that would overflow a parser', async () => {
    expect(await problemsOf('['.repeat(1_000_000))).toEqual([
      '1:101 the file is nested too deeply.',
    ]);
    const text = printFarm(aFarm).replace(
      '"name"',
      `"x": ${'['.repeat(1e5)}${']'.repeat(1e5)}, "name"`,
    );
    expect((await errorOf(text)).code).toBe('E_INVALID');
  });

  test('keys that are special to JavaScript are keys like any other', async () => {
    const text = printFarm(aFarm).replace('"name"', '"__proto__": {}, "constructor": 1, "name"');
    expect(await problemsOf(text)).toEqual([
      '3:3 a farm has no "__proto__".',
      '3:20 a farm has no "constructor".',
    ]);
  });
});

describe('a newer format', () => {
  test.each([
    '{"formatVersion": 2, "name": 7, "nodes": {}}',
    '{"formatVersion": 2, "name": broken',
    '\uFEFF{"formatVersion": 1.5}',
  ])('is reported before everything else: %j', async (text) => {
    const { code, exitCode, message } = await errorOf(text);
    expect(code).toBe('E_NEWER_FORMAT');
    expect(exitCode).toBe(3);
    expect(message).toContain('written by a newer version');
  });

  test('a format that is no number is simply wrong', async () => {
    expect(await problemsOf('{"formatVersion": "2", "name": "X", "sites": []}')).toEqual([
      '1:19 "formatVersion" must be 1, not "2".',
      '1:46 a farm must have at least one site.',
    ]);
  });
});

describe('the place of a path', () => {
  const text = `\uFEFF${printFarm(aFarm).replaceAll('\n', '\r\n')}`;
  const lines = text.split('\r\n');
  const placeOf = (path: Path) => locatePaths(text, [path])[0]!;

  test('is where the object or value starts', () => {
    const { line, column, ...end } = placeOf(['sites', 0, 'agents', 1, 'preferredBroker']);
    expect(lines[line - 1]?.slice(column - 1)).toBe('"cb1.example.com"');
    expect(end).toEqual({ endLine: line, endColumn: column + '"cb1.example.com"'.length });
    expect(lines[line - 2]).toContain('"remote-pc"');
  });

  test('is the nearest thing around it where the file leaves it out', () => {
    const broker = placeOf(['sites', 0, 'brokers', 1]);
    expect(lines[broker.line]).toContain('"server": "CB2"');
    expect(placeOf(['sites', 0, 'brokers', 1, 'ip'])).toEqual(broker);
    expect(placeOf(['sites', 7, 'brokers'])).toEqual(placeOf(['sites']));
    expect(placeOf([])).toEqual({
      line: 1,
      column: 1,
      endLine: lines.length - 1,
      endColumn: 2,
    });
  });
});
