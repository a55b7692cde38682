import { printDuration } from '../domain/model/index.js';
import { button, choices, element } from './elements.js';
import type { Step } from './question.js';

/** Buttons that go through the states of a timeline. */

/** How long a state is shown while the timeline plays, in milliseconds. */
const pace = 2000;

/** The buttons: their element, and how they show where the reader is. */
export interface Player {
  element: HTMLElement;
  show: (steps: readonly Step[], step: number) => void;
}

/** @param go shows a state, by its position; null for the last */
export function createPlayer(go: (step: number | null) => void): Player {
  let last = 0;
  let now = 0;
  let playing: number | null = null;
  const stop = (): void => {
    if (playing !== null) window.clearInterval(playing);
    playing = null;
    play.textContent = 'Play';
  };
  const goTo = (step: number): void => {
    const wanted = Math.max(0, Math.min(last, step));
    if (wanted !== now) go(wanted === last ? null : wanted);
  };
  const moveTo = (step: () => number) => (): void => {
    stop();
    goTo(step());
  };
  const play = button('Play', () => {
    if (playing !== null) {
      stop();
      return;
    }
    play.textContent = 'Pause';
    playing = window.setInterval(() => {
      if (now >= last) stop();
      else goTo(now + 1);
    }, pace);
    if (now >= last) goTo(0);
  });
  const first = button(
    'First',
    moveTo(() => 0),
  );
  const back = button(
    'Back',
    moveTo(() => now - 1),
  );
  const forward = button(
    'Forward',
    moveTo(() => now + 1),
  );
  const end = button(
    'Last',
    moveTo(() => last),
  );
  const list = element('span');
  const whole = element('div', { class: 'player', role: 'group', 'aria-label': 'Timeline' });
  whole.append(first, back, play, forward, end, list);
  let listed = '';
  return {
    element: whole,
    show: (steps, step) => {
      whole.hidden = steps.length === 0;
      if (steps.length === 0) stop();
      [last, now] = [steps.length - 1, step];
      const options = steps.map(({ at, what }, index) => [
        String(index),
        `${index + 1} of ${steps.length}, ${printDuration(at)}: ${what}`,
      ]) as [string, string][];
      // Another list while the reader is in it would take the focus away.
      if (listed !== JSON.stringify(options)) {
        stop();
        listed = JSON.stringify(options);
        const made = choices(options, (value) => moveTo(() => Number(value))(), {
          'aria-label': 'State of the timeline',
        });
        list.replaceChildren(made);
      }
      const made = list.querySelector('select');
      if (made !== null) made.value = String(step);
      disable(first, step === 0);
      disable(back, step === 0);
      disable(forward, step === last);
      disable(end, step === last);
    },
  };
}

/** A button that is only said to be disabled keeps the focus. */
function disable(made: HTMLButtonElement, disabled: boolean): void {
  made.setAttribute('aria-disabled', String(disabled));
}
