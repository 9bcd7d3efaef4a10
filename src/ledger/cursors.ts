import type { Run } from './database.ts';
import { prepared } from './prepared.ts';
import type { CursorRow } from './schema.ts';

export async function readCursor(run: Run, inbox: string, mailbox: string): Promise<CursorRow | null> {
  const [row] = await ofMailbox(run, { inbox, mailbox });
  return row ?? null;
}

const ofMailbox = prepared((run, p: { inbox: string; mailbox: string }) =>
  run.selectFrom('cursors').selectAll().where('inbox', '=', p.inbox).where('mailbox', '=', p.mailbox),
);

export async function writeCursor(run: Run, cursor: CursorRow): Promise<void> {
  const { inbox: _inbox, mailbox: _mailbox, ...rest } = cursor;
  await run
    .insertInto('cursors')
    .values(cursor)
    .onConflict((c) => c.columns(['inbox', 'mailbox']).doUpdateSet(rest))
    .execute();
}

/** True while nothing may be sent for this inbox: a re-listing or a flood of old mail is not finished. */
export async function isHeld(run: Run, inbox: string): Promise<boolean> {
  return (await held(run, { inbox })).length > 0;
}

const held = prepared((run, p: { inbox: string }) =>
  run.selectFrom('cursors').select('mailbox').where('inbox', '=', p.inbox).where('hold', '>', 0),
);
