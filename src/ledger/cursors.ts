import type { Run } from './database.ts';
import type { CursorRow } from './schema.ts';

export async function readCursor(run: Run, inbox: string, mailbox: string): Promise<CursorRow | null> {
  const row = await run.selectFrom('cursors').selectAll().where('inbox', '=', inbox).where('mailbox', '=', mailbox).executeTakeFirst();
  return row ?? null;
}

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
  const row = await run.selectFrom('cursors').select('mailbox').where('inbox', '=', inbox).where('hold', '>', 0).executeTakeFirst();
  return row !== undefined;
}
