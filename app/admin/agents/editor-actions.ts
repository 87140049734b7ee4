import {
  checkConnection,
  deleteAgent,
  saveAgent,
  searchPeople,
  tellConversations,
} from '@/app/admin/actions';
import { archiveAgent, copyAgent } from '@/app/admin/agents/actions';

/** What the editor of an agent may ask the server. */
export const editorActions = {
  save: saveAgent,
  check: checkConnection,
  searchPeople,
  count: tellConversations,
  remove: deleteAgent,
  copy: copyAgent,
  archive: archiveAgent,
};
