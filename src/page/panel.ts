import type { GraphDocument } from '../render/graph/graph-words.js';
import { drawSite } from '../render/graph/svg.js';
import { xmlElement, xmlText } from '../render/formats/xml.js';
import { htmlBlocks } from '../render/report/html-blocks.js';
import type { Answer } from './answer.js';
import { createCommandLine } from './command-line.js';
import { element, showMarkup } from './elements.js';
import { createPlayer } from './player.js';

/** The answer as the page shows it: the verdict first, then the command, the picture, and all details. */

/** What a reader can do with an answer. */
export interface PanelActs {
  goToStep: (step: number | null) => void;
  toggleBroker: (server: string) => void;
  /** A failure domain by its key and value. */
  toggleDomain: (domain: { key: string; value: string }) => void;
}

/** The panel: its element, and how it shows an answer. */
export interface Panel {
  element: HTMLElement;
  show: (answer: Answer) => void;
}

/** An empty panel. */
export function createPanel(acts: PanelActs): Panel {
  const verdict = element('div', { id: 'try-verdict', class: 'answer', role: 'status' });
  const command = createCommandLine();
  const player = createPlayer(acts.goToStep);
  const picture = element('div', {
    class: 'picture',
    tabindex: '0',
    role: 'group',
    'aria-label': 'Picture',
  });
  const details = element('div', { class: 'details' });
  let graph: GraphDocument | null = null;
  picture.addEventListener('click', ({ target }) => {
    if (target instanceof Element) actOn(target, graph, acts);
  });
  return {
    element: element(
      'div',
      {},
      element('h3', {}, 'Answer'),
      player.element,
      verdict,
      command.element,
      picture,
      details,
    ),
    show: (answer) => {
      ({ graph } = answer);
      const { simulated, steps, step } = answer;
      verdict.classList.toggle('refused', answer.error !== null);
      showMarkup(verdict, verdictOf(answer));
      command.show(simulated?.command ?? null);
      player.show(steps, step);
      showMarkup(picture, pictureOf(graph));
      showMarkup(details, htmlBlocks(simulated?.details ?? []).join('\n'));
    },
  };
}

function verdictOf({ error, simulated, steps }: Answer): string {
  if (error !== null) return errorMarkup(error);
  if (simulated !== null) return htmlBlocks(simulated.verdict).join('\n');
  const said =
    steps.length > 0
      ? 'Nothing has failed yet.'
      : 'Nothing has failed. Choose what is offline, here or in the picture.';
  return xmlElement('p', {}, xmlText(said));
}

/** The lines of an error; the place in what was typed, which is indented, keeps its columns. */
function errorMarkup(error: string): string {
  const parts: { place: boolean; lines: string[] }[] = [];
  for (const line of error.split('\n')) {
    const place = line.startsWith('  ');
    const last = parts.at(-1);
    if (place && last?.place === true) last.lines.push(line);
    else parts.push({ place, lines: [line] });
  }
  return parts
    .map(({ place, lines }) =>
      xmlElement(place ? 'pre' : 'p', place ? { tabindex: 0 } : {}, xmlText(lines.join('\n'))),
    )
    .join('\n');
}

function pictureOf(graph: GraphDocument | null): string {
  const site = graph?.sites[0];
  return graph === null || site === undefined ? '' : drawSite(graph, site, 'try-');
}

/** A click on a broker or on the box of a failure domain. */
function actOn(target: Element, graph: GraphDocument | null, acts: PanelActs): void {
  const site = graph?.sites[0];
  const idOf = (name: string): string | null =>
    target.closest(`[data-${name}]`)?.getAttribute(`data-${name}`) ?? null;
  const node = site?.nodes.find(({ id }) => id === idOf('node'));
  const box = site?.boxes.find(({ id }) => id === idOf('box'));
  if (node?.kind === 'broker') acts.toggleBroker(node.server);
  else if (box?.of.kind === 'failure-domain') acts.toggleDomain(box.of);
}
