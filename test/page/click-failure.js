/** Chooses a failure with the controls of a page, and nothing else. Runs in the page, so it uses nothing from outside. */
export function clickFailure({ site, brokers, domains, sides, events }) {
  const section = document.getElementById('try');
  section.querySelector('.controls > p > button').click();
  const set = (control, value, ...kinds) => {
    control.value = value;
    for (const kind of kinds) control.dispatchEvent(new Event(kind, { bubbles: true }));
  };
  const sites = section.querySelector('.controls > p select');
  if (sites !== null) set(sites, site, 'change');
  const fieldset = (legend) =>
    [...section.querySelectorAll('fieldset')].find((one) =>
      one.querySelector('legend').textContent.startsWith(legend),
    );
  for (const at of domains) fieldset('Failure domains').querySelectorAll('button')[at].click();
  const buttons = [...fieldset('Brokers').querySelectorAll('button')];
  // What a failure domain took offline would come back.
  for (const at of brokers) {
    if (buttons[at].getAttribute('aria-pressed') === 'false') buttons[at].click();
  }
  const lists = [...section.querySelectorAll('details label select')];
  // A side is there only once a broker is on it.
  for (const side of [2, 3]) {
    sides.forEach((wanted, at) => {
      if (wanted === side) set(lists[at], String(side), 'change');
    });
  }
  if (events !== '') set(section.querySelector('textarea'), events, 'input', 'change');
}
