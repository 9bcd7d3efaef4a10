import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PermanentError } from '../../../src/errors.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import { letter } from '../../end-to-end/behaviour/letters.ts';
import { type JobDesk, openJobDesk } from './job-desk.ts';

const ADDRESS = 'support@hazelnote.example';

let undo: Undo;
let desk: JobDesk;
beforeEach(async () => {
  undo = makeUndo();
  desk = await openJobDesk(undo);
});
afterEach(() => undo.run());

describe('a copy of our mail in Sent, under an id and a date of the server’s own and without our header', () => {
  const copy = async (change: (source: string) => string = (source) => source) => {
    const mail = await desk.receive();
    await desk.work();
    await desk.parts.refresh(0);
    const [filed] = await desk.parts.mailbox.fetchAfter('Sent', 0, 10, 100_000);
    const source = change(filed?.source.toString('latin1') ?? '')
      .replace(/^Message-ID: .*$/im, 'Message-ID: <0100019a-made-by-the-server@relay.example>')
      .replace(/^Date: .*$/im, `Date: ${new Date(Date.now() + 5_000).toUTCString()}`)
      .replace(/^(?:X-Firstline-Effect|X-Auto-Response-Suppress|Auto-Submitted): .*\r\n/gim, '');
    await desk.parts.mailbox.append('Sent', Buffer.from(source, 'latin1'), ['\\Seen'], Date.now());
    await desk.parts.refresh(0);
    return mail;
  };
  const standing = () => desk.parts.db.selectFrom('tickets').select(['state', 'person_since']).executeTakeFirstOrThrow();

  test('is ours: nobody has taken the conversation over', async () => {
    const mail = await copy();
    expect(await standing()).toEqual({ state: 'answered', person_since: null });
    // The customer's client knows no other id of it.
    await desk.receive({ from: mail.from, subject: 'Thanks', thread: ['<0100019a-made-by-the-server@relay.example>'] });
    expect(await desk.parts.db.selectFrom('tickets').select('thread_id').execute()).toHaveLength(1);
  });

  test('is a person’s where it says something else', async () => {
    await copy((source) => source.replace(/open the sign-in page/g, 'I have reset it for you, and called you as well'));
    expect(await standing()).toMatchObject({ state: 'with_staff', person_since: expect.any(Number) });
  });

  test('is a person’s where ours did not leave', async () => {
    const mail = await desk.receive();
    const { submission } = desk.parts;
    const refused = desk.withParts({
      submission: {
        ...submission,
        deliver: (d, ...rest) => (d.to.includes(mail.from) ? Promise.reject(new PermanentError('550 no')) : submission.deliver(d, ...rest)),
      },
    });
    await desk.work(refused);
    const hand = letter(ADDRESS, {
      from: ADDRESS,
      to: mail.from,
      subject: 'Re: Forgot my password',
      thread: [mail.messageId],
      text: 'Hello,\n\nopen the sign-in page.',
    });
    await desk.parts.mailbox.append('Sent', hand.source, ['\\Seen'], Date.now());
    await desk.parts.refresh(0);
    expect(await standing()).toMatchObject({ state: 'with_staff', person_since: expect.any(Number) });
  });
});
