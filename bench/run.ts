import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { makeUndo } from '../src/undo.ts';
import { measureAttach } from './attach.ts';
import { FIRSTLINE, FLOOR } from './candidate.ts';
import { measureLatency } from './latency.ts';
import { pinToTwoCores } from './proc.ts';
import { measureThroughput } from './throughput.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
    mails: { type: 'string', default: '2000' },
    latency: { type: 'string' },
    old: { type: 'string', default: '20000' },
    only: { type: 'string' },
  },
});
const say = (line: string) => void process.stderr.write(`${line}\n`);
pinToTwoCores(cpus().length);
const only = values.only;
const want = (n: string) => only === undefined || only.split(',').includes(n);

const undo = makeUndo();
async function step<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await undo.run();
  }
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void undo.run().finally(() => process.exit(130)));
const mails = Number(values.mails);
if (want('throughput')) console.log(await step(() => measureThroughput(FIRSTLINE, { mails, say, undo })));
if (want('floor')) console.log(await step(() => measureThroughput(FLOOR, { mails, say, undo })));
if (want('latency')) console.log(await step(() => measureLatency(FIRSTLINE, { mails: Number(values.latency ?? 30), say, undo })));
if (want('floor-latency')) console.log(await step(() => measureLatency(FLOOR, { mails: Number(values.latency ?? 30), say, undo })));
if (want('attach')) console.log(await step(() => measureAttach({ mails: Number(values.old), say, undo })));
