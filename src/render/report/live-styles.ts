/** The style of the part of a page that answers questions of its reader. What is chosen is never said by colour alone. */
export const liveStyles = `
.try fieldset { border: 1px solid var(--line); border-radius: 6px; margin: 0.75rem 0; padding: 0.25rem 0.75rem 0.5rem; min-width: 0; }
.try legend { padding: 0 0.3rem; font-weight: 600; }
.try label { font-weight: 600; }
.try label select { font-weight: normal; }
.try details label { display: inline-block; margin: 0.25rem 1rem 0.25rem 0; max-width: calc(100% - 1rem); overflow-wrap: anywhere; }
.try button, .try select, .try textarea { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--faint); border-radius: 6px; }
.try button { margin: 0.25rem 0.25rem 0.25rem 0; padding: 0.25rem 0.7rem; min-height: 2.25rem; max-width: 100%; cursor: pointer; text-align: left; overflow-wrap: anywhere; }
.try button:hover { background: var(--head); }
.try small { color: var(--faint); }
.try select { max-width: 100%; min-height: 2.25rem; padding: 0 0.3rem; }
.try textarea { display: block; width: 100%; padding: 0.5rem; font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 0.9rem; }
.try [aria-invalid="true"] { border: 2px dashed var(--error); }
.try button[aria-pressed="true"] { border: 2px dashed var(--error); background: var(--error-back); text-decoration: line-through; }
.try button[aria-disabled="true"] { border-style: dotted; color: var(--faint); cursor: default; }
.try .answer { border: 1px solid var(--line); border-left: 5px solid var(--link); border-radius: 6px; padding: 0.4rem 0.9rem; margin: 0.75rem 0; }
.try .answer p { margin: 0.35rem 0; }
.try .answer:not(.refused) > p:nth-child(2) { font-weight: 600; }
.try .answer.refused { border-left-color: var(--error); }
.try .picture [data-kind="broker"], .try .picture [data-box] { cursor: pointer; }
.try .details { content-visibility: auto; contain-intrinsic-size: auto 40rem; }
.try [hidden] { display: none; }
@media print { .try { display: none; } }
`.trim();
