/** The style of a report as a page: light and dark, on a phone and on paper. A test computes the contrasts. */
export const pageStyles = `
:root { color-scheme: light dark;
  --page: #ffffff; --text: #1f2328; --faint: #59636e; --line: #d1d9e0; --head: #f6f8fa; --code: #f6f8fa; --link: #0550ae;
  --error: #b3151f; --error-back: #fff1f0; --warning: #8a5a00; --warning-back: #fff9e5;
  --info: #0550ae; --info-back: #f0f7ff; --good: #176f2c; --good-back: #effbf1; --on-mark: #ffffff; }
@media screen and (prefers-color-scheme: dark) { :root {
  --page: #0d1117; --text: #e6edf3; --faint: #9198a1; --line: #3d444d; --head: #161b22; --code: #161b22; --link: #79b8ff;
  --error: #ff8a80; --error-back: #2a1215; --warning: #e3b341; --warning-back: #272110;
  --info: #79b8ff; --info-back: #0f1f33; --good: #56d364; --good-back: #0f2417; --on-mark: #0d1117; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 1rem; max-width: 64rem; background: var(--page); color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; overflow-wrap: break-word; }
h1, h2, h3, h4 { line-height: 1.25; margin: 1.75rem 0 0.5rem; }
h1 { font-size: 1.9rem; margin-top: 0.5rem; letter-spacing: -0.01em; }
h2 { font-size: 1.4rem; margin-top: 3rem; padding-bottom: 0.3rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.1rem; }
h4 { font-size: 1rem; }
p, ul, ol, dl { margin: 0.5rem 0; }
p, li, dd { max-width: 80ch; }
main ul, main ol { padding-left: 1.5rem; }
li { margin: 0.25rem 0; }
li > p { margin: 0.25rem 0; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
bdi { unicode-bidi: isolate; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.15rem 1rem; }
dl > div { display: contents; }
dt { color: var(--faint); }
dd { margin: 0; overflow-wrap: anywhere; }
header { padding-bottom: 1rem; border-bottom: 1px solid var(--line); }
header dl { font-size: 0.9rem; }
nav { margin: 1rem 0; font-size: 0.95rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin: 0; padding: 0; list-style: none; }
nav a, .links a { display: inline-block; padding: 0.2rem 0; }
.table, .picture { overflow-x: auto; margin: 0.75rem 0; }
table { width: max-content; border-collapse: collapse; font-size: 0.92rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.35rem 0.75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { background: var(--head); font-weight: 600; white-space: nowrap; }
td { max-width: min(24rem, 60vw); }
.number { text-align: right; white-space: nowrap; }
pre { overflow-x: auto; margin: 0.5rem 0; padding: 0.6rem 0.75rem; border-radius: 6px; background: var(--code);
  font: 0.85rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code { font: inherit; }
.picture { border: 1px solid var(--line); border-radius: 6px; }
.farm-picture { display: block; max-width: max(100%, 46rem); height: auto; }
details { margin: 0.5rem 0; }
summary { cursor: pointer; padding: 0.35rem 0; font-weight: 600; }
.error { --tone: var(--error); --back: var(--error-back); }
.warning { --tone: var(--warning); --back: var(--warning-back); }
.info { --tone: var(--info); --back: var(--info-back); }
.good { --tone: var(--good); --back: var(--good-back); }
.tone { border: 1px solid var(--line); border-left: 5px solid var(--tone); border-radius: 6px; background: var(--back); }
.mark { display: inline-block; width: 1.4em; height: 1.4em; border-radius: 50%; background: var(--tone); color: var(--on-mark);
  font: bold 0.9rem/1.4em system-ui, sans-serif; text-align: center; }
main .verdicts { padding: 0; list-style: none; }
.verdicts li { display: flex; gap: 0.75rem; max-width: none; margin: 0.6rem 0; padding: 0.7rem 0.9rem; }
.verdicts .mark { flex: none; margin-top: 0.05rem; }
.verdicts div { min-width: 0; }
.verdicts p { margin: 0; }
.more, .links { color: var(--faint); font-size: 0.92rem; }
.links a { margin-right: 0.9rem; }
.card { margin: 1rem 0; padding: 0.75rem 1rem; }
.card h3 { margin: 0 0 0.5rem; }
.card pre { background: var(--page); }
.word { color: var(--tone); }
@media (min-width: 75rem) {
  body { display: grid; grid-template: auto 1fr / 12rem minmax(0, 1fr); gap: 0 3rem; max-width: 90rem; padding: 2rem; }
  header { grid-column: 2; }
  nav { grid-area: 1 / 1 / 3; position: sticky; top: 2rem; align-self: start; margin: 0.75rem 0 0; }
  nav ul { display: block; }
  main { grid-column: 2; }
}
@page { size: A4; margin: 16mm 14mm 18mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; color: #59636e; } }
@media print {
  html { font-size: 9.5pt; }
  body { display: block; max-width: none; padding: 0; }
  nav, .links { display: none; }
  h2 { margin-top: 1.5rem; }
  h1, h2, h3, h4, h2 + p { break-after: avoid; break-inside: avoid; }
  p { orphans: 3; widows: 3; }
  .table, .picture, pre { overflow: visible; }
  table { width: 100%; }
  th { white-space: normal; }
  td { max-width: none; }
  thead { display: table-header-group; }
  tr, li, pre, .table, .card, .picture { break-inside: avoid; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); }
  .farm-picture { max-width: 100%; max-height: 240mm; }
  .tone, .mark, th, pre { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  details::details-content { content-visibility: visible; display: block; }
}
`.trim();
