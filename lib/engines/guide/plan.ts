/** From what was asked to the tool calls that will tell. Pure: the same question plans the same. */

import type { Intent, PlannedCall } from './intent';

/** What the guide looks up when it cannot answer, so that it can say what would help. */
const CONNECT_QUERY = 'connect thinnestAI or a model with a key';
const ABOUT_QUERY = 'the built-in guide what it can do';
const HELP_RESULTS = 4;

/** The calls for one intent, in the order in which its answer expects their results. */
export function callsFor(intent: Intent): PlannedCall[] {
  switch (intent.kind) {
    case 'calculate':
      return [{ tool: 'calculate', input: { expression: intent.expression } }];
    case 'time':
      return intent.places.map((place) => ({
        tool: 'current_time',
        input: intent.days === 0 ? { place } : { place, days: intent.days },
      }));
    case 'difference':
      return intent.places.map((place) => ({ tool: 'current_time', input: { place } }));
    case 'convert':
      return intent.to.map((to) => ({
        tool: 'convert_units',
        input: { value: intent.value, from: intent.from, to },
      }));
    case 'chats':
      return [{ tool: 'search_my_chats', input: { query: intent.query } }];
    case 'help':
      return [{ tool: 'search_help', input: { query: intent.query, limit: HELP_RESULTS } }];
    case 'other':
      return [
        { tool: 'search_help', input: { query: intent.query, limit: 3 } },
        { tool: 'search_help', input: { query: CONNECT_QUERY, limit: 6 } },
      ];
    case 'about':
      return [{ tool: 'search_help', input: { query: ABOUT_QUERY, limit: 2 } }];
    default:
      return [];
  }
}
