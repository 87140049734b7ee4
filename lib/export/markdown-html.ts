/**
 * Markdown as inert HTML: no script, no style, nothing that loads from anywhere.
 * What a model or a person wrote is untrusted (I01–I03): it is sanitised by an
 * allow-list, and images become a line that names them.
 */

import type { Element, Root } from 'hast';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { targetOf } from '@/lib/contract/address';

/** Says in words what an image would have shown. */
export type ImageWords = (image: { alt: string; address: string }) => string;

const schema = {
  ...defaultSchema,
  clobberPrefix: 'm-',
  protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto'] },
};

/** Makes the function that turns Markdown into HTML. */
export function markdownToHtml(imageWords: ImageWords): (markdown: string) => string {
  let count = 0;
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm)
    // Raw HTML is left out by this step: it never gets into the tree.
    .use(remarkRehype)
    .use(rehypeSanitize, schema)
    .use(() => (tree: Root) => disarm(tree, imageWords, `m${++count}-`))
    .use(rehypeStringify);
  return (markdown) => String(processor.processSync(markdown));
}

/** `prefix`: of the ids in this text, so that the footnotes of several in one file stay apart. */
function disarm(node: Root | Element, imageWords: ImageWords, prefix: string): void {
  node.children.forEach((child, index) => {
    if (child.type !== 'element') return;
    if (child.tagName === 'img') {
      const { alt = '', src = '' } = child.properties;
      const value = imageWords({ alt: String(alt), address: String(src) });
      node.children[index] = { type: 'text', value };
      return;
    }
    if (child.tagName === 'a') disarmLink(child, prefix);
    const { id, ariaDescribedBy } = child.properties;
    if (typeof id === 'string')
      child.properties.id = prefix + id.slice(schema.clobberPrefix.length);
    if (ariaDescribedBy) child.properties.ariaDescribedBy = undefined;
    if (/^(p|li|h[1-6]|td|th|blockquote)$/.test(child.tagName)) child.properties.dir = 'auto';
    disarm(child, imageWords, prefix);
  });
}

/** Only a whole address leads anywhere: to a file `//host/x` is a place in the network. */
function disarmLink({ properties }: Element, prefix: string): void {
  properties.rel = ['noopener', 'noreferrer', 'nofollow'];
  const href = String(properties.href ?? '');
  if (href.startsWith('#')) {
    properties.href = `#${prefix}${href.slice(1)}`;
    return;
  }
  const target = targetOf(href);
  properties.href = target.kind === 'outside' ? target.address.href : undefined;
  if (/^[/\\]/.test(href)) properties.href = undefined;
}
