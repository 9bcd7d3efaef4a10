import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What Node's `--cpu-prof` writes: the V8 profile of the DevTools protocol (Profiler.Profile). Times are µs of the monotonic clock. */
const Profile = z.object({
  startTime: z.number(),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.number() }),
      children: z.array(z.number()).optional(),
    }),
  ),
});
type Profile = z.infer<typeof Profile>;

export interface Share {
  readonly part: string;
  /** Of the time in which the main thread was busy, 0 to 1. */
  readonly share: number;
}

export const profileOptions = (folder: string): readonly string[] => ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=500'];

export async function readProfile(folder: string): Promise<Profile> {
  // The names begin with the time: the process starts itself again with settings of its own, and the last one did the work.
  const file = (await readdir(folder))
    .filter((name) => name.endsWith('.cpuprofile'))
    .toSorted()
    .at(-1);
  if (file === undefined) throw new Error('Node wrote no CPU profile');
  return Profile.parse(JSON.parse(await readFile(join(folder, file), 'utf8')));
}

/**
 * Where the time went: each sample belongs to the innermost frame that is ours or of a package, so that what a library of Node's
 * own does for us counts for us. Work that continues after a wait has no caller: what kysely does is the ledger's, whoever asked.
 */
export function sharesOf(profile: Profile, span: { readonly from: number; readonly to: number }): readonly Share[] {
  const parts = partOfNode(profile);
  const spent = new Map<string, number>();
  let at = profile.startTime;
  let total = 0;
  profile.samples.forEach((node, i) => {
    const took = profile.timeDeltas[i] ?? 0;
    at += took;
    const part = parts.get(node) ?? 'idle';
    if (part === 'idle' || at < span.from || at > span.to) return;
    spent.set(part, (spent.get(part) ?? 0) + took);
    total += took;
  });
  return [...spent].map(([part, time]) => ({ part, share: time / total })).sort((a, b) => b.share - a.share);
}

function partOfNode({ nodes }: Profile): Map<number, string> {
  const byId = new Map(nodes.map((n) => [n.id, n]));
  const parts = new Map<number, string>();
  const root = nodes[0];
  const todo: { id: number; inherited: string }[] = root === undefined ? [] : [{ id: root.id, inherited: 'node' }];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const node = byId.get(next.id);
    if (node === undefined) continue;
    const part = partOf(node.callFrame.functionName, node.callFrame.url) ?? next.inherited;
    parts.set(node.id, part);
    for (const id of node.children ?? []) todo.push({ id, inherited: part });
  }
  return parts;
}

const PARTS: readonly (readonly [part: string, where: RegExp])[] = [
  [
    'intake: read the mail',
    /src\/mail\/(parse|reply-text|screen|sender|identity|message|thread|html)|node_modules\/(mailparser|libmime|html-to-text|htmlparser2|parse5|iconv|encoding-japanese|libqp|libbase64|mailsplit)/,
  ],
  ['intake: record', /src\/jobs\/(mailbox-sync|read|record|merge-flags|watch|reconcile)/],
  ['triage: model', /src\/model\/|node_modules\/openai/],
  ['triage: knowledge search', /src\/knowledge\/|node_modules\/minisearch/],
  ['triage: language', /src\/triage\/(language|ngrams)|node_modules\/eld/],
  ['triage: the rest', /src\/(triage|tickets|access)\/|src\/jobs\/(triage|decision|write-mail|counts|work)|node_modules\/liquidjs/],
  [
    'act: compose',
    /src\/(jobs\/compose-effect|mail\/(compose|markdown))|node_modules\/(nodemailer\/lib\/(mime|mail-composer|base64|qp|fetch|shared|addressparser|punycode)|markdown-it|mdurl|entities|linkify|uc\.micro)/,
  ],
  ['act: SMTP', /src\/mail\/(smtp|submission|delivery)|node_modules\/nodemailer/],
  ['act: the rest', /src\/jobs\/(act|send|file-sent|sent-search|project-labels|copy|draft|overtaken|after-effect)/],
  ['IMAP', /src\/mail\/imap|node_modules\/(imapflow|socks)/],
  ['ledger', /src\/ledger\/|node_modules\/kysely|node:sqlite/],
  ['queue', /src\/queue\/|node_modules\/(bullmq|ioredis|redis|msgpackr|cron-parser|luxon|semver|node-abort|tslib|uuid)/],
  ['log', /src\/log|node_modules\/(pino|sonic-boom|thread-stream|quick-format)/],
  ['checks (zod)', /node_modules\/zod/],
];

/** Null for what belongs to whoever called it. */
function partOf(name: string, url: string): string | null {
  if (name === '(idle)') return 'idle';
  if (name === '(garbage collector)') return 'garbage collector';
  if (name === '(program)') return 'node';
  return PARTS.find(([, where]) => where.test(url))?.[0] ?? null;
}
