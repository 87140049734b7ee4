'use client';

import { type ComponentProps, lazy, Suspense } from 'react';
import { MarkdownSource } from './markdown-source';

/** Formulas are set by code that comes with the first of them. */
const Typeset = lazy(async () => ({ default: (await import('./markdown-katex')).Typeset }));

/** Markdown with formulas; their source stands in their place until they can be set. */
export function MathBlock(
  props: Pick<ComponentProps<typeof MarkdownSource>, 'source' | 'components'>,
) {
  return (
    <Suspense fallback={<MarkdownSource {...props} />}>
      <Typeset {...props} />
    </Suspense>
  );
}
