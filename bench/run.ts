import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeUndo } from '../src/undo.ts';
import { measureAttach } from './attach.ts';
import { type Candidate, FIRSTLINE, FLOOR } from './candidate.ts';
import { measureLarge } from './large.ts';
import { measureLatency } from './latency.ts';
import { startModelServer } from './model-server.ts';
import { pinToTwoCores } from './proc.ts';
import { profileOptions, readProfile, type Share, sharesOf } from './profile.ts';
import { type Pair, type Results, resultTable } from './report.ts';
import { measureThroughput, type Throughput } from './throughput.ts';

const USAGE = `npm run bench -- [options]
  --json          results as JSON on stdout instead of a table
  --long          60 mails for the latency instead of 30, and the model over HTTP as well
  --only <list>   some of throughput,http,latency,attach,profile,large, separated by commas; large only runs when it is named
  --mails <n>     mails at once (2000)     --old <n>  mails of the old mailbox (20000; 200000 for large)
`;
const STEPS = ['throughput', 'http', 'latency', 'attach', 'profile', 'large'] as const;
type Step = (typeof STEPS)[number];

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
    only: { type: 'string' },
    mails: { type: 'string', default: '2000' },
    old: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const undo = makeUndo();

if (values.help) process.stdout.write(USAGE);
else await bench();

async function bench(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void undo.run().finally(() => process.exit(130)));
  pinToTwoCores(cpus().length);
  const results = await measure(chosenSteps());
  process.stdout.write(`${values.json ? JSON.stringify(results, null, 2) : resultTable(results)}\n`);
  // A missed aim is a figure; answering mail of years ago is a fault.
  if ((results.attach?.oldAnswered ?? 0) + (results.large?.oldAnswered ?? 0) > 0) process.exitCode = 1;
}

function chosenSteps(): ReadonlySet<Step> {
  const usual = STEPS.filter((step) => step !== 'large' && (step !== 'http' || values.long));
  return new Set(values.only === undefined ? usual : STEPS.filter((step) => values.only?.split(',').includes(step)));
}

async function measure(steps: ReadonlySet<Step>): Promise<Results> {
  const mails = Number(values.mails);
  const [loadBefore = 0] = loadavg();
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryBytes: totalmem(), node: process.versions.node };
  const both = async <T>(what: string, one: (candidate: Candidate) => Promise<T>): Promise<Pair<T>> => ({
    firstline: await step(`${what}, firstline`, () => one(FIRSTLINE)),
    floor: await step(`${what}, floor`, () => one(FLOOR)),
  });
  const throughput = (candidate: Candidate) => measureThroughput(candidate, { mails, say, undo });
  const latency = (candidate: Candidate) => measureLatency(candidate, { mails: values.long ? 60 : 30, say, undo });
  return {
    at: `${new Date().toISOString().slice(0, 16)}Z`,
    machine,
    loadBefore,
    ...(steps.has('throughput') ? { throughput: await both('throughput', throughput) } : {}),
    ...(steps.has('http') ? { overHttp: await both('throughput with a model over HTTP', (c) => throughputOverHttp(c, mails)) } : {}),
    ...(steps.has('latency') ? { latency: await both('latency', latency) } : {}),
    ...(steps.has('attach')
      ? { attach: await step('attaching an old mailbox', () => measureAttach({ mails: Number(values.old ?? 20_000), say, undo })) }
      : {}),
    ...(steps.has('large')
      ? { large: await step('a large mailbox', () => measureLarge({ mails: Number(values.old ?? 200_000), say, undo })) }
      : {}),
    ...(steps.has('profile') ? { shares: await step('throughput under the profiler', () => profiled(mails)) } : {}),
  };
}

/** Whatever a step started has ended before the next one begins. */
async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  say(`== ${what}`);
  try {
    return await work();
  } finally {
    await undo.run();
  }
}

async function throughputOverHttp(candidate: Candidate, mails: number): Promise<Throughput> {
  const server = await startModelServer();
  undo.push(server.stop);
  const env = { FIRSTLINE_MODEL: 'openai', OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'none', FLOOR_MODEL_URL: server.url };
  return measureThroughput(candidate, { mails, say, undo, env });
}

async function profiled(mails: number): Promise<readonly Share[]> {
  const folder = await mkdtemp(join(tmpdir(), 'firstline-profile-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  const { span } = await measureThroughput(FIRSTLINE, { mails, say, undo, node: profileOptions(folder) });
  return sharesOf(await readProfile(folder), span);
}
