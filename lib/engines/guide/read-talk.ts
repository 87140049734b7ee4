/** Reads what is said rather than asked: greetings, thanks, and who the guide is. */

import type { Intent } from './intent';

type TalkKind = 'greeting' | 'mood' | 'thanks' | 'goodbye' | 'about';

const WHOM = '(?: (?:there|guide|gossamer|everyone|all|friend|bot|again))?';

const PATTERNS: [TalkKind, RegExp][] = [
  [
    'greeting',
    new RegExp(
      `^(?:hi+|hello|hey+|hiya|yo|howdy|greetings|good (?:morning|afternoon|evening|day)|hallo|hola|bonjour|moin|servus|ciao)${WHOM}$`,
      'i',
    ),
  ],
  [
    'mood',
    /^(?:how (?:are|r) (?:you|u)(?: doing)?(?: today)?|how(?:'s| is) it going|what'?s up|you ok)$/i,
  ],
  [
    'thanks',
    /^(?:(?:many )?thanks?(?: you)?(?: (?:so|very) much| a lot| for .+)?|thx|ty|cheers|much appreciated|great|perfect|awesome|excellent|nice|wonderful|cool|ok(?:ay)?|got it|good|well done|that'?s all)(?: (?:thanks?(?: you)?|guide|gossamer|job|work))?$/i,
  ],
  ['goodbye', /^(?:bye+|goodbye|good night|see (?:you|ya)(?: later)?|so long|farewell)$/i],
  [
    'about',
    /^(?:who|what) (?:are|r) (?:you|u)(?: exactly| really)?$|^what(?:'s| is) your name$|^(?:introduce|describe) yourself$|^tell me about yourself$/i,
  ],
  [
    'about',
    /^(?:what|which)(?: all)?(?: kind of)?(?: things| questions)? (?:can|could) (?:you|i|u)(?: help(?: me)?(?: with)?| do| ask(?: you)?| answer)(?: (?:for me|here))?$|^what do you do$|^how (?:can|could|do) you help(?: me)?$|^what are your (?:skills|abilities|capabilities|functions|tools)$/i,
  ],
  [
    'about',
    /^(?:are|r) (?:you|u) (?:an? |the |really )*(?:ai|a\.i\.|artificial intelligence|bot|robot|chatbot|human|person|real|real person|chatgpt|gpt|claude|gemini|llm|language model|model|program|assistant|guide)\b.*$|^(?:what|which) (?:ai |language )?(?:model|llm|ai) (?:are you|is this|do you use|am i talking to)$|^(?:who|what) am i (?:talking|speaking) (?:to|with)$/i,
  ],
  ['about', /^(?:help(?: me)?|what is this|what now|\?+|start|menu|commands|options)$/i],
];

/** Reads one clause; null when it asks for something else. */
export function readTalk(clause: string): Extract<Intent, { kind: TalkKind }> | null {
  for (const [kind, pattern] of PATTERNS) {
    if (pattern.test(clause)) return { kind };
  }
  return null;
}
