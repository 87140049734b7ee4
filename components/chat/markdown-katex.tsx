'use client';

import 'katex/dist/katex.min.css';
import type { ComponentProps } from 'react';
import rehypeKatex, { type Options } from 'rehype-katex';
import remarkMath from 'remark-math';
import { REHYPE_PLUGINS, REMARK_PLUGINS } from './markdown-elements';
import { MarkdownSource } from './markdown-source';

type Plugins = NonNullable<ComponentProps<typeof MarkdownSource>['remarkPlugins']>;

/** No commands that load or link (`trust` is off), no size and no expansion without an end. */
const LIMITS: Options = {
  maxSize: 20,
  maxExpand: 400,
  strict: false,
  errorColor: 'var(--grey-9)',
};

const REMARK: Plugins = [...REMARK_PLUGINS, [remarkMath, { singleDollarTextMath: false }]];
// After what takes out anything active: what it makes itself has styles that would be taken, too.
const REHYPE: Plugins = [...REHYPE_PLUGINS, [rehypeKatex, LIMITS]];

/** Markdown whose formulas are set. */
export function Typeset(
  props: Pick<ComponentProps<typeof MarkdownSource>, 'source' | 'components'>,
) {
  return <MarkdownSource {...props} remarkPlugins={REMARK} rehypePlugins={REHYPE} />;
}
