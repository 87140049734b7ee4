/** Finds the command of the arguments, runs it, and gives what is to be printed. */

import { AppError } from '@/lib/contract/errors';
import { sqlClient } from '@/lib/db/client';
import { seedGuide } from '@/lib/db/guide-agent';
import { migrate } from '@/lib/db/migrate';
import { accessCommands } from './access';
import { agentCommands } from './agents';
import { type Command, helpText, type Outcome, readOptions, usageError } from './command';
import { copyCommands } from './copies';
import { doctorCommand } from './doctor';
import { peopleCommands } from './people';
import { usageCommands } from './usage';

const COMMANDS: Command[] = [
  ...peopleCommands,
  ...accessCommands,
  ...agentCommands,
  doctorCommand,
  ...copyCommands,
  ...usageCommands,
];

/** Runs a command line. Throws a sentence, or a usage error for a wrong command line. */
export async function run(args: string[]): Promise<Outcome> {
  const words = args.filter((word) => !word.startsWith('-')).slice(0, 2);
  const command = COMMANDS.find(({ name }) => name === words.join(' ') || name === words[0]);
  if (args.includes('--help') || args.includes('-h') || args.length === 0) {
    return { data: null, text: helpText(COMMANDS, command) };
  }
  if (!command) throw usageError(`There is no command ${words.join(' ') || args[0]}.`);
  const values = readOptions(command, args.slice(command.name.split(' ').length));
  if (!command.opensDatabase) return command.run(values);
  await prepare();
  return command.run(values);
}

async function prepare(): Promise<void> {
  await migrate(sqlClient());
  try {
    await seedGuide();
  } catch (error) {
    // A read-only database can still be listed; what writes will say so itself.
    if (!(error instanceof AppError) || error.code !== 'storage_read_only') throw error;
  }
}
