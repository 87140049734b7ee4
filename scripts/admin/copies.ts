/** `backup` and `restore`. */

import { backUp, restore } from '@/lib/db/backup';
import { env } from '@/lib/env';
import { type Command, text } from './command';

const MIB = 1_048_576;

const backupCommand: Command = {
  name: 'backup',
  help: 'Copies the database to a new file, beside a running server, and checks the copy.',
  options: { to: { value: 'FILE', help: 'A file that does not exist yet.', required: true } },
  opensDatabase: false,
  async run(values) {
    const made = await backUp(env.DATABASE_URL, text(values, 'to'));
    const size = (made.bytes / MIB).toFixed(1);
    return { data: made, text: `Copied to ${made.file} (${size} MiB) and checked.` };
  },
};

const restoreCommand: Command = {
  name: 'restore',
  help: 'Makes a backup the database again. The database it replaces is kept beside it.',
  options: {
    from: { value: 'FILE', help: 'A file that backup made.', required: true },
    force: { help: 'Also while a server has answers running: they are lost.' },
  },
  opensDatabase: false,
  async run(values) {
    const done = await restore(env.DATABASE_URL, text(values, 'from'), {
      force: values.force === true,
    });
    const lines = [
      `Restored ${done.file}.`,
      done.replaced === null ? 'There was no database before.' : `Replaced: ${done.replaced}`,
      ...(done.online ? ['A server has it open: restart the server.'] : []),
    ];
    return { data: done, text: lines.join('\n') };
  },
};

export const copyCommands: Command[] = [backupCommand, restoreCommand];
