/** Preloaded into a server (`NODE_OPTIONS=--import`): its clock goes wrong by `CLOCK_SHIFT_MS`. */

const shiftMs = Number(process.env.CLOCK_SHIFT_MS);
const { now } = Date;
Date.now = () => now() + shiftMs;
