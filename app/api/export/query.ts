import { z } from 'zod';
import { EXPORT_FORMATS } from '@/lib/export/names';
import { validationError } from '@/lib/http/validation';

const query = z.object({
  format: z.enum(EXPORT_FORMATS, 'Ask for format=md, html or json.'),
  trace: z.enum(['0', '1'], 'Ask for trace=0 or trace=1.').default('1'),
});

/** What an export's address asks for. Throws `validation`. */
export function readExportQuery(params: URLSearchParams) {
  const input = Object.fromEntries(params);
  const parsed = query.safeParse(input);
  if (!parsed.success) throw validationError(parsed.error, input);
  return { format: parsed.data.format, withTrace: parsed.data.trace === '1' };
}
