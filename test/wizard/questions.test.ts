import { screen } from '@inquirer/testing/vitest';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FarmError } from '../../src/domain/model/errors.js';
import { newFarmDefaults } from '../../src/domain/status/new-farm.js';
import { createTheme } from '../../src/render/theme.js';
import { askBroker, type BrokerWizard } from '../../src/wizard/add-broker.js';
import { askNewFarm } from '../../src/wizard/new-farm.js';
import type { Resolve } from '../../src/wizard/server-steps.js';
import { twoSites } from './farms.js';
import { newQuestions } from './new-questions.js';

/** Every question of the wizards: its preset, what it refuses and in which words, and what comes out of it. */

/** Pages and notes, which go past the prompts. */
let pages: string;

beforeEach(() => {
  pages = '';
  vi.spyOn(process.stderr, 'write').mockImplementation(((text: string, done?: () => void) => {
    pages += text;
    done?.();
    return true;
  }) as typeof process.stderr.write);
  return () => vi.restoreAllMocks();
});

const theme = await createTheme({ stream: { isTTY: true, columns: 80 }, env: {}, noColour: true });
const today = '2026-01-01';

function unresolved(): Promise<string[]> {
  const nextStep = 'give the address yourself';
  return Promise.reject(new FarmError({ code: 'E_UNRESOLVED', message: 'it can’t be.', nextStep }));
}

function addBroker(options: Partial<BrokerWizard> = {}): ReturnType<typeof askBroker> {
  return askBroker({
    farm: twoSites(),
    file: 'farm.json',
    given: {},
    dryRun: false,
    flags: { resolve: undefined },
    site: undefined,
    resolve: unresolved,
    today,
    theme,
    context: { shell: 'posix', file: null },
    ...options,
  });
}

async function until(holds: (seen: string) => void): Promise<void> {
  await vi.waitFor(() => holds(screen.getScreen()), { timeout: 10_000, interval: 5 });
}

function see(text: string): Promise<void> {
  return until((seen) => expect(seen).toContain(text));
}

/** Waits for a question; one that is answered has a tick in place of the question mark. */
function asks(question: string): Promise<void> {
  return until((seen) => {
    if (newQuestions.some((other) => seen.startsWith(`? ${other}`))) screen.keypress('enter');
    expect(seen.slice(0, question.length + 2)).toBe(`? ${question}`);
  });
}

/** Waits for a question, and types an answer and Enter. */
async function answer(question: string, text = ''): Promise<void> {
  await asks(question);
  if (text !== '') screen.type(text);
  screen.keypress('enter');
}

/** An answer that is refused: the words for it are shown, and the question stays with what was typed. */
async function refused(question: string, text: string, words: string): Promise<void> {
  await answer(question, text);
  await see(words);
  for (const _ of text) screen.keypress('backspace');
}

async function down(question: string, times: number): Promise<void> {
  await asks(question);
  for (let time = 0; time < times; time += 1) screen.keypress('down');
  screen.keypress('enter');
}

/** The questions behind the server and its IP, answered with their presets. */
async function therest(): Promise<void> {
  await answer('Alternative IPs');
  await answer('Install a Secure Gateway');
  await answer('Add Firewall Rules?');
  await answer('Description');
  await answer('Start in standby');
}

describe('the site', () => {
  it('is asked where the farm has several, and an earlier choice is the preset', async () => {
    const asked = addBroker({ flags: { site: 'frankfurt', resolve: undefined } });
    await see('❯ Frankfurt');
    await answer('Site:');
    await answer('Server', '10.20.1.99');
    await answer('IP (');
    await therest();
    await down('What now?', 0);
    expect(await asked).toMatchObject({ site: 'Frankfurt' });
  });

  it('is preset by a preference only if this farm has it', async () => {
    void addBroker({ site: 'Frankfurt' }).catch(() => undefined);
    await see('❯ Frankfurt');
    expect(screen.getScreen()).toContain('? Site:');
    screen.clear();
    void addBroker({ site: 'Elsewhere' }).catch(() => undefined);
    await see('❯ Berlin');
  });

  it('is an error as a flag if the farm does not have it', async () => {
    const flags = { site: 'Elsewhere', resolve: undefined };
    await expect(addBroker({ flags })).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
  });

  it('is not asked where there is only one', async () => {
    const [berlin] = twoSites().sites;
    if (berlin === undefined) throw new Error('no site');
    void addBroker({ farm: { ...twoSites(), sites: [berlin] } }).catch(() => undefined);
    await asks('Server');
    expect(await screen.getFullOutput()).not.toContain('Site:');
  });
});

describe('server and addresses', () => {
  it('refuse what the domain refuses, with its message, as soon as it is typed', async () => {
    const asked = addBroker();
    await answer('Site:');
    await refused('Server', 'not a name', '"not a name" is not a server name. Specify an FQDN');
    await refused('Server', 'cb-ber-2', 'broker "cb-ber-2" is already in site "Berlin".');
    await refused('Server', 'auto', 'that word means no preferred broker');
    await answer('Server', 'CB-BER-9');
    await refused(
      'IP (',
      '10.10.1',
      '"10.10.1" is not an IP address. Specify an IPv4 or IPv6 address',
    );
    await refused('IP (', '10.10.1.12', 'brokers "CB-BER-2" and "CB-BER-9" have the same IP');
    await answer('IP (', '10.10.1.19');
    await refused('Alternative IPs', '10.0.0.1;x', '"x" is not an IP address.');
    await answer('Alternative IPs', ' 10.0.0.1 ; fe80::1;');
    await answer('Install a Secure Gateway', 'maybe');
    await see('You must answer with "Yes" or "No"');
    for (const _ of 'maybe') screen.keypress('backspace');
    await answer('Install a Secure Gateway', 'n');
    await answer('Add Firewall Rules?');
    await answer('Description');
    await answer('Start in standby');
    await down('What now?', 0);
    const { broker } = await asked;
    expect(broker).toMatchObject({
      server: 'CB-BER-9',
      ip: '10.10.1.19',
      alternativeIps: ['10.0.0.1', 'fe80::1'],
    });
  });

  it('resolve on demand: the first address is the preset, others are listed', async () => {
    const resolve = vi.fn<Resolve>(() => Promise.resolve(['10.10.1.19', '10.10.2.19', 'fe80::19']));
    const asked = addBroker({ resolve });
    await answer('Site:');
    await answer('Server', 'cb9.example.com');
    await answer('IP (Enter to skip)');
    await see('(y/N)');
    expect(resolve).not.toHaveBeenCalled();
    await answer('Resolve cb9.example.com', 'y');
    await see('(10.10.1.19)');
    expect(pages).toContain('It also has 10.10.2.19, fe80::19.');
    await answer('IP ("none" to clear)');
    await therest();
    await down('What now?', 0);
    expect((await asked).broker.ip).toBe('10.10.1.19');
    expect(resolve).toHaveBeenCalledExactlyOnceWith('cb9.example.com');
  });

  it('show why a name can’t be resolved, and continue with typed input', async () => {
    const asked = addBroker({ flags: { resolve: true } });
    await answer('Site:');
    await answer('Server', 'cb9');
    await answer('IP (Enter to skip)');
    // With --resolve, resolving is the preset answer.
    await see('(Y/n)');
    await answer('Resolve cb9');
    await therest();
    expect(pages).toContain('it can’t be.');
    await down('What now?', 0);
    expect((await asked).broker.ip).toBeNull();
  });

  it('ask no resolver about an address', async () => {
    const asked = addBroker();
    await answer('Site:');
    await answer('Server', '10.10.1.19');
    await answer('IP (');
    await therest();
    await down('What now?', 0);
    expect((await asked).broker.server).toBe('10.10.1.19');
  });

  it('are presets when given, and the word none clears one', async () => {
    const given = {
      server: 'CB-BER-9',
      ip: '10.10.1.19',
      alternativeIps: ['10.0.0.1'],
      description: 'old',
    };
    const asked = addBroker({ given });
    await answer('Site:');
    await see('(CB-BER-9)');
    await answer('Server');
    await see('(10.10.1.19)');
    await answer('IP (', 'none');
    await see('(10.0.0.1)');
    await answer('Alternative IPs', 'none');
    await answer('Install a Secure Gateway');
    await answer('Add Firewall Rules?');
    await see('(old)');
    await answer('Description', 'none');
    await answer('Start in standby');
    await down('What now?', 0);
    expect((await asked).broker).toMatchObject({ ip: null, alternativeIps: [], description: '' });
  });
});

describe('gateway, HTML5 and standby', () => {
  it('ask for HTML5 only with a gateway, and forget it without one', async () => {
    const asked = addBroker({ given: { server: 'CB-BER-9' } });
    await answer('Site:');
    await answer('Server');
    await answer('IP (');
    await answer('Resolve');
    await answer('Alternative IPs');
    await answer('Install a Secure Gateway', 'y');
    await answer('Enable HTML5 Gateway?', 'y');
    await answer('Add Firewall Rules?', 'y');
    await answer('Description');
    await answer('Start in standby');
    await asks('What now?');
    expect(pages).toContain('--install-gateway --enable-html5 --add-firewall-rules');
    await down('What now?', 1);
    // Site, server, IP, alternative IPs, gateway.
    await down('Which answer?', 4);
    pages = '';
    await answer('Install a Secure Gateway', 'n');
    await asks('What now?');
    expect(pages).toMatch(/Not asked:\s+HTML5\./u);
    expect(pages).not.toContain('html5');
    await down('What now?', 1);
    await down('Which answer?', 4);
    await answer('Install a Secure Gateway', 'y');
    // It applies again, so it is asked again.
    await answer('Enable HTML5 Gateway?');
    await down('What now?', 0);
    expect((await asked).broker).toMatchObject({ installGateway: true, enableHtml5: false });
  });

  it('use the RAS default for standby, explain it, and follow the site when it is changed', async () => {
    const asked = addBroker({ given: { server: 'CB-9', ip: '10.20.1.19' } });
    await answer('Site:');
    await answer('Server');
    await answer('IP (');
    await answer('Alternative IPs');
    await answer('Install a Secure Gateway');
    await answer('Add Firewall Rules?');
    await answer('Description');
    await asks('Start in standby');
    await see('(Y/n)');
    expect(pages.replaceAll(/\s+/g, ' ')).toContain(
      'The RAS default is yes: site "Berlin" has 4 brokers.',
    );
    await answer('Start in standby');
    await asks('What now?');
    expect(pages).toMatch(/Standby: +yes, the RAS default/);
    expect(pages).not.toMatch(/farm broker add .*standby/);
    pages = '';
    await down('What now?', 1);
    await down('Which answer?', 0);
    await down('Site:', 1);
    await asks('What now?');
    expect(pages).toMatch(/Standby: +no, the RAS default/);
    expect(pages).toContain('active brokers: 2 → 3');
    await down('What now?', 0);
    const { site, broker } = await asked;
    expect(site).toBe('Frankfurt');
    expect(broker.standby).toBeUndefined();
  });

  it('come with what the vendor says about them', async () => {
    void addBroker({ given: { server: 'CB-9', ip: '10.20.1.19' } }).catch(() => undefined);
    await answer('Site:');
    await answer('Server');
    await answer('IP (');
    await asks('Alternative IPs');
    expect(pages.replaceAll(/\s+/g, ' ')).toContain(
      'Alternative IPs are used where gateways cannot',
    );
  });

  it('keep an answer that is not the preset, and say it in the command', async () => {
    const asked = addBroker({ given: { server: 'CB-BER-9' } });
    await answer('Site:');
    await answer('Server');
    await answer('IP (');
    await answer('Resolve');
    await answer('Alternative IPs');
    await answer('Install a Secure Gateway');
    await answer('Add Firewall Rules?');
    await answer('Description', "it's -new");
    await answer('Start in standby', 'n');
    await asks('What now?');
    expect(pages).toContain(
      "farm broker add CB-BER-9 --description 'it'\\''s -new' --no-standby --site Berlin",
    );
    await down('What now?', 0);
    expect((await asked).broker.standby).toBe(false);
  });
});

describe('the review', () => {
  it('shows what is wrong with answers that no longer go together, and lets nothing be saved', async () => {
    // In Frankfurt the server is new; in Berlin there is one of that name.
    const asked = addBroker({ given: { server: 'CB-BER-1' }, site: 'Frankfurt' });
    await answer('Site:');
    await answer('Server');
    await answer('IP (');
    await answer('Resolve');
    await therest();
    await down('What now?', 1);
    await down('Which answer?', 0);
    await see('❯ Frankfurt');
    screen.keypress('up');
    screen.keypress('enter');
    await asks('What now?');
    expect(pages).toContain(
      'These answers do not fit together: broker "CB-BER-1" is already in site',
    );
    expect(screen.getScreen()).not.toContain('Save');
    await down('What now?', 0);
    await down('Which answer?', 1);
    await answer('Server', 'CB-BER-9');
    await down('What now?', 0);
    expect(await asked).toMatchObject({ site: 'Berlin', broker: { server: 'CB-BER-9' } });
  });

  it('ends with E_INTERRUPTED when it is cancelled', async () => {
    const asked = addBroker({ given: { server: 'CB-BER-9' } });
    const ended = asked.catch((error: unknown) => error);
    await answer('Site:');
    await answer('Server');
    await answer('IP (');
    await answer('Resolve');
    await therest();
    await down('What now?', 2);
    expect(await ended).toMatchObject({ code: 'E_INTERRUPTED', exitCode: 130 });
  });

  it('emits nothing that a terminal would obey, for any names in the file', async () => {
    const farm = { ...twoSites(), name: 'Ex\u202eample' };
    const asked = addBroker({ farm, given: { server: 'CB-BER-9', description: 'a\u001b[2Jb' } });
    asked.catch(() => undefined);
    await answer('Site:');
    await answer('Server');
    await answer('IP (');
    await answer('Resolve');
    await therest();
    await asks('What now?');
    expect(pages).toContain('Ex\\u202eample');
    expect(pages).toContain('a\\u001b[2Jb');
    // eslint-disable-next-line no-control-regex -- the escape is what is looked for
    expect(pages).not.toMatch(/\u001b|\u202e/);
  });
});

describe('farm init', () => {
  function newFarm(): ReturnType<typeof askNewFarm> {
    const start = { ...newFarmDefaults, server: '' };
    return askNewFarm({
      start,
      file: 'farm.json',
      place: null,
      dryRun: false,
      resolve: unresolved,
      today,
      theme,
      context: { shell: 'posix', file: null },
    });
  }

  it('needs nothing but the server', async () => {
    const asked = newFarm();
    await answer('Farm name:');
    await answer('RAS version:');
    await answer('Site:');
    await refused('Primary Connection Broker', '-x', '"-x" is not a server name.');
    await answer('Primary Connection Broker', 'CB1');
    await answer('IP (');
    await answer('Resolve CB1');
    await answer('Network');
    await asks('What now?');
    expect(pages).toContain('\nfarm init --broker CB1\n');
    await down('What now?', 0);
    expect(await asked).toEqual({ ...newFarmDefaults, server: 'CB1' });
  });

  it('refuses names, addresses and networks that can’t be', async () => {
    const asked = newFarm();
    await refused('Farm name:', 'x'.repeat(256), "can't be the name of a farm.");
    await answer('Farm name:', 'Acme');
    await down('RAS version:', 1);
    await answer('Site:', 'Berlin');
    await answer('Primary Connection Broker');
    await see('a broker has an empty server name.');
    await answer('Primary Connection Broker', 'CB1');
    await refused('IP (', '1.2.3', '"1.2.3" is not an IP address.');
    await answer('IP (', '10.1.0.11');
    await refused('Network', '10.1.0.11/24', 'is an address inside a network');
    await refused('Network', '10.1.0.0', 'is not a network.');
    await answer('Network', '10.1.0.0/24');
    await down('What now?', 0);
    expect(await asked).toMatchObject({ name: 'Acme', rasVersion: 20, network: '10.1.0.0/24' });
  });
});
