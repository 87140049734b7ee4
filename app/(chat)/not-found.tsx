import { NotFound } from '@/components/chat/not-found';

/** No such conversation, or not this person's. */
export default function ConversationNotFound() {
  return <NotFound />;
}
