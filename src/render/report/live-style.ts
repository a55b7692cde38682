/** The style of the part of a page that answers questions of its reader. Chosen is never said by colour alone. */
export const liveStyle = `
.try fieldset { border: 1px solid #767676; margin: 0.75rem 0; padding: 0.25rem 0.75rem 0.5rem; min-width: 0; }
.try details { margin: 0.75rem 0; }
.try summary { cursor: pointer; }
.try details > label { display: inline-block; margin: 0.25rem 1rem 0.25rem 0; }
.try button, .try select, .try textarea { font: inherit; color: inherit; background: #ffffff; border: 1px solid #767676; border-radius: 4px; }
.try button { margin: 0.25rem 0.25rem 0.25rem 0; padding: 0.25rem 0.6rem; min-height: 2rem; max-width: 100%; cursor: pointer; text-align: left; overflow-wrap: anywhere; }
.try button:hover { border-color: #1b1b1b; }
.try select { max-width: 100%; min-height: 2rem; }
.try textarea { display: block; box-sizing: border-box; width: 100%; padding: 0.4rem; font-family: monospace; }
.try [aria-invalid="true"] { border: 2px dashed #b3261e; }
.try button[aria-pressed="true"] { border: 2px dashed #b3261e; background: #ffebe9; text-decoration: line-through; }
.try button[aria-disabled="true"] { border-style: dotted; color: #595959; cursor: default; }
.try .verdict { border-left: 0.3rem solid #0b57d0; padding: 0.1rem 0.75rem; margin: 1rem 0; }
.try .verdict p { margin: 0.35rem 0; }
.try .picture { overflow-x: auto; }
.try .picture [data-kind="broker"], .try .picture [data-box] { cursor: pointer; }
.try [hidden] { display: none; }
@media (prefers-color-scheme: dark) {
  .try button, .try select, .try textarea { background: #262626; }
  .try button:hover { border-color: #eeeeee; }
  .try [aria-invalid="true"] { border-color: #ff8982; }
  .try button[aria-pressed="true"] { border-color: #ff8982; background: #4a1210; }
  .try button[aria-disabled="true"] { color: #b0b0b0; }
  .try .verdict { border-left-color: #a8c7fa; }
}
@media print { .try { display: none; } }
`;
