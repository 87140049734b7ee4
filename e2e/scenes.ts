/** Conversations as people have them, for looking at: by axe, and by eye. */

import type { Page } from '@playwright/test';
import { choose, send } from './composer';
import type { World } from './fixtures';
import { done, type Step, text, toolCall, toolResult } from './upstream/steps';

const USAGE = { input_tokens: 1_204, output_tokens: 386, total_tokens: 1_590 };

const ROWS = [
  { site: 'Rotterdam', on_hand: 1240, reorder_at: 900 },
  { site: 'Leipzig', on_hand: 310, reorder_at: 600 },
  { site: 'Porto', on_hand: 85, reorder_at: 250 },
];

/** Four steps that fold, and most of what an answer can hold. */
export const STOCK_ANSWER: Step[] = [
  text('I looked at the current stock first.\n\n'),
  toolCall('search_knowledge', { query: 'copper wire reorder points' }),
  toolResult('search_knowledge', { pages: ['Reorder policy 2026'] }),
  toolCall('query_database', { sql: "select * from stock where item = 'CU-2.5'" }),
  toolResult('query_database', ROWS),
  toolCall('read_file', { path: 'suppliers/lead-times.csv' }),
  toolResult('read_file', 'supplier,days\nNordkabel,9\nIberica,14'),
  toolCall('run_code', { language: 'python', code: 'days_left(rows)' }),
  toolResult('run_code', { Rotterdam: 62, Leipzig: 11, Porto: 4 }),
  text(
    [
      '\n\nTwo of three warehouses are **below their reorder point**:\n',
      '| Warehouse | On hand | Reorder at | Days left |',
      '| --- | ---: | ---: | ---: |',
      '| Rotterdam | 1,240 m | 900 m | 62 |',
      '| Leipzig | 310 m | 600 m | 11 |',
      '| Porto | 85 m | 250 m | 4 |\n',
      'Porto runs out before the next delivery can arrive. To check this every morning:\n',
      '```sql',
      'select site, on_hand, reorder_at',
      'from stock',
      "where item = 'CU-2.5' and on_hand < reorder_at",
      'order by on_hand * 1.0 / reorder_at;',
      '```\n',
      'What I would do next:\n',
      '1. Move 200 m from Rotterdam to Porto today.',
      '2. Order 600 m for Leipzig from [Nordkabel](https://nordkabel.example/cu-2.5).\n',
    ].join('\n'),
  ),
  done(USAGE),
];

/** A step that failed, and an answer that was cut off in its middle. */
export const CUT_ANSWER: Step[] = [
  toolCall('web_search', { query: 'copper price today' }),
  toolResult('web_search', { error: 'quota of the search is used up' }),
  text('The search is not available right now. From the last report I have, copper stood at'),
];

/** Headings, lists, tasks, a quotation, code, an image and a link: whatever else prose is made of. */
export const PROSE_ANSWER: Step[] = [
  text(
    [
      '# A heading\n\nSome text with `code`, *emphasis* and a [link](https://elsewhere.example/a).\n',
      '## A smaller one\n\n- one\n- two\n  - nested\n\nTo do:\n\n- [x] a task that is done\n\n- [ ] one that is not\n',
      '> A quotation.\n\n```ts\nconst answer: number = 42;\n```\n',
      '![A diagram](https://elsewhere.example/diagram.png)\n\n---\n\nA note.[^1]\n\n[^1]: The note.\n',
    ].join('\n'),
  ),
  done(USAGE),
];

/** Opens a new conversation with an agent of these steps, asks, and waits until it has its page. */
export async function ask(
  page: Page,
  agent: Awaited<ReturnType<World['agent']>>,
  question: string,
): Promise<void> {
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, question);
  await page.waitForURL(/\/c\//);
}
