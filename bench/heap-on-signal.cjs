/** Required into the server that is measured: on a signal it collects all garbage, and says over its fourth stream what is still in use, in bytes. */
const { writeSync } = require('node:fs');

process.on('SIGUSR2', () => {
  globalThis.gc();
  globalThis.gc();
  writeSync(3, `${process.memoryUsage().heapUsed}\n`);
});
