'use client';

import { type DragEvent, useState } from 'react';

/** What a row needs to be dragged; keys and buttons move it as well. */
export interface RowDrag {
  draggable: true;
  onDragStart: (event: DragEvent) => void;
  onDragOver: (event: DragEvent) => void;
  onDrop: (event: DragEvent) => void;
  onDragEnd: () => void;
  /** On the row that is dragged, and on the one it would take the place of: from above or below. */
  'data-dragged': true | undefined;
  'data-drop': 'before' | 'after' | undefined;
}

/** Moves rows with the pointer; `move` is told from which place to which one was dropped. */
export function useRowDrag(move: (from: number, to: number) => void): (place: number) => RowDrag {
  const [drag, setDrag] = useState<{ from: number; over: number } | null>(null);
  const sideOf = (place: number) => {
    if (drag === null || drag.over !== place || drag.from === place) return undefined;
    return place < drag.from ? 'before' : 'after';
  };
  return (place) => ({
    draggable: true,
    onDragStart: ({ dataTransfer }) => {
      dataTransfer.effectAllowed = 'move';
      setDrag({ from: place, over: place });
    },
    onDragOver: (event) => {
      if (drag === null) return; // A file or a link from elsewhere.
      event.preventDefault();
      if (drag.over !== place) setDrag({ ...drag, over: place });
    },
    onDrop: (event) => {
      if (drag === null) return;
      event.preventDefault();
      setDrag(null);
      if (drag.from !== place) move(drag.from, place);
    },
    onDragEnd: () => setDrag(null),
    'data-dragged': drag?.from === place || undefined,
    'data-drop': sideOf(place),
  });
}
