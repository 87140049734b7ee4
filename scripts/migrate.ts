/** Applies the migrations, for hosts where the build does it (`vercel-build`). */

import './env-files';
import { sqlClient } from '@/lib/db/client';
import { seedGuide } from '@/lib/db/guide-agent';
import { migrate } from '@/lib/db/migrate';

const applied = await migrate(sqlClient());
await seedGuide();
sqlClient().close();
process.stdout.write(`Migrations applied: ${applied.join(', ') || 'none were missing'}.\n`);
