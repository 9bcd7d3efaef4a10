import { afterEach, beforeEach, expect } from 'vitest';
import type { WorldOptions } from '../../../src/demo/world/world.ts';
import { makeDraftMemory } from '../../../src/jobs/draft-sight.ts';
import { watchDrafts } from '../../../src/jobs/draft-watch.ts';
import type { InboxParts } from '../../../src/jobs/parts.ts';
import { connectImap, type ImapClient } from '../../../src/mail/imap-connection.ts';
import type { Message } from '../../../src/mail/message.ts';
import { parseMessage } from '../../../src/mail/parse.ts';
import type { Outcome } from '../../../src/triage/outcome.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import type { Letter } from '../../end-to-end/behaviour/letters.ts';
import { type JobDesk, openJobDesk, TRACE } from './job-desk.ts';

export const REVIEW = 'Firstline/Review';
export const SEND = 'Firstline/Send';
/** Longer than the shipped `drafts.grace`, ms. */
export const GRACE = 61_000;
const TEXT =
  'Hello Ada,\n\nopen the **sign-in page** and choose [Forgot password](https://hazelnote.example/reset). The link works for 24 hours.';

export const drafted: Outcome = {
  ...({
    kind: 'reply',
    mode: 'draft',
    category: 'password-reset',
    priority: 'normal',
    language: 'en',
    labels: [],
    reason: 'A draft.',
  } as const),
  ...({ text: TEXT, citations: [], heldBack: [] } as const),
};

export interface Lying {
  readonly uid: number;
  readonly source: string;
  readonly message: Message;
  readonly flags: readonly string[];
}

/** A job desk whose replies wait as drafts, a person at its mailbox, and a clock that a test moves on; fresh for each test of the file. */
export function useDraftDesk(options: WorldOptions = {}) {
  let undo: Undo;
  let memory: ReturnType<typeof makeDraftMemory>;
  let desk: JobDesk;
  let person: ImapClient;
  let later = 0;
  beforeEach(async () => {
    undo = makeUndo();
    desk = await openJobDesk(undo, { world: options });
    person = await connectImap(desk.world.imap(desk.parts.config.address), { log: desk.parts.log });
    undo.push(async () => person.close());
    memory = makeDraftMemory();
    later = 0;
  });
  afterEach(() => undo.run());

  const parts = (more: Partial<InboxParts> = {}): InboxParts =>
    desk.withParts({ triage: () => Promise.resolve({ outcome: drafted, trace: TRACE }), now: () => Date.now() + later, ...more });
  const states = async () =>
    (await desk.parts.db.selectFrom('drafts').select('state').orderBy('filed_at').execute()).map((row) => row.state);
  const lyingIn = async (mailbox: string): Promise<Lying[]> => {
    const mails = await desk.parts.mailbox.fetchAfter(mailbox, 0, 100, 1_000_000);
    const there = mails.filter((mail) => !mail.flags.includes('\\Deleted'));
    return Promise.all(
      there.map(async ({ uid, source, flags }) => ({ uid, flags, source: source.toString(), message: await parseMessage(source) })),
    );
  };
  return {
    get desk() {
      return desk;
    },
    get person() {
      return person;
    },
    /** Moves the clock on, ms. */
    wait: (ms: number) => {
      later += ms;
    },
    parts,
    /** A question whose reply waits in Drafts. */
    draft: async (): Promise<Letter> => {
      const mail = await desk.receive({ subject: 'Forgot my password' });
      await desk.work(parts());
      await desk.parts.refresh(0);
      expect(await states()).toEqual(['waiting']);
      return mail;
    },
    /** A look at the drafts, and all that follows from it. */
    look: async (more: Partial<InboxParts> = {}): Promise<void> => {
      await desk.parts.refresh(0);
      await watchDrafts(parts(more), memory);
      await desk.work(parts(more));
      await desk.parts.refresh(0);
    },
    /** A look at the drafts alone: nothing leaves yet. */
    watch: async (): Promise<void> => {
      await desk.parts.refresh(0);
      await watchDrafts(parts(), memory);
    },
    states,
    reviews: () => desk.parts.db.selectFrom('reviews').select(['kind', 'likeness', 'category', 'autonomy']).execute(),
    audited: async (kind: string) =>
      (await desk.parts.db.selectFrom('audit').select(['actor', 'refs']).where('kind', '=', kind).orderBy('seq').execute()).map((row) => ({
        actor: row.actor,
        ...JSON.parse(row.refs),
      })),
    labels: async () => (await desk.parts.db.selectFrom('thread_labels').select('label').execute()).map((row) => row.label).sort(),
    sentTo: (address: string) => desk.world.submission.accepted.filter((m) => m.to.includes(address)),
    /** What the customer has got, as bytes. */
    receivedBy: async (address: string): Promise<Buffer[]> => {
      const reader = desk.world.connect(address);
      const mails = await reader.read('INBOX');
      await reader.close();
      return mails.map((mail) => mail.source);
    },
    lyingIn,
    only: async (mailbox = 'Drafts'): Promise<Lying> => {
      const [first, ...more] = await lyingIn(mailbox);
      expect(more).toEqual([]);
      if (first === undefined) throw new Error(`nothing lies in ${mailbox}`);
      return first;
    },
    /** As the person's client does it, in its own session: with MOVE, or what stands for it. */
    move: async (uid: number, to: string, from = 'Drafts'): Promise<void> => {
      await person.mailboxOpen(from);
      expect(await person.messageMove(`${uid}`, to, { uid: true })).toBeTruthy();
    },
    remove: async (uid: number, from = 'Drafts'): Promise<void> => {
      await person.mailboxOpen(from);
      expect(await person.messageDelete(`${uid}`, { uid: true })).toBe(true);
    },
    file: (mailbox: string, source: Buffer, flags: string[]) => person.append(mailbox, source, flags),
  };
}

/** The mail as a client writes it anew: an id of its own, none of our headers, its own marks. */
export function anew(source: string, change: (text: string) => string = (text) => text): Buffer {
  const written = source
    .replace(/^Message-ID: .*$/im, `Message-ID: <${crypto.randomUUID()}@laptop.local>`)
    .replace(/^Date: .*$/im, `Date: ${new Date().toUTCString()}`)
    .replace(/^/, 'X-Mozilla-Draft-Info: internal/draft\r\n');
  return Buffer.from(change(written));
}

/** In the text and in the HTML part. */
export const edit = (text: string) => text.replaceAll('24 hours', 'two days');
