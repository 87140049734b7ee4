/** The longest message the server takes, in characters (`MAX_MESSAGE_LENGTH`, without zod). */
export const MAX_CHARACTERS = 200_000;
