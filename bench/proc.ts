import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** What Linux says of another process. `/proc` counts CPU in ticks of 10 ms on every Linux that Node runs on (USER_HZ). */
const MS_PER_TICK = 10;

/** ms of user and system time since its start, all threads. */
export async function cpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The second field is the name in parentheses, which may hold anything; utime and stime are fields 14 and 15 (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

/** Most memory that was ever resident at once, bytes. */
export async function peakRss(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) * 1_024;
}

/** Confines this process, and all it starts, to two cores, so that larger machines give figures that compare. */
export function pinToTwoCores(cores: number): void {
  if (cores > 2) execFileSync('taskset', ['-apc', '0,1', String(process.pid)], { stdio: 'ignore' });
}
