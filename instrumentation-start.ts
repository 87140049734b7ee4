/**
 * Starts, or ends the process with one sentence. The environment is parsed when it is
 * imported, so even that happens inside of this net: what gets past it, Next would
 * log, and then answer every request with 500.
 */
export async function start(): Promise<void> {
  try {
    const { boot } = await import('./instrumentation-node');
    await boot();
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    process.stderr.write(`\nGossamer cannot start. ${sentence}\n`);
    process.exit(1);
  }
}
