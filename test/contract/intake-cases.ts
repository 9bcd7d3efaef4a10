import { expect, test } from 'vitest';
import { forget } from '../../src/jobs/forget.ts';
import { insertMessages, insertPlacements, insertThreadRefs, messageById, threadsOfRefs } from '../../src/ledger/messages.ts';
import { joinThreads } from '../../src/ledger/threads.ts';
import { deskParts, INBOX, messageRow } from './facts.ts';
import type { Bench } from './ledger.ts';

/** Mail of any size and content is taken in; nothing in it stops the inbox. */
export function intakeCases({ db }: Bench): void {
  test('conversations of more mails than a statement has parameters become one', async () => {
    const mails = Array.from({ length: 340 }, (_, mail) => ({
      row: messageRow({ id: `msg_${mail}`, thread_id: 'thd_many' }),
      refs: Array.from({ length: 100 }, (_, ref) => `<${mail}-${ref}@monitor.example>`),
    }));
    await insertMessages(
      db(),
      mails.map(({ row, refs }) => ({ ...row, refs_json: JSON.stringify(refs) })),
    );
    await insertThreadRefs(
      db(),
      mails.flatMap(({ refs }) => refs.map((ref) => ({ inbox: INBOX, ref, thread_id: 'thd_many' }))),
    );
    const others = Array.from({ length: 70_000 }, (_, i) => `thd_other_${i}`);
    const joined = await joinThreads(db(), INBOX, ['thd_few', 'thd_many', ...others]);
    expect(joined.get('thd_many')).toBe('thd_few');
    expect(joined.size).toBe(others.length + 1);
    const left = await db().selectFrom('thread_refs').select('ref').where('thread_id', '!=', 'thd_few').execute();
    expect(left).toEqual([]);
    expect((await threadsOfRefs(db(), INBOX, ['<339-99@monitor.example>'])).size).toBe(1);
    expect((await messageById(db(), INBOX, 'msg_339'))?.thread_id).toBe('thd_few');
  });

  test('mail that is gone without having been known, or known in another mailbox, changes nothing', async () => {
    const parts = await deskParts(db());
    const placement = { inbox: INBOX, mailbox: 'INBOX', uid_validity: '1', uid: 7, message: 'msg_1' };
    await insertMessages(db(), [messageRow({ id: 'msg_1' })]);
    await insertPlacements(db(), [{ ...placement, flags_json: '[]', projected_json: '[]', copied: 0 }]);
    expect(await forget(parts, { mailbox: 'Archive', uidValidity: '1' }, [7, 8])).toBe(2);
    expect((await messageById(db(), INBOX, 'msg_1'))?.wait).toBe('debouncing');
  });
}
