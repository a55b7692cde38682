import { type Farm, roleOf, sameName, type Site, stateOf } from '../domain/model/index.js';
import { eventForms } from '../domain/simulate/index.js';
import {
  type Choice,
  domainsOf,
  isDown,
  mostSides,
  nothingChosen,
  putOnSide,
  sideOf,
  toggleBroker,
  toggleDomain,
  withEvents,
} from './choice.js';
import { button, choices, element, group } from './elements.js';
import { examplesOf } from './examples.js';

/** The controls that a reader chooses failures with. */

/** Makes a choice from the present one. `typing`: the reader may not be done yet. */
export type Choose = (change: (choice: Choice) => Choice, typing?: boolean) => void;

/** The controls: their element, and how they show a choice. */
export interface Controls {
  element: HTMLElement;
  show: (choice: Choice, eventsAreWrong: boolean) => void;
}

/** The controls for every site of a farm. */
export function createControls({ sites }: Farm, choose: Choose): Controls {
  const siteList = choices(
    sites.map(({ name }) => [name, name]),
    (name) => choose(() => nothingChosen(name)),
  );
  const reset = button('Reset', () => choose(({ site }) => nothingChosen(site)));
  const ofSite = element('div');
  const whole = element(
    'div',
    { class: 'controls' },
    element(
      'p',
      {},
      ...(sites.length > 1 ? [element('label', {}, 'Site ', siteList), ' '] : []),
      reset,
    ),
    ofSite,
  );
  let shown: { site: Site; controls: Controls } | null = null;
  return {
    element: whole,
    show: (choice, eventsAreWrong) => {
      const site = sites.find(({ name }) => sameName(name, choice.site));
      if (site === undefined) return;
      siteList.value = site.name;
      if (shown?.site !== site) {
        shown = { site, controls: controlsOf(site, choose) };
        ofSite.replaceChildren(shown.controls.element);
      }
      shown.controls.show(choice, eventsAreWrong);
    },
  };
}

function controlsOf(site: Site, choose: Choose): Controls {
  const parts = [brokerButtons, domainButtons, splitLists, eventsField].flatMap(
    (create) => create(site, choose) ?? [],
  );
  return {
    element: element('div', {}, ...parts.map((part) => part.element)),
    show: (choice, eventsAreWrong) => {
      for (const part of parts) part.show(choice, eventsAreWrong);
    },
  };
}

function brokerButtons(site: Site, choose: Choose): Controls {
  const buttons = site.brokers.map((broker) => {
    const { server } = broker;
    const state = stateOf(broker);
    const role = state === 'active' ? roleOf(site, broker) : state;
    const made = button(server, () => choose((choice) => toggleBroker(site, choice, server)));
    made.append(' ', element('small', {}, role));
    return { server, made };
  });
  return {
    element: group('Brokers that are offline', ...buttons.map(({ made }) => made)),
    show: (choice) => {
      for (const { server, made } of buttons) press(made, isDown(site, choice, server));
    },
  };
}

function domainButtons(site: Site, choose: Choose): Controls | null {
  const buttons = domainsOf(site).map(({ word, title }) => ({
    word,
    made: button(title, () => choose((choice) => toggleDomain(choice, word))),
  }));
  if (buttons.length === 0) return null;
  return {
    element: group('Failure domains that are offline', ...buttons.map(({ made }) => made)),
    show: ({ domains }) => {
      for (const { word, made } of buttons) press(made, domains.includes(word));
    },
  };
}

function press(made: HTMLButtonElement, pressed: boolean): void {
  made.setAttribute('aria-pressed', String(pressed));
}

/** A side for each broker that can serve. */
function splitLists(site: Site, choose: Choose): Controls | null {
  const servers = site.brokers.filter(({ enabled }) => enabled).map(({ server }) => server);
  if (servers.length < 2) return null;
  const sides = Array.from({ length: Math.min(mostSides, servers.length) }, (_, at) => at + 1);
  const lists = servers.map((server) => ({
    server,
    made: choices(
      sides.map((side) => [String(side), `side ${side}`]),
      (side) => choose((choice) => putOnSide(servers, choice, server, Number(side))),
    ),
  }));
  const details = element(
    'details',
    {},
    element('summary', {}, 'Network split: brokers that reach each other are on one side'),
    ...lists.map(({ server, made }) => element('label', {}, `${server} `, made)),
  );
  return {
    element: details,
    show: (choice) => {
      if (choice.groups.length > 0) details.open = true;
      for (const { server, made } of lists) made.value = String(sideOf(choice, server));
    },
  };
}

function eventsField(site: Site, choose: Choose): Controls {
  const field = element('textarea', {
    id: 'try-events',
    rows: '2',
    spellcheck: 'false',
    autocapitalize: 'off',
    'aria-describedby': 'try-forms try-verdict',
  });
  const read = (choice: Choice): Choice => withEvents(choice, field.value);
  field.addEventListener('input', () => choose(read, true));
  field.addEventListener('change', () => choose(read));
  const forms = Object.values(eventForms).join('; ');
  const details = element(
    'details',
    {},
    element('summary', {}, 'Timeline: what happens one after another'),
    element('label', { for: 'try-events' }, 'Events, separated by semicolons'),
    field,
    element('p', { id: 'try-forms' }, `Events: ${forms}.`),
    group(
      'Examples',
      ...examplesOf(site).map(({ title, events }) =>
        button(title, () => choose((choice) => withEvents(choice, events))),
      ),
    ),
  );
  return {
    element: details,
    show: ({ events }, eventsAreWrong) => {
      if (events !== '') details.open = true;
      // What the reader types stays as it is.
      if (field.value !== events) field.value = events;
      field.setAttribute('aria-invalid', String(eventsAreWrong));
    },
  };
}
