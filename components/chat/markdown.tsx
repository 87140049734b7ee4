'use client';

import { type Components, defaultRehypePlugins, Streamdown } from 'streamdown';
import { BlockedImage } from './blocked-image';
import { CodeBlock } from './code-block';
import { ScrollTable } from './scroll-table';
import { TaskBox } from './task-box';
import { WebLink } from './web-link';

/*
 * What each element of an answer becomes. Headings stand below those of the page, in two
 * steps only: an answer may begin with any level, and none may be skipped.
 * Nothing here loads from another host; raw HTML is shown as text, since the
 * plugin that would parse it is left out below.
 */
const COMPONENTS: Components = {
  h1: ({ node, className, ...rest }) => <h3 dir="auto" data-level="1" {...rest} />,
  // The heading of the footnotes is for readers only; "sr-only" is all it may keep of its class.
  h2: ({ node, className, ...rest }) => (
    <h3
      dir="auto"
      data-level="2"
      className={className?.includes('sr-only') ? 'sr-only' : undefined}
      {...rest}
    />
  ),
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
  section: ({ node, className, ...rest }) => <section data-footnotes {...rest} />,
  table: ({ children }) => <ScrollTable>{children}</ScrollTable>,
  a: ({ href, children }) => <WebLink href={href}>{children}</WebLink>,
  img: ({ src, alt }) => <BlockedImage src={typeof src === 'string' ? src : undefined} alt={alt} />,
  inlineCode: ({ children }) => <code>{children}</code>,
  code: ({ className, children }) => (
    <CodeBlock language={/language-(\S+)/.exec(className ?? '')?.[1]} code={codeText(children)} />
  ),
};

const REHYPE_PLUGINS = [defaultRehypePlugins.sanitize].filter((plugin) => plugin !== undefined);

interface MarkdownProps {
  text: string;
  /** More may come: what is open at the end is closed for now. */
  growing: boolean;
}

/** Markdown as it arrives. Blocks that are whole are drawn once; only the last is drawn again. */
export function Markdown({ text, growing }: MarkdownProps) {
  return (
    <Streamdown
      className="prose"
      components={COMPONENTS}
      rehypePlugins={REHYPE_PLUGINS}
      parseIncompleteMarkdown={growing}
      isAnimating={growing}
      controls={false}
    >
      {text}
    </Streamdown>
  );
}

function codeText(children: unknown): string {
  if (Array.isArray(children)) return children.map(codeText).join('');
  return typeof children === 'string' ? children : '';
}
