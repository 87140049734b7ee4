/** Reads questions about the person's own earlier conversations. */

import type { Intent } from './intent';

type ChatsIntent = Extract<Intent, { kind: 'chats' | 'chats_without_words' }>;

const CHATS = '(?:chats?|conversations?|history|messages?|threads?|discussions?)';
const OLD = '(?:old |past |previous |earlier |own |other |recent )?';
const SPOKE =
  '(?:ask(?:ed)?|said|say|wr(?:o|i)te|written|talk(?:ed)?|discuss(?:ed)?|mention(?:ed)?|chat(?:ted)?|spoken?|told?|tell)';

const ABOUT_TOPIC = [
  `^(?:what|when|where|how often) (?:did|have|had) (?:i|we) (?:ever |already |last |previously )?${SPOKE}(?: you| to you| with you)?(?: about| regarding| for| on)?(?:\\s+(.*))?$`,
  `^(?:did|have) (?:i|we) (?:ever |already )?${SPOKE}(?: you| to you| with you)?(?: about| regarding| for| on)?\\s+(.+)$`,
  `^(?:find|search(?: for)?|look (?:up|for)|show)(?: me)? (.+?) (?:in|from|through|across) (?:all )?(?:of )?my ${OLD}${CHATS}$`,
  `^(?:search|look (?:through|in)|check|scan) (?:through )?(?:all )?my ${OLD}${CHATS}(?: (?:for|about|on) (.+))?$`,
  `^(?:show|find|list|open|get)(?: me)? (?:all )?(?:of )?my ${OLD}${CHATS}(?: (?:about|on|with|mentioning|that mention|containing|where i mentioned) (.+))?$`,
  `^(?:what|which) (?:of my )?${OLD}${CHATS} (?:mention|are about|do i have (?:about|on)|did i have (?:about|on)|contain) (.+)$`,
].map((pattern) => new RegExp(pattern, 'i'));

const TIME_ONLY =
  /^(?:you|me|that|it|this|today|yesterday|before|earlier|recently|so far|last|first|(?:last|this|past) (?:week|month|time|year)|the other day)?$/i;

/** Reads one clause; null when it asks for something else. */
export function readChats(clause: string): ChatsIntent | null {
  for (const pattern of ABOUT_TOPIC) {
    const match = pattern.exec(clause);
    if (!match) continue;
    const query = topicOf(match[1] ?? '');
    return TIME_ONLY.test(query) ? { kind: 'chats_without_words' } : { kind: 'chats', query };
  }
  return null;
}

/** The words to search for: without quotes, articles, and when it was. */
function topicOf(text: string): string {
  return text
    .replace(/^(?:about|regarding|for|the|a|an|my|anything about|something about)\s+/i, '')
    .replace(/\s+(?:before|again|yesterday|today|earlier|recently|last (?:week|month|time))$/i, '')
    .replace(/^["']|["']$/g, '')
    .trim();
}
