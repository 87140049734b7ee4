import type { ChatRecord } from '@/lib/db/chats';

/** A conversation in the platform's published shape; times are ISO 8601. */
export function publishedChat(chat: ChatRecord) {
  return {
    id: chat.id,
    agent_id: chat.agentId,
    name: chat.name,
    source: 'gossamer',
    message_count: chat.messageCount,
    created_at: new Date(chat.createdAt).toISOString(),
    updated_at: new Date(chat.updatedAt).toISOString(),
  };
}
