'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useMemo } from 'react';

const RETRY_MIN_MS = 1_000;
const RETRY_MAX_MS = 15_000;

/**
 * Asks the server to render the page anew, once it answers. A refresh that fails makes
 * the router load the address instead, and a server that is away, or a network that is
 * down, would then take the page with all that is on it.
 */
export function useRefresh(): () => void {
  const router = useRouter();
  const refresher = useMemo(() => createRefresher(() => router.refresh()), [router]);
  useEffect(() => refresher.stop, [refresher]);
  return refresher.refresh;
}

function createRefresher(refresh: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = false;
  let wanted = false;

  async function ask(failures: number): Promise<void> {
    asking = true;
    wanted = false;
    const answers = await fetch('/api/health', { cache: 'no-store' }).then(
      (response) => response.ok,
      () => false, // No network, or no server.
    );
    asking = false;
    if (answers) {
      refresh();
      if (wanted) void ask(0);
      return;
    }
    const ceiling = Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** failures);
    timer = setTimeout(() => void ask(failures + 1), ceiling / 2 + (Math.random() * ceiling) / 2);
  }

  return {
    refresh() {
      wanted = true;
      if (asking) return;
      clearTimeout(timer);
      void ask(0);
    },
    stop: () => clearTimeout(timer),
  };
}
