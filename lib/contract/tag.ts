/** Tags: a person's own coloured labels for conversations. */

/** The colours a tag may have; each is a variable of the style sheet. */
export const TAG_COLOURS = [
  'grey',
  'red',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'pink',
] as const;
export type TagColour = (typeof TAG_COLOURS)[number];

/** The longest name of a tag, in characters. */
export const MAX_TAG_NAME = 40;
/** How many tags one person may have. */
export const MAX_TAGS = 100;

export interface Tag {
  id: string;
  name: string;
  colour: TagColour;
}

/** A stored colour; one that is no longer known is grey. */
export function tagColour(stored: string): TagColour {
  return TAG_COLOURS.find((colour) => colour === stored) ?? 'grey';
}
