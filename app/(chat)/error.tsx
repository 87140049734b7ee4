'use client';

import { Failure } from '@/components/chat/failure';

/** A conversation's page that could not be drawn; the sidebar stays. */
export default function ConversationError({ reset }: { reset: () => void }) {
  return <Failure retry={reset} />;
}
