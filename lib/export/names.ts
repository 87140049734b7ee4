/** Names of exported files: readable, and harmless to every file system. */

/** The formats of an export. */
export const EXPORT_FORMATS = ['md', 'html', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const MEDIA_TYPES: Record<ExportFormat, string> = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

const MAX_LENGTH = 60;

/** A title as a file's name, without its ending. Never empty, hidden or reserved. */
export function fileNameOf(title: string): string {
  const name = title
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    // No hidden file, no option of a command, no formula in a listing of names.
    .replace(/^[\s.~=+@＝＋－＠-]+|[\s.]+$/g, '');
  const short = Array.from(name).slice(0, MAX_LENGTH).join('').trim();
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(short);
  return short === '' || reserved ? 'conversation' : short;
}

/** The header that makes a browser store an answer under this name. */
export function attachment(fileName: string): string {
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${whole}`;
}

/** Makes names unique in one archive by counting. */
export function uniqueNames(): (name: string) => string {
  const used = new Set<string>();
  const counts = new Map<string, number>();
  return (name) => {
    const key = name.toLowerCase();
    let unique = name;
    while (used.has(unique.toLowerCase())) {
      const count = (counts.get(key) ?? 1) + 1;
      counts.set(key, count);
      unique = `${name} (${count})`;
    }
    used.add(unique.toLowerCase());
    return unique;
  };
}
