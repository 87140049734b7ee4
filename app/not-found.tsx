import { NotFound } from '@/components/chat/not-found';

/** No such page. */
export default function PageNotFound() {
  return (
    <div className="flex h-dvh">
      <NotFound />
    </div>
  );
}
