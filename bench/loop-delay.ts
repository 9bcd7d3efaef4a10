/**
 * Loaded into the daemon by `--import`: once a second it says on stderr how long the process at most left everybody else waiting, and how much memory it has. Computing time
 * between two turns is what the program takes; the clock also counts what other processes took.
 */
const EVERY_MS = 1_000;
const TURN_MS = 5;

let worst = { cpu: 0, clock: 0 };
let last = turn();

setInterval(() => {
  const now = turn();
  worst = { cpu: Math.max(worst.cpu, now.cpu - last.cpu), clock: Math.max(worst.clock, now.clock - last.clock - TURN_MS) };
  last = now;
}, TURN_MS).unref();

setInterval(() => {
  process.stderr.write(`${JSON.stringify({ sample: { ...worst, rss: process.memoryUsage.rss() } })}\n`);
  worst = { cpu: 0, clock: 0 };
}, EVERY_MS).unref();

/** ms */
function turn(): { readonly cpu: number; readonly clock: number } {
  const { user, system } = process.threadCpuUsage();
  return { cpu: (user + system) / 1_000, clock: performance.now() };
}
