import { cp, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadConfig } from '../src/config/load.ts';
import { markdownFiles } from '../src/knowledge/article-files.ts';
import { makeLog } from '../src/log.ts';
import { keepCurrent } from '../src/texts/keep-current.ts';
import { acceptAll } from '../src/texts/texts.ts';
import { openTexts } from '../src/texts/texts-in-force.ts';
import { watchFolders } from '../src/texts/watch-folders.ts';
import { makeUndo } from '../src/undo.ts';

const USAGE = `npm run bench:texts -- [options]
  --articles <list>  how many articles, separated by commas (60,3000)
  --edits <n>        edits of one article in each row (5)
  --idle <s>         how long nothing changes, for the CPU (10)
`;

/** How much CPU following the texts takes, and how soon an edit is in force. */
const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '60,3000' },
    edits: { type: 'string', default: '5' },
    idle: { type: 'string', default: '10' },
    help: { type: 'boolean', default: false },
  },
});

const WORDS = (
  'account address answer archive billing browser button calendar change choose company contact copy delete device download edit export folder help import invite invoice ' +
  'language link login member mobile month notebook notification open option order owner password payment plan print privacy profile receipt refund reset role search security ' +
  'settings share shortcut sign student sync table tag team template text trial update upload user version view web workspace year'
).split(' ');

if (values.help) process.stdout.write(USAGE);
else await bench();

async function bench(): Promise<void> {
  process.stdout.write(`${cpus()[0]?.model}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.versions.node}\n`);
  process.stdout.write('articles  kernel tells  first reading  CPU at rest  CPU an edit  an edit is in force after (median, worst)\n');
  for (const articles of values.articles.split(',').map(Number)) {
    for (const tells of [true, false]) process.stdout.write(`${await measure(articles, tells)}\n`);
  }
}

async function measure(articles: number, tells: boolean): Promise<string> {
  const undo = makeUndo();
  try {
    const dir = await mkdtemp(join(tmpdir(), 'firstline-bench-texts-'));
    undo.push(() => rm(dir, { recursive: true }));
    for (const part of ['config', 'prompts']) {
      await cp(fileURLToPath(new URL(`../${part}`, import.meta.url)), join(dir, part), { recursive: true });
    }
    await mkdir(join(dir, 'knowledge-base'));
    const put = (n: number, edition: number) => writeFile(join(dir, `knowledge-base/article-${n}.md`), article(n, edition));
    for (let n = 0; n < articles; n += 1) await put(n, 0);
    const env = {
      SUPPORT_ADDRESS: 'a@b.example',
      SUPPORT_IMAP_HOST: 'b.example',
      SUPPORT_IMAP_PASSWORD: 'x',
      SUPPORT_SMTP_HOST: 'b.example',
    };
    const config = await loadConfig(join(dir, 'config/firstline.yaml'), env);
    const stop = new AbortController();
    const log = makeLog({ level: 'warn', pretty: false });
    let inForce: () => void = () => undefined;
    const begun = performance.now();
    const texts = await openTexts(config, { accept: acceptAll, now: Date.now, log, signal: stop.signal, changed: () => inForce() });
    const reading = performance.now() - begun;
    const following = keepCurrent(
      texts,
      stop.signal,
      log,
      tells ? watchFolders : () => ({ watch: () => undefined, close: () => undefined }),
    );
    undo.push(async () => {
      stop.abort();
      await following;
    });
    if (!tells) process.stdout.write(`${await compareLooks(join(dir, 'knowledge-base'))}\n`);
    const before = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, Number(values.idle) * 1_000));
    const used = process.cpuUsage(before);
    const share = (used.user + used.system) / 1e6 / Number(values.idle);
    const took: number[] = [];
    let spent = 0;
    for (let edition = 1; edition <= Number(values.edits); edition += 1) {
      // Not in step with the looks.
      await new Promise((resolve) => setTimeout(resolve, 1_000 + Math.random() * 500));
      const served = new Promise<void>((resolve) => {
        inForce = resolve;
      });
      const at = performance.now();
      const usage = process.cpuUsage();
      await put(0, edition);
      await served;
      took.push(performance.now() - at);
      const { user, system } = process.cpuUsage(usage);
      spent += (user + system) / 1e3 / Number(values.edits);
    }
    took.sort((a, b) => a - b);
    const cells = [
      [String(articles), 8],
      [tells ? 'yes' : 'no', 12],
      [`${Math.round(reading)} ms`, 13],
      [`${(share * 100).toFixed(1)} %`, 11],
      [`${Math.round(spent)} ms`, 11],
      [`${Math.round(took[Math.floor(took.length / 2)] ?? 0)} ms, ${Math.round(took.at(-1) ?? 0)} ms`, 0],
    ] as const;
    return cells.map(([text, width]) => text.padStart(width)).join('  ');
  } finally {
    await undo.run();
  }
}

/** One look at the folder, as it is done, and as it could be done; the best of ten each. */
async function compareLooks(folder: string): Promise<string> {
  const promises = async () => Promise.all((await readdir(folder)).map((name) => stat(join(folder, name))));
  const best = async (look: () => Promise<unknown>) => {
    const took: number[] = [];
    for (let n = 0; n < 10; n += 1) {
      const before = process.cpuUsage();
      await look();
      const { user, system } = process.cpuUsage(before);
      took.push((user + system) / 1_000);
    }
    return Math.min(...took).toFixed(1);
  };
  return `          one look: ${await best(() => markdownFiles(folder))} ms of CPU; with promises: ${await best(promises)} ms`;
}

function article(n: number, edition: number): string {
  const words = Array.from({ length: 150 }, (_, i) => WORDS[(n * 31 + i * 7 + ((n * i) % 13)) % WORDS.length]).join(' ');
  return `---\ntitle: How to ${WORDS[n % WORDS.length]} the ${WORDS[(n * 7) % WORDS.length]} ${n}\ntags: [bench]\naliases:\n  - Question ${n}\n---\n\nEdition ${edition}. ${words}.\n\n## More\n\n${words}.\n`;
}
