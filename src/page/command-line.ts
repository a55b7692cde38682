import { button, element } from './elements.js';

/** A command with a button that copies it. */

/** The command: its element, and how it shows another one; null for none. */
export interface CommandLine {
  element: HTMLElement;
  show: (command: string | null) => void;
}

/** An empty one. */
export function createCommandLine(): CommandLine {
  const code = element('code');
  const said = element('span', { role: 'status' });
  const copy = button('Copy command', () => void copyText(code, said));
  const pre = element('pre', { tabindex: '0', 'aria-label': 'Command with the same answer' }, code);
  const whole = element('div', { class: 'command' }, pre, copy, ' ', said);
  return {
    element: whole,
    show: (command) => {
      whole.hidden = command === null;
      if (code.textContent === command) return;
      code.textContent = command ?? '';
      said.textContent = '';
    },
  };
}

/** Copies the text of an element. Where the browser refuses, as some do for files, selects it, so that the reader can copy. */
async function copyText(code: HTMLElement, said: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(code.textContent ?? '');
    said.textContent = 'Copied.';
  } catch {
    window.getSelection()?.selectAllChildren(code);
    said.textContent = 'Selected: copy it with the keyboard or the menu.';
  }
}
