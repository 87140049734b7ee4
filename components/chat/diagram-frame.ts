'use client';

/**
 * Draws diagrams in a frame of an opaque origin: it may run scripts and nothing else, has
 * no cookie, no storage, no way to this page but the port it is given, and its policy
 * loads nothing. What comes back is a picture's source, shown as an image only.
 */

/** A drawn diagram: an SVG for an image, and its own size in pixels. */
export interface Drawing {
  svg: string;
  width: number;
  height: number;
}

const PATIENCE_MS = 15_000;
const SVG_CHARACTERS = 2_000_000;

// Emitted beside the other static files as it is, under a name with its hash.
const LIBRARY = new URL('mermaid/dist/mermaid.min.js', import.meta.url).href;

/** What runs in the frame. Text, so that nothing of this module is there by accident. */
const PROGRAM = `addEventListener('message', ({ source, ports: [port] }) => {
  if (source !== parent || !port) return;
  let last = Promise.resolve(), n = 0;
  port.onmessage = ({ data: { id, text, config } }) => {
    last = last.then(async () => {
      try {
        mermaid.initialize(config);
        const { svg } = await mermaid.render('diagram-' + n++, text);
        const box = document.createElement('div');
        box.innerHTML = svg;
        const root = box.querySelector('svg');
        const [, , width, height] = root.getAttribute('viewBox').split(/[\\s,]+/).map(Number);
        root.setAttribute('width', width);
        root.setAttribute('height', height);
        root.removeAttribute('style');
        port.postMessage({ id, svg: new XMLSerializer().serializeToString(root), width, height });
      } catch {
        port.postMessage({ id });
      }
    });
  };
}, { once: true });`;

interface Frame {
  port: MessagePort;
  waiting: Map<number, (drawing: Drawing | null) => void>;
  remove(): void;
}

let frame: Promise<Frame> | null = null;
let count = 0;

/** The diagram, or null when the text describes none, or takes too long. */
export async function drawDiagram(text: string, dark: boolean): Promise<Drawing | null> {
  frame ??= openFrame();
  const { port, waiting, remove } = await frame;
  const id = count++;
  return new Promise((resolve) => {
    const end = (drawing: Drawing | null) => {
      clearTimeout(timer);
      waiting.delete(id);
      resolve(drawing);
    };
    const timer = setTimeout(() => {
      // It may never come back: the next diagram gets a frame of its own.
      frame = null;
      remove();
      for (const give of [...waiting.values()]) give(null);
    }, PATIENCE_MS);
    waiting.set(id, end);
    port.postMessage({ id, text, config: settings(dark) });
  });
}

function openFrame(): Promise<Frame> {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-scripts');
  element.title = '';
  element.ariaHidden = 'true';
  element.tabIndex = -1;
  // Drawn, since what is measured must be; but never seen.
  element.style.cssText =
    'position:fixed;inset:0 auto auto 0;width:60rem;height:40rem;visibility:hidden;pointer-events:none;z-index:-1;border:0';
  element.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src 'unsafe-inline'"><body><script nonce="${nonce}" src="${LIBRARY}"></script><script nonce="${nonce}">${PROGRAM}</script>`;
  return new Promise((resolve) => {
    element.addEventListener(
      'load',
      () => {
        const { port1: port, port2 } = new MessageChannel();
        const waiting: Frame['waiting'] = new Map();
        port.onmessage = ({ data }) => waiting.get(idOf(data))?.(drawingOf(data));
        // An opaque origin has no name to address; only this frame's window gets the port.
        element.contentWindow?.postMessage(null, '*', [port2]);
        resolve({ port, waiting, remove: () => element.remove() });
      },
      { once: true },
    );
    document.body.append(element);
  });
}

function idOf(data: unknown): number {
  const id = isObject(data) ? data.id : undefined;
  return typeof id === 'number' ? id : -1;
}

/** What the frame says is checked like what a stranger says. */
function drawingOf(data: unknown): Drawing | null {
  if (!isObject(data)) return null;
  const { svg, width, height } = data;
  if (typeof svg !== 'string' || svg.length > SVG_CHARACTERS || !svg.startsWith('<svg'))
    return null;
  const sized = isSize(width) && isSize(height);
  return sized ? { svg, width, height } : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isSize(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value < 50_000;
}

/** Our greys and the accent, as mermaid reads colours. */
function settings(dark: boolean) {
  const [ink, line, fill, quiet] = dark
    ? ['#e9e6e1', '#8b857d', '#2a2724', '#211f1c']
    : ['#26231f', '#8a847b', '#f1efec', '#f8f7f5'];
  return {
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    look: 'classic',
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    theme: 'base',
    fontFamily: 'system-ui, sans-serif',
    themeVariables: {
      darkMode: dark,
      fontSize: '14px',
      background: 'transparent',
      primaryColor: fill,
      primaryTextColor: ink,
      primaryBorderColor: line,
      secondaryColor: quiet,
      tertiaryColor: quiet,
      lineColor: line,
      textColor: ink,
    },
  };
}
