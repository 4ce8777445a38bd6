/** Loaded before a program, writes what its process took to the file that `BENCH_COST` names. */
import { writeFileSync } from 'node:fs';

process.once('exit', () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.BENCH_COST, JSON.stringify({ processor: (user + system) / 1000, peak: process.resourceUsage().maxRSS * 1024 }));
});
