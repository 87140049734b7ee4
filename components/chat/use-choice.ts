'use client';

import { useState } from 'react';

/** What was opened and closed by hand, by the step's key; gone with the page. */
const choices = new Map<string, boolean>();
const MAX_CHOICES = 500;

/**
 * Whether a person opened or closed a step, null while they did neither. Outlives the
 * moment in which the page of a new conversation becomes the conversation's own.
 */
export function useChoice(key: string): [boolean | null, (open: boolean) => void] {
  const [choice, setChoice] = useState<boolean | null>(() => choices.get(key) ?? null);
  return [
    choice,
    (open) => {
      if (choices.size >= MAX_CHOICES) choices.clear();
      choices.set(key, open);
      setChoice(open);
    },
  ];
}
