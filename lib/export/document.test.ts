import { describe, expect, it } from 'vitest';
import { wordsForTests as words } from '@/lib/contract/testing';
import type { Transcript } from '@/lib/contract/transcript';
import { conversationAsHtml } from './document';
import { markdownToHtml } from './markdown-html';

const toHtml = markdownToHtml(({ alt, address }) => `Image: ${alt} (${address})`);
const parts = { words, locale: 'en', toHtml };

const saying = (text: string): Transcript => ({
  title: text,
  facts: [text],
  speakers: { person: text, agent: text },
  messages: [
    { role: 'user', parts: [{ type: 'text', text }] },
    {
      role: 'assistant',
      status: 'stopped',
      parts: [
        {
          type: 'tool',
          toolCallId: 'c',
          toolName: text,
          state: 'failed',
          args: { [text]: text },
          result: text,
        },
        { type: 'text', text },
      ],
    },
  ],
});

const ATTACKS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "'><iframe src=javascript:alert(1)>",
  '[click](javascript:alert(1))',
  '[click](data:text/html,<script>alert(1)</script>)',
  '![x](https://canary.example/x.png)',
  '![x][r]\n\n[r]: https://canary.example/x.png',
  '<style>body{background:url(https://canary.example)}</style>',
  '</title></style><base href="https://canary.example/">',
  '<a href="https://canary.example" onclick="alert(1)" style="x">y</a>',
  '`</pre><script>alert(1)</script>`',
  '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
];

describe('I01 I02 I03 an exported document is inert', () => {
  it.each(ATTACKS)('whatever is written anywhere in it: %s', (attack) => {
    const html = conversationAsHtml(saying(attack), parts);
    const body = html.slice(html.indexOf('<body>'));
    expect(body).not.toMatch(/<(script|img|iframe|svg|style|base|link|object|embed|form|math)\b/i);
    expect(body).not.toMatch(/<[^>]*\s(on\w+|style|src|srcset)=/i);
    expect(body).not.toMatch(/href="(?!https?:|mailto:|#)/i);
    expect(html.match(/<title>/g)).toHaveLength(1);
    expect(html).toContain("default-src 'none'");
  });

  it('names an image instead of loading it', () => {
    const html = toHtml('![A cat](https://canary.example/cat.png)');
    expect(html).toBe('<p dir="auto">Image: A cat (https://canary.example/cat.png)</p>');
  });
});

describe('conversationAsHtml', () => {
  it('shows tables, tasks, footnotes, steps with their values and how an answer ended', () => {
    const html = conversationAsHtml(
      {
        ...saying('Plain'),
        messages: [
          {
            role: 'assistant',
            status: 'interrupted',
            parts: [
              {
                type: 'tool',
                toolCallId: 'c',
                toolName: 'web_search',
                state: 'done',
                args: { query: 'a & b' },
                result: null,
                startedAtMs: 0,
                endedAtMs: 1200,
              },
              { type: 'text', text: '| a |\n| - |\n| 1 |\n\n- [x] done\n\nNote[^1]\n\n[^1]: Foot' },
            ],
          },
        ],
      },
      parts,
    );
    expect(html).toContain(
      '<summary><b class="done">web_search</b> · <bdi>a &amp; b</bdi> · <span class="figures">1.2 s</span></summary>',
    );
    expect(html).toContain('&quot;query&quot;: &quot;a &amp; b&quot;');
    expect(html).toMatch(/<table>.*<td dir="auto">1<\/td>/s);
    expect(html).toMatch(/<input type="checkbox" checked disabled>/);
    expect(html).toMatch(/Foot/);
    const mention = /<a href="#([^"]+)" id="([^"]+)"/.exec(html);
    expect(html).toContain(`id="${mention?.[1]}"`);
    expect(html).toContain(`href="#${mention?.[2]}"`);
    expect(html).toContain('<p class="ending">The answer was cut off.</p>');
  });
});
