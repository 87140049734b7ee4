/** The look of an exported conversation, on screen and on paper, in one text. */
export const DOCUMENT_STYLE = `
:root { color-scheme: light dark; --ink: #26231f; --soft: #5f5a52; --line: #dedad3; --tint: #f3f1ed; --paper: #fdfcfa; --red: #a4262c }
@media (prefers-color-scheme: dark) { :root { --ink: #ebe8e3; --soft: #a8a29a; --line: #3a3733; --tint: #262421; --paper: #1b1a18; --red: #f28b82 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.65 system-ui, sans-serif; overflow-wrap: anywhere }
main { max-width: 44rem; margin: 0 auto; padding: 3rem 1.25rem 5rem }
header { border-block-end: 1px solid var(--line); padding-block-end: 1rem; margin-block-end: 2rem }
header p { margin: 0; color: var(--soft); font-size: 13px }
h1 { font-size: 24px; line-height: 1.25; font-weight: 600; margin: 0 0 .5rem }
article { margin-block: 1.75rem }
article > h2 { font-size: 13px; font-weight: 600; color: var(--soft); margin: 0 0 .25rem }
.said { white-space: pre-wrap; background: var(--tint); border-radius: 10px; padding: .5rem .9rem }
.prose > :first-child { margin-block-start: 0 }
.prose h1, .prose h2, .prose h3 { font-size: 1.1em; margin: 1.2em 0 .4em }
pre { background: var(--tint); border-radius: 6px; padding: .75rem; overflow-x: auto; font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap }
code { font-family: ui-monospace, monospace; font-size: .92em }
table { border-collapse: collapse; display: block; overflow-x: auto; font-variant-numeric: tabular-nums }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: start; vertical-align: top }
[align='right'] { text-align: end }
blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: 2px solid var(--line); color: var(--soft) }
a { color: inherit }
.step { margin-block: .5rem; border-inline-start: 2px solid var(--line); padding-inline-start: .75rem; color: var(--soft); font-size: 13px }
.step h3 { font-size: 12px; font-weight: 600; margin: .5rem 0 .25rem }
.step b { font-weight: 500; color: var(--ink) }
.step .failed, .steps .failed { color: var(--red) }
.steps > summary, .times > summary { color: var(--soft); font-size: 13px }
.figures, .times td:last-child { font-variant-numeric: tabular-nums }
.times table { display: table; inline-size: 100%; color: var(--soft); font-size: 12px }
.times th, .times td { border: 0; padding: .1rem .75rem .1rem 0; white-space: nowrap; font-weight: 400; vertical-align: middle }
.times td:last-child { padding-inline-end: 0; text-align: end }
.times td:nth-child(2) { inline-size: 100% }
.bar { display: block; block-size: 6px; min-inline-size: 2px; border-radius: 3px; background: var(--line) }
.bar-step { background: var(--soft) }
.bar-failed { background: var(--red) }
summary { cursor: pointer }
.footnotes { margin-block-start: 1.5rem; border-block-start: 1px solid var(--line); font-size: 13px }
.sr-only { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%) }
.ending { color: var(--soft); font-size: 13px }
@page { margin: 18mm }
@media print {
  :root { --ink: #000; --soft: #444; --line: #bbb; --tint: #f4f4f4; --paper: #fff; --red: #900 }
  body { font-size: 10.5pt } main { max-width: none; padding: 0 }
  pre, table, blockquote, .said { break-inside: avoid-page } article > h2 { break-after: avoid }
  .prose a[href^="http"]::after { content: " (" attr(href) ")"; color: var(--soft); font-size: .85em }
  details::details-content { content-visibility: visible; block-size: auto }
}
`.trim();
