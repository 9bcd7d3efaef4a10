import { createHash } from 'node:crypto';
import { transactInbox } from '../ledger/database.ts';
import { lookAtAll } from '../ledger/tickets.ts';
import type { InboxParts } from './parts.ts';

/**
 * What was worked out by other settings is worked out anew, also where they were edited while Firstline was down. That moves what comes next and begins nothing: what was
 * not followed up when the silence began, as in shadow, stays as it is.
 */
export async function noticeSettings(parts: InboxParts): Promise<void> {
  const { db, inbox, policy, maxAutonomy, log } = parts;
  const { followUp, sla, hours, holidays, teams, fallbackTeam, lead } = policy;
  const ofTeams = Object.entries(teams).map(([id, team]) => [id, team.hours]);
  const text = JSON.stringify([followUp, sla, hours, holidays, ofTeams, fallbackTeam, lead?.hours, maxAutonomy === 'shadow']);
  const value = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const key = `work-settings:${inbox}`;
  const known = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst();
  if (known?.value === value) return;
  await transactInbox(db, inbox, async (trx) => {
    if (known !== undefined) await lookAtAll(trx, inbox);
    await trx
      .insertInto('meta')
      .values({ key, value })
      .onConflict((c) => c.column('key').doUpdateSet({ value }))
      .execute();
  });
  if (known !== undefined) log.info('times of follow-ups and reminders are worked out anew');
}
