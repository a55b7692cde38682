import { pictureStyles } from '../graph/svg-styles.js';
import { liveStyle } from './live-style.js';

/** The style of a report as a page: light and dark, on a phone and on paper. */
export const style = `
:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: #1b1b1b; background: #ffffff; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1, h2, h3, h4 { line-height: 1.25; break-after: avoid; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #767676; }
a { color: #0b57d0; }
.table { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; overflow-wrap: normal; }
th, td { border: 1px solid #767676; padding: 0.25rem 0.5rem; text-align: left; vertical-align: top; }
th { background: #eeeeee; }
.number { text-align: right; }
pre { overflow-x: auto; margin: 0.5rem 0; padding: 0.5rem; background: #f2f2f2; overflow-wrap: normal; }
li > p { margin: 0.25rem 0; }
@media (prefers-color-scheme: dark) {
  body { color: #eeeeee; background: #161616; }
  a { color: #a8c7fa; }
  th { background: #333333; }
  pre { background: #262626; }
}
@media print {
  body { font-size: 9pt; color: #000000; background: #ffffff; }
  main { max-width: none; padding: 0; }
  nav { display: none; }
  .table, pre { overflow: visible; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; background: none; border: 1px solid #767676; }
  table { width: 100%; overflow-wrap: anywhere; }
  thead { display: table-header-group; }
  tr, pre, li { break-inside: avoid; }
  th { background: none; color: #000000; }
}
${pictureStyles}
${liveStyle}`;
