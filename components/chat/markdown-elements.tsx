'use client';

import type { ComponentProps } from 'react';
import { type Components, defaultRehypePlugins, defaultRemarkPlugins } from 'streamdown';
import { BlockedImage } from './blocked-image';
import { CodeBlock } from './code-block';
import { NoteMention } from './markdown-notes';
import { Marked } from './marked-text';
import { ScrollTable } from './scroll-table';
import { TaskBox } from './task-box';
import { WebLink } from './web-link';

/*
 * What each element of an answer becomes. Headings stand below those of the page, in two
 * steps only: an answer may begin with any level, and none may be skipped.
 * Nothing here loads from another host; raw HTML is shown as text, since the
 * plugin that would parse it is left out below.
 */
export const ELEMENTS: Components = {
  h1: ({ node, className, ...rest }) => <h3 dir="auto" data-level="1" {...rest} />,
  h2: ({ node, className, ...rest }) => <h3 dir="auto" data-level="2" {...rest} />,
  h3: ({ node, className, ...rest }) => <h3 dir="auto" data-level="3" {...rest} />,
  h4: ({ node, className, ...rest }) => <h4 dir="auto" {...rest} />,
  h5: ({ node, className, ...rest }) => <h4 dir="auto" {...rest} />,
  h6: ({ node, className, ...rest }) => <h4 dir="auto" {...rest} />,
  input: ({ checked }) => <TaskBox done={checked === true} />,
  p: ({ node, className, ...rest }) => <p dir="auto" {...rest} />,
  ul: ({ node, ...rest }) => <ul dir="auto" {...rest} />,
  ol: ({ node, ...rest }) => <ol dir="auto" {...rest} />,
  li: ({ node, ...rest }) => <li dir="auto" {...rest} />,
  blockquote: ({ node, className, ...rest }) => <blockquote dir="auto" {...rest} />,
  strong: 'strong',
  hr: 'hr',
  sup: 'sup',
  sub: 'sub',
  thead: 'thead',
  tbody: 'tbody',
  tr: 'tr',
  th: ({ node, className, ...rest }) => <th dir="auto" {...rest} />,
  td: ({ node, className, ...rest }) => <td dir="auto" {...rest} />,
  table: ({ children }) => <ScrollTable>{children}</ScrollTable>,
  a: ({ href, children, node }) => {
    const id = node?.properties.dataFootnoteRef;
    if (typeof id === 'string') return <NoteMention id={id} />;
    return <WebLink href={href}>{children}</WebLink>;
  },
  img: ({ src, alt }) => <BlockedImage src={typeof src === 'string' ? src : undefined} alt={alt} />,
  // Code that stands in a list or a quotation; at the margin it is a block of its own.
  pre: ({ node }) => {
    const code = node?.children[0];
    if (code?.type !== 'element') return null;
    const classes = String(code.properties.className ?? '');
    return <CodeBlock language={/language-([^\s,]+)/.exec(classes)?.[1]} code={textIn(code)} />;
  },
  code: ({ children }) => (
    <code>{typeof children === 'string' ? <Marked text={children} /> : children}</code>
  ),
};

/** What comes between the source and the elements; anything that could act is taken out. */
export const REMARK_PLUGINS = [defaultRemarkPlugins.gfm].filter((one) => one !== undefined);
export const REHYPE_PLUGINS = [defaultRehypePlugins.sanitize].filter((one) => one !== undefined);

type Handlers = NonNullable<
  ComponentProps<typeof import('streamdown').Block>['remarkRehypeOptions']
>['handlers'];

const HANDLERS: Handlers = {
  // A footnote is numbered over all blocks and its text stands below them, once.
  footnoteReference: (_state, node: { identifier: string; label?: string }) => ({
    type: 'element',
    tagName: 'a',
    properties: { dataFootnoteRef: node.label ?? node.identifier },
    children: [],
  }),
};
export const REHYPE_OPTIONS = { handlers: HANDLERS };

interface Node {
  type: string;
  value?: string;
  children?: Node[];
}

function textIn(node: Node): string {
  if (node.type === 'text') return node.value ?? '';
  return (node.children ?? []).map(textIn).join('');
}
