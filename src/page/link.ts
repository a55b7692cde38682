import { type Choice, isAnyChosen, nothingChosen } from './choice.js';

/** The choice as the last part of an address, so that a link to the page shows the same answer. */

const start = '#failure?';

/** The part of the address, with its `#`. */
export function printLink(choice: Choice): string {
  const { site, down, domains, groups, events, step } = choice;
  const parts = new URLSearchParams({ site });
  for (const server of down) parts.append('down', server);
  for (const word of domains) parts.append('down', word);
  if (groups.length > 0) parts.set('partition', groups.map((group) => group.join()).join('/'));
  if (events.trim() !== '') parts.set('events', events);
  if (step !== null && isAnyChosen(choice)) parts.set('step', String(step));
  return `${start}${parts.toString()}`;
}

/** The choice of an address; null where the part is of something else, such as a heading. */
export function readLink(hash: string, firstSite: string): Choice | null {
  if (hash === '' || hash === '#') return nothingChosen(firstSite);
  if (!hash.startsWith(start)) return null;
  const parts = new URLSearchParams(hash.slice(start.length));
  const down = parts.getAll('down').filter((word) => word !== '');
  const step = parts.get('step') ?? '';
  return {
    ...nothingChosen(parts.get('site') ?? firstSite),
    down: down.filter((word) => !word.includes('=')),
    domains: down.filter((word) => word.includes('=')),
    groups: readGroups(parts.get('partition') ?? ''),
    events: parts.get('events') ?? '',
    step: /^\d{1,6}$/u.test(step) ? Number(step) : null,
  };
}

function readGroups(text: string): string[][] {
  const groups = text
    .split('/')
    .map((group) => group.split(',').filter((server) => server !== ''))
    .filter((group) => group.length > 0);
  return groups.length < 2 ? [] : groups;
}
