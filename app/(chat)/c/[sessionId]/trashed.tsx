import { countConversations, eraseConversations } from '@/app/(chat)/actions';
import { TrashedPage } from '@/components/history/trashed-page';
import { readSettings } from '@/lib/db/instance-settings';

const TRASH = { count: countConversations, erase: eraseConversations };
const DAY_MS = 86_400_000;

/** Instead of a conversation that is in the trash since `deletedAt` (Unix milliseconds). */
export async function Trashed(props: { id: string; title: string; deletedAt: number }) {
  const { id, title, deletedAt } = props;
  const { retainTrashDays } = await readSettings();
  const goneAt = deletedAt + retainTrashDays * DAY_MS;
  return <TrashedPage item={{ id, title }} goneAt={goneAt} trash={TRASH} />;
}
