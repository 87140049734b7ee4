const FENCE = /^ {0,3}(`{3,}|~{3,})([^\n]*)$/;

/** The text of the last fenced code of a markdown text, whole or still growing; null without one. */
export function lastCode(markdown: string): string | null {
  let last: string[] | null = null;
  let open: string | null = null;
  for (const line of markdown.split('\n')) {
    const [, fence = '', after = ''] = FENCE.exec(line) ?? [];
    if (open === null) {
      if (fence === '' || (fence.startsWith('`') && after.includes('`'))) continue;
      open = fence;
      last = [];
    } else if (fence.startsWith(open) && after.trim() === '') {
      open = null;
    } else {
      last?.push(line);
    }
  }
  return last === null ? null : last.join('\n');
}
