/**
 * Reads `.env.local` and `.env` as the server does, for scripts. The process's own
 * variables win, then `.env.local`. Import it before anything that reads the environment.
 */

import { existsSync } from 'node:fs';

for (const file of ['.env.local', '.env']) {
  if (existsSync(file)) process.loadEnvFile(file);
}
