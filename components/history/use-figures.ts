'use client';

import { useEffect, useState } from 'react';
import { tried } from '@/components/chat/tried';
import type { TrashActions, TrashFigures } from './trash';

/** What deleting would delete; null while it is counted, `failed` when it could not be. */
export function useFigures(
  count: TrashActions['count'],
  id: string | null,
): TrashFigures | 'failed' | null {
  const [figures, setFigures] = useState<TrashFigures | 'failed' | null>(null);
  useEffect(() => {
    let isWanted = true;
    void tried(count(null, { ids: id === null ? null : [id] })).then((counted) => {
      if (isWanted) setFigures(counted.ok ? counted.data : 'failed');
    });
    return () => {
      isWanted = false;
    };
  }, [count, id]);
  return figures;
}
