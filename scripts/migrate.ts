/** Applies the migrations, for hosts where the build does it (`vercel-build`). */

import './env-files';
import { seedGuide } from '@/lib/db/agents';
import { sqlClient } from '@/lib/db/client';
import { migrate } from '@/lib/db/migrate';

const applied = await migrate(sqlClient());
await seedGuide();
sqlClient().close();
process.stdout.write(`Migrations applied: ${applied.join(', ') || 'none were missing'}.\n`);
