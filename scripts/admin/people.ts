/** `user …`: the people and how they sign in. */

import { hashPassword, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '@/lib/auth/password';
import { BY_SERVER, writeAudit } from '@/lib/db/audit';
import { createPasswordReset } from '@/lib/db/password-resets';
import { deleteUser, setUserRole, setUserStatus } from '@/lib/db/person-changes';
import {
  createUser,
  findUserByEmail,
  listUsers,
  type Person,
  setUserPassword,
  type UserStatus,
} from '@/lib/db/users';
import { env } from '@/lib/env';
import { type Command, type Option, oneOf, text, type Values } from './command';
import { readInput } from './input';

const ROLES = ['user', 'admin'] as const;

/** The option that names a person. */
export const EMAIL: Option = { value: 'ADDRESS', help: 'Whose.', required: true };
const PASSWORD: Option = {
  value: 'PASSWORD',
  help: `At least ${MIN_PASSWORD_LENGTH} characters; - reads it from standard input.`,
  required: true,
};
const ROLE: Option = { value: 'ROLE', help: 'user or admin.' };

/** The person of `--email`. Throws a sentence when there is none. */
export async function personOf(values: Values): Promise<Person> {
  const email = text(values, 'email');
  const person = await findUserByEmail(email);
  if (person) return person;
  throw new Error(`Nobody here has the address ${email}. See: npm run admin -- user list`);
}

async function passwordOf(values: Values): Promise<string> {
  const given = text(values, 'password');
  const password = given === '-' ? (await readInput()).replace(/\r?\n$/, '') : given;
  if (password.length >= MIN_PASSWORD_LENGTH && password.length <= MAX_PASSWORD_LENGTH) {
    return hashPassword(password);
  }
  throw new Error(`The password must have at least ${MIN_PASSWORD_LENGTH} characters.`);
}

/** Writes down what the command line did to a person. */
export async function noteChange(action: string, person: Person, after?: object): Promise<void> {
  const { id, email } = person;
  await writeAudit({ ...BY_SERVER, action, subjectId: id, subject: email, after });
}

function shown({ id, email, role, status }: Person) {
  return { id, email, role, status };
}

const create: Command = {
  name: 'user create',
  help: 'Adds a person who signs in with a password.',
  options: {
    email: { ...EMAIL, help: 'Their e-mail address.' },
    password: PASSWORD,
    role: { ...ROLE, help: 'user (default) or admin.' },
    name: { value: 'NAME', help: 'What they are called.' },
  },
  opensDatabase: true,
  async run(values) {
    const role = values.role === undefined ? 'user' : oneOf(values, 'role', ROLES);
    const passwordHash = await passwordOf(values);
    const person = await createUser({
      email: text(values, 'email'),
      name: text(values, 'name'),
      passwordHash,
      role,
    });
    await noteChange('person.create', person, { role });
    return {
      data: { id: person.id, email: person.email, role: person.role },
      text: `Added ${person.email} as ${person.role}.`,
    };
  },
};

const list: Command = {
  name: 'user list',
  help: 'Lists everyone.',
  options: {},
  opensDatabase: true,
  async run() {
    const people = await listUsers();
    const lines = people.map(
      ({ email, role, status, name }) => `${email}  ${role}  ${status}  ${name}`,
    );
    return { data: people, text: lines.join('\n') || 'Nobody yet.' };
  },
};

const setRole: Command = {
  name: 'user set-role',
  help: 'Makes a person a user or an admin, from their next request on.',
  options: { email: EMAIL, role: { ...ROLE, required: true } },
  opensDatabase: true,
  async run(values) {
    const role = oneOf(values, 'role', ROLES);
    const person = await setUserRole((await personOf(values)).id, role);
    return { data: shown(person), text: `${person.email} is now ${person.role}.` };
  },
};

const setPassword: Command = {
  name: 'user set-password',
  help: 'Sets a new password and signs the person out everywhere.',
  options: { email: EMAIL, password: PASSWORD },
  opensDatabase: true,
  async run(values) {
    const { id } = await personOf(values);
    const person = await setUserPassword(id, await passwordOf(values));
    await noteChange('person.password', person);
    return { data: shown(person), text: `${person.email} has a new password.` };
  },
};

function statusCommand(name: string, status: UserStatus, help: string): Command {
  return {
    name,
    help,
    options: { email: EMAIL },
    opensDatabase: true,
    async run(values) {
      const person = await setUserStatus((await personOf(values)).id, status);
      return { data: shown(person), text: `${person.email} is now ${person.status}.` };
    },
  };
}

const resetLink: Command = {
  name: 'user reset-link',
  help: 'Prints a link with which a person sets a new password, once.',
  options: { email: EMAIL },
  opensDatabase: true,
  async run(values) {
    const { code, expiresAt } = await createPasswordReset((await personOf(values)).id, BY_SERVER);
    const link = `${env.APP_URL ?? `http://localhost:${env.PORT}`}/reset/${code}`;
    const until = new Date(expiresAt).toISOString();
    return { data: { link, expiresAt }, text: `${link}\nUsable once, until ${until}.` };
  },
};

const remove: Command = {
  name: 'user delete',
  help: 'Deletes a person with everything that is theirs. Final.',
  options: { email: EMAIL },
  opensDatabase: true,
  async run(values) {
    const person = await personOf(values);
    await deleteUser(person.id);
    return { data: shown(person), text: `${person.email} is deleted.` };
  },
};

export const peopleCommands: Command[] = [
  create,
  list,
  setRole,
  setPassword,
  resetLink,
  remove,
  statusCommand('user disable', 'disabled', 'Shuts a person out, from their next request on.'),
  statusCommand('user enable', 'active', 'Lets a person in again.'),
];
