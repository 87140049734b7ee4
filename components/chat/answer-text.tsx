'use client';

import { lazy, memo, Suspense, useEffect } from 'react';
import { plainText } from '@/lib/contract/steps';

const loadMarkdown = async () => ({ default: (await import('./markdown')).Markdown });
/** The renderer comes after the page can be used; what the server drew stays in sight meanwhile. */
const Markdown = lazy(loadMarkdown);

/** Fetches the renderer when the browser is idle, so that the first answer never stands as its source. */
export function useMarkdownSoon(): void {
  useEffect(() => {
    const timer = setTimeout(() => void loadMarkdown(), IDLE_MS);
    return () => clearTimeout(timer);
  }, []);
}

/** After the page has come to life, before anybody has typed a question (milliseconds). */
const IDLE_MS = 300;

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
