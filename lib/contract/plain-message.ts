/** Text as a catalogue's message that says exactly it: what ICU would read as syntax is quoted. */
export function plainMessage(text: string): string {
  return text.replaceAll("'", "''").replaceAll(/[{}<>]+/g, "'$&'");
}
