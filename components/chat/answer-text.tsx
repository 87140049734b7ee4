'use client';

import { lazy, memo, Suspense } from 'react';
import { plainText } from '@/lib/contract/steps';

/** The renderer comes after the page can be used; what the server drew stays in sight meanwhile. */
const Markdown = lazy(async () => ({ default: (await import('./markdown')).Markdown }));

interface AnswerTextProps {
  text: string;
  growing: boolean;
}

/** A stretch of an answer's text. */
export const AnswerText = memo(function AnswerText({ text, growing }: AnswerTextProps) {
  return (
    <Suspense fallback={<PlainAnswer text={text} />}>
      <Markdown text={text} growing={growing} />
    </Suspense>
  );
});

function PlainAnswer({ text }: { text: string }) {
  return (
    <div className="prose">
      <p className="whitespace-pre-wrap" dir="auto">
        {plainLines(text)}
      </p>
    </div>
  );
}

function plainLines(text: string): string {
  return text.split('\n').map(plainText).join('\n');
}
