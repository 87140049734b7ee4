/**
 * Loaded into a server before itself (`NODE_OPTIONS=--import`): SIGUSR2 begins a profile
 * of its processor time, the next one writes it to PROFILE_FILE.
 */

import { renameSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.setSamplingInterval', { interval: 200 });
let running = false;

process.on('SIGUSR2', () => {
  running = !running;
  if (running) {
    session.post('Profiler.start');
    return;
  }
  session.post('Profiler.stop', (error, result) => {
    if (error) throw new Error(error.message);
    const file = process.env.PROFILE_FILE;
    writeFileSync(`${file}.part`, JSON.stringify(result.profile));
    renameSync(`${file}.part`, file);
  });
});
