/** Whether HTML can act: by an allow-list of what our own pages are made of. */

import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

const ELEMENTS = new Set(
  (
    'a article b bdi blockquote br button caption code dd del details div dl dt em figcaption figure ' +
    'h1 h2 h3 h4 h5 h6 header hr i input kbd li main mark ol p pre s section span strong sub summary ' +
    'sup table tbody td tfoot th thead time tr ul svg path circle rect line polyline polygon ellipse ' +
    // What formulas are set in.
    'math semantics annotation mrow mi mo mn mtext mspace mstyle msub msup msubsup mfrac msqrt mroot ' +
    'mtable mtr mtd mover munder munderover mpadded menclose'
  ).split(' '),
);

const ATTRIBUTES = new Set(
  (
    'class id dir lang title role type tabindex hidden start value align colspan rowspan scope open ' +
    'disabled checked readonly width height viewbox fill stroke stroke-width stroke-linecap stroke-linejoin ' +
    'd cx cy r rx ry x y x1 y1 x2 y2 points xmlns rel href style encoding mathvariant stretchy fence ' +
    'separator lspace rspace minsize maxsize movablelimits accent accentunder linethickness rowspacing ' +
    'columnspacing columnalign rowalign displaystyle scriptlevel mathcolor mathsize notation voffset ' +
    'preserveaspectratio display datetime'
  ).split(' '),
);

/** What in a piece of HTML could run, load, lead astray or be sent; empty when nothing. */
export function activeIn(html: string, links: RegExp): string[] {
  const found: string[] = [];
  visit(parseFragment(html), (element) => {
    if (!ELEMENTS.has(element.tagName)) found.push(`<${element.tagName}>`);
    for (const { name, value } of element.attrs) {
      const reason = judge(element, { name: name.toLowerCase(), value }, links);
      if (reason) found.push(`<${element.tagName} ${name}="${value.slice(0, 80)}">`);
    }
  });
  return found;
}

function judge(
  element: Element,
  { name, value }: { name: string; value: string },
  links: RegExp,
): boolean {
  if (name === 'href') return element.tagName !== 'a' || !links.test(value);
  // Formulas place their parts by it; nothing that it may say loads or covers the page.
  if (name === 'style') return /url|expression|import|position:\s*fixed|\\/i.test(value);
  // A box that is ticked or not, and can do nothing.
  if (element.tagName === 'input' && name === 'type') return value !== 'checkbox';
  return !ATTRIBUTES.has(name) && !/^(aria|data)-[a-z-]+$/.test(name);
}

function visit(node: Node, see: (element: Element) => void): void {
  if ('tagName' in node) see(node);
  if ('childNodes' in node) for (const child of node.childNodes) visit(child, see);
}
