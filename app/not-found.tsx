import { NotFound } from '@/components/chat/not-found';
import { InstanceBanner } from '@/components/instance/instance-banner';
import { readSettings } from '@/lib/db/instance-settings';

/** No such page. */
export default async function PageNotFound() {
  const { banner } = await readSettings();
  return (
    <div className="flex h-dvh flex-col">
      <InstanceBanner text={banner} />
      <NotFound />
    </div>
  );
}
