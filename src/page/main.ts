import { sameName, type Site, wordOfDomain } from '../domain/model/index.js';
import { liveIds, type LiveData } from '../render/report/live-data.js';
import { type FarmDocument, toFarm } from '../store/farm/convert.js';
import { answerTo, type FarmOfPage } from './answer.js';
import { type Choice, nothingChosen, toggleBroker, toggleDomain } from './choice.js';
import { createControls } from './controls.js';
import { element } from './elements.js';
import { printLink, readLink } from './link.js';
import { createPanel } from './panel.js';

/** The program of a report as a page: a reader chooses what fails, and sees at once what `farm simulate` answers. */

/** How long the page waits for the rest of what is being typed, in milliseconds. */
const typingPause = 250;

function start(section: HTMLElement, text: string): void {
  const data = JSON.parse(text) as LiveData<FarmDocument>;
  const page: FarmOfPage = { farm: toFarm(data.farm), context: data.context };
  // Sites that the report is not about stay in the farm, because commands have to name the site.
  const shown = { ...page.farm, sites: page.farm.sites.filter((site) => isShown(site, data.site)) };
  const firstSite = shown.sites[0]?.name ?? '';
  let choice = readLink(location.hash, firstSite) ?? nothingChosen(firstSite);
  let waiting: number | undefined;

  const answer = (): void => {
    window.clearTimeout(waiting);
    const answered = answerTo(page, choice);
    controls.show(choice, answered.error !== null && choice.events.trim() !== '');
    panel.show(answered);
  };
  const choose = (change: (choice: Choice) => Choice, typing = false): void => {
    choice = change(choice);
    // Each choice is a page to go back to, but not each letter and not each state of a timeline.
    if (typing) history.replaceState(null, '', printLink(choice));
    else if (location.hash !== printLink(choice)) history.pushState(null, '', printLink(choice));
    window.clearTimeout(waiting);
    if (typing) waiting = window.setTimeout(answer, typingPause);
    else answer();
  };
  const siteOf = ({ site }: Choice): Site | undefined =>
    page.farm.sites.find(({ name }) => sameName(name, site));

  const controls = createControls(shown, choose);
  const panel = createPanel({
    goToStep: (step) => {
      choice = { ...choice, step };
      history.replaceState(null, '', printLink(choice));
      answer();
    },
    toggleBroker: (server) =>
      choose((now) => {
        const site = siteOf(now);
        return site === undefined ? now : toggleBroker(site, now, server);
      }),
    toggleDomain: (domain) => choose((now) => toggleDomain(now, wordOfDomain(domain))),
  });
  window.addEventListener('hashchange', () => {
    const linked = readLink(location.hash, firstSite);
    if (linked === null) return;
    choice = linked;
    answer();
  });
  section.append(controls.element, panel.element);
  answer();
  section.hidden = false;
  document
    .querySelector('nav a[href="#picture"]')
    ?.parentElement?.after(
      element('li', {}, element('a', { href: `#${section.id}` }, 'Try a failure')),
    );
}

function isShown({ name }: Site, only: string | null): boolean {
  return only === null || sameName(name, only);
}

const section = document.getElementById(liveIds.section);
const data = document.getElementById(liveIds.data)?.textContent;
if (section !== null && data != null) start(section, data);
