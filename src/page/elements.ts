/** Elements of a page. What they hold is text: no name can be markup. */

/** An element with its attributes, and texts or elements in it. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...inside: readonly (string | Node)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

/** A button, and what it does. */
export function button(
  label: string,
  act: () => void,
  attributes: Readonly<Record<string, string>> = {},
): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', act);
  return made;
}

/** Controls that belong together, under a legend. */
export function group(legend: string, ...inside: readonly Node[]): HTMLFieldSetElement {
  return element('fieldset', {}, element('legend', {}, legend), ...inside);
}

/** A list to choose from; each option by its value and text. */
export function choices(
  options: readonly (readonly [value: string, text: string])[],
  act: (value: string) => void,
  attributes: Readonly<Record<string, string>> = {},
): HTMLSelectElement {
  const made = element(
    'select',
    attributes,
    ...options.map(([value, text]) => element('option', { value }, text)),
  );
  made.addEventListener('change', () => act(made.value));
  return made;
}

/** Shows other markup, unless it is shown already, so that a screen reader reads only what is new. */
export function showMarkup(within: HTMLElement, markup: string): void {
  if (shown.get(within) === markup) return;
  shown.set(within, markup);
  within.innerHTML = markup;
}

const shown = new WeakMap<HTMLElement, string>();
