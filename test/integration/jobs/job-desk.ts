import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../../src/config/load.ts';
import { startWorld, type World, type WorldOptions } from '../../../src/demo/world/world.ts';
import { openInbox } from '../../../src/inbox-parts.ts';
import type { InboxParts } from '../../../src/jobs/parts.ts';
import { makeView } from '../../../src/jobs/watch.ts';
import { workTicket } from '../../../src/jobs/work.ts';
import { openLedger } from '../../../src/ledger/database.ts';
import { makeLog } from '../../../src/log.ts';
import { makeModel } from '../../../src/model/make-model.ts';
import { openServing } from '../../../src/serving-parts.ts';
import { acceptAll } from '../../../src/texts/texts.ts';
import type { ReplyOutcome, TriageTrace } from '../../../src/triage/outcome.ts';
import type { Undo } from '../../../src/undo.ts';
import { type Letter, type LetterFields, letter } from '../../end-to-end/behaviour/letters.ts';
import { ROOT } from '../../helpers/daemon-process.ts';

/** The jobs of one inbox on a real mailbox and ledger, worked by hand: nothing happens that a test does not ask for. */
export interface JobDesk {
  readonly world: World;
  readonly parts: InboxParts;
  /** Parts in which something is replaced; they share everything else. */
  readonly withParts: (replaced: Partial<InboxParts>) => InboxParts;
  /** A customer's mail, in the ledger when this resolves. */
  readonly receive: (fields?: LetterFields) => Promise<Letter>;
  /** A person's answer in Sent, in the ledger when this resolves. */
  readonly answerByHand: (mail: Letter) => Promise<void>;
  /** What a ring for every ticket does, with retries due at once. */
  readonly work: (parts?: InboxParts) => Promise<void>;
  readonly mails: () => Promise<
    { from: string; disposition: string | null; detail: string | null; wait: string | null; ticket: string | null }[]
  >;
  readonly effects: () => Promise<{ kind: string; state: string; error: string | null }[]>;
}

const ADDRESS = 'support@hazelnote.example';
/** Whose word counts on who a sender is. */
export const AUTHSERV = 'mx.hazelnote.example';

interface JobDeskOptions {
  /** ms since the epoch. */
  readonly goLive?: number;
  readonly world?: WorldOptions;
  /** Another server for the mailbox than the world's, on this machine, and how a mail gets there. */
  readonly mailbox?: { readonly port: number; readonly deliver: (source: Buffer) => void };
}

export async function openJobDesk(
  undo: Undo,
  { goLive = Date.now() - 60_000, world: options = {}, mailbox }: JobDeskOptions = {},
): Promise<JobDesk> {
  const world = await startWorld(options);
  undo.push(world.stop);
  const folder = await mkdtemp(join(tmpdir(), 'firstline-jobs-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  const config = await loadConfig(join(ROOT, 'config', 'firstline.yaml'), {
    ...environment(world, folder, goLive),
    ...(mailbox === undefined ? {} : { SUPPORT_IMAP_PORT: String(mailbox.port) }),
  });
  const [inbox] = config.inboxes;
  if (inbox === undefined) throw new Error('the shipped configuration has no inbox');
  const db = await openLedger({ url: undefined, folder });
  undo.push(() => db.destroy());
  const log = makeLog({ level: 'silent', pretty: false });
  const serving = await openServing(config, { accept: acceptAll, sample: true, now: Date.now, log, undo });
  const opened = await openInbox(config, inbox, {
    ...{ db, undo, holder: 'test', log, model: makeModel(config.firstline.model) },
    ...{ fault: () => undefined, now: Date.now, random: () => 0 },
  });
  const base = { ...opened, ...serving.partsOf(inbox.id) };
  const ring = () => undefined;
  const view = makeView(() => ({ ...base, ring }), { silent: () => undefined });
  const parts: InboxParts = { ...base, ring, refresh: view.refresh, triage: () => Promise.resolve({ outcome: REPLY, trace: TRACE }) };
  // The empty mailbox is known before the first mail comes.
  await view.refresh(0);

  return {
    world,
    parts,
    withParts: (replaced) => ({ ...parts, ...replaced }),
    receive: async (fields) => {
      const mail = letter(ADDRESS, fields);
      if (mailbox !== undefined) mailbox.deliver(mail.source);
      else await world.deliver(mail.source, { from: mail.from, to: [ADDRESS] });
      await view.refresh(0);
      return mail;
    },
    answerByHand: async (mail) => {
      const hand = letter(ADDRESS, { from: ADDRESS, to: mail.from, subject: 'Re: Forgot my password', thread: [mail.messageId] });
      await parts.mailbox.append('Sent', hand.source, ['\\Seen'], Date.now());
      await view.refresh(0);
    },
    work: async (using = parts) => {
      const past = Date.now() - 1;
      await db.updateTable('effects').set({ due_at: past }).where('due_at', '>', past).execute();
      await db.updateTable('tickets').set({ triage_at: past }).where('triage_at', '>', past).execute();
      for (const { thread_id: thread } of await db.selectFrom('tickets').select('thread_id').execute())
        await workTicket(using, thread, new AbortController().signal);
    },
    mails: () =>
      db
        .selectFrom('messages as m')
        .leftJoin('tickets as t', (join) => join.onRef('t.inbox', '=', 'm.inbox').onRef('t.thread_id', '=', 'm.thread_id'))
        .select(['m.from_address as from', 'm.disposition', 'm.disposition_detail as detail', 'm.wait', 't.state as ticket'])
        .where('m.direction', '=', 'in')
        .orderBy('m.recorded_at')
        .execute(),
    effects: () => db.selectFrom('effects').select(['kind', 'state', 'last_error as error']).orderBy('created_at').orderBy('seq').execute(),
  };
}

const BASE = { category: 'password-reset', priority: 'normal', language: 'en', labels: [], reason: 'An article covers it.' } as const;

export const REPLY: ReplyOutcome = {
  ...BASE,
  kind: 'reply',
  mode: 'auto',
  text: 'Hello,\n\nopen the sign-in page.',
  citations: [],
  heldBack: [],
};

export const TRACE: TriageTrace = {
  ...{ model: 'scripted', promptHash: '', knowledgeVersion: '', usage: { inputTokens: 0, outputTokens: 0 } },
  ...{ rules: [], confidence: null, guard: [], passages: [] },
};

/** What triage returns, after `meanwhile` has happened. */
export function triageWhile(meanwhile: () => Promise<unknown>): InboxParts['triage'] {
  return async () => {
    await meanwhile();
    return { outcome: REPLY, trace: TRACE };
  };
}

function environment(world: World, folder: string, goLive: number): Record<string, string> {
  const imap = world.imap(ADDRESS);
  const smtp = world.smtp(ADDRESS);
  return {
    FIRSTLINE_DATA: folder,
    SUPPORT_ADDRESS: ADDRESS,
    SUPPORT_IMAP_HOST: imap.host,
    SUPPORT_IMAP_PORT: String(imap.port),
    SUPPORT_IMAP_SECURITY: imap.security,
    SUPPORT_IMAP_PASSWORD: imap.password,
    SUPPORT_SMTP_HOST: smtp.host,
    SUPPORT_SMTP_PORT: String(smtp.port),
    SUPPORT_SMTP_SECURITY: smtp.security,
    SUPPORT_SMTP_RATE: '0',
    SUPPORT_AUTHSERV_ID: AUTHSERV,
    SUPPORT_GO_LIVE: new Date(goLive).toISOString(),
  };
}
