/** Reads the answer that a page shows. Runs in the page, so it uses nothing from outside. */
export function readAnswer() {
  const section = document.getElementById('try');
  const textOf = (element) =>
    element.classList.contains('number') || element.tagName === 'TD'
      ? (element.textContent ?? '').trim()
      : (element.textContent ?? '');
  const all = (selector, within = section) => [...within.querySelectorAll(selector)];
  const tables = [];
  const items = [];
  const texts = [];
  let under = '';
  for (const part of section.querySelector('.details').children) {
    if (/^H\d$/u.test(part.tagName)) under = textOf(part);
    else if (part.tagName === 'UL') {
      for (const item of part.children) {
        // What belongs to an item is a paragraph each; all else is its own line.
        const own = [...item.childNodes].filter((node) => node.nodeName !== 'P');
        const first = own.map((node) => node.textContent).join('');
        const lines = [first.trim(), ...all('p', item).map(textOf)];
        items.push({ under, lines });
      }
    } else if (part.tagName === 'P') texts.push(textOf(part));
    else {
      const cells = all('tr', part).map((row) => [...row.children].map(textOf));
      tables.push({ under, cells });
    }
  }
  const command = section.querySelector('.command');
  return {
    verdict: all('.answer > *').map(textOf),
    command: command.hidden ? null : textOf(command.querySelector('code')),
    tables,
    items,
    texts,
    steps: all('.player option').map(textOf),
    offline: all('.picture .node.lost[data-kind="broker"] title').map(textOf),
    title: textOf(section.querySelector('.picture title')),
  };
}
