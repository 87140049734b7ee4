'use client';

import type { ComponentProps } from 'react';
import { Block } from 'streamdown';
import { ELEMENTS, REHYPE_OPTIONS, REHYPE_PLUGINS, REMARK_PLUGINS } from './markdown-elements';

interface SourceProps
  extends Pick<ComponentProps<typeof Block>, 'components' | 'remarkPlugins' | 'rehypePlugins'> {
  source: string;
}

/** Markdown that is read as one. The plugins are those of plain text unless others are given. */
export function MarkdownSource({ source, ...more }: SourceProps) {
  return (
    <Block
      content={source}
      components={ELEMENTS}
      remarkPlugins={REMARK_PLUGINS}
      rehypePlugins={REHYPE_PLUGINS}
      remarkRehypeOptions={REHYPE_OPTIONS}
      shouldParseIncompleteMarkdown={false}
      shouldNormalizeHtmlIndentation={false}
      isIncomplete={false}
      index={0}
      {...more}
    />
  );
}
