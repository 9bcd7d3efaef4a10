import type { Db } from '../src/ledger/database.ts';
import { insertion } from '../src/ledger/insertion.ts';
import type { MessageRow, TicketRow } from '../src/ledger/schema.ts';
import { NO_CLOCKS } from '../src/ledger/ticket-clocks.ts';
import { NO_COURSE } from '../src/tickets/course.ts';

export const INBOX = 'support';

const HOUR = 3_600_000;
const CATEGORIES = ['password-reset', 'billing', 'refund', 'export', 'data-deletion', null] as const;
const LANGUAGES = ['en', 'en', 'en', 'de', 'de', 'fr', 'es', 'pt', null] as const;
/** Rows in memory at once. */
const BATCH = 10_000;

/** Tickets spread evenly over a period, each with two mails of the customer and one of ours; what became of them by turns. */
export async function fillLedger(db: Db, { tickets, from, to }: { tickets: number; from: number; to: number }): Promise<void> {
  const insertTickets = insertion('tickets', 'fail');
  const insertMessages = insertion('messages', 'fail');
  for (let first = 0; first < tickets; first += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, tickets - first) }, (_, i) => first + i);
    await db.transaction().execute(async (trx) => {
      const rows = numbers.map((n) => ticketRow(n, Math.floor(from + ((to - from) * n) / tickets)));
      await insertTickets(trx, rows);
      await insertMessages(
        trx,
        rows.flatMap((row) => mailsOf(row)),
      );
    });
  }
}

function ticketRow(n: number, at: number): TicketRow {
  const kind = n % 10;
  const isPersons = kind >= 6 && kind < 9;
  const answered = kind < 9 ? at + (isPersons ? (1 + (n % 40)) * HOUR : 60_000 + (n % 7) * 10_000) : null;
  const ends = (['customer', 'silence', 'silence', null] as const)[n % 4] ?? null;
  const resolved = answered === null ? null : ends;
  const state = resolved !== null ? 'closed' : answered === null ? 'escalated' : isPersons ? 'with_staff' : 'answered';
  return {
    ...NO_CLOCKS,
    utc_offset: null,
    ...{
      inbox: INBOX,
      thread_id: `thd_${n}`,
      number: n + 1,
      subject: `Where is invoice ${n}?`,
      requester: `ada${n % 5_000}@customer.example`,
    },
    ...{ requester_name: 'Ada', state, owes: state === 'closed' ? 'nobody' : state === 'escalated' ? 'us' : 'customer' },
    ...{
      category: CATEGORIES[n % CATEGORIES.length] ?? null,
      priority: n % 17 === 0 ? 'urgent' : 'normal',
      language: LANGUAGES[n % LANGUAGES.length] ?? null,
    },
    ...{
      team: isPersons || answered === null ? 'support' : null,
      beside: null,
      created_at: at,
      updated_at: at,
      triage_at: null,
      attempts: 0,
    },
    ...{ last_error: null, waits_for: null, person_since: null, received_at: at },
    ...NO_COURSE,
    ...{ first_answer_at: answered, answered_by: answered === null ? null : isPersons ? 'staff' : kind === 5 ? 'approved' : 'agent' },
    ...{ escalated_at: isPersons || answered === null ? at + 60_000 : null, resolved_by: resolved },
    ...{ resolved_at: resolved === null ? null : at + 120 * HOUR, reopened: n % 33 === 0 ? 1 : 0 },
  };
}

function mailsOf({ thread_id, requester, received_at, subject }: TicketRow): MessageRow[] {
  return (['in', 'out', 'in'] as const).map((direction, i) => {
    const id = `${thread_id}-${i}`;
    const at = received_at + i * HOUR;
    return {
      ...{ inbox: INBOX, id, identity: id, header_digest: id, message_id: `<${id}@customer.example>`, thread_id, direction },
      ...{
        author: direction === 'out' ? 'agent' : null,
        from_address: requester,
        from_name: 'Ada',
        reply_address: null,
        to_json: '[]',
        cc_json: '[]',
      },
      ...{
        refs_json: '[]',
        subject,
        sent_at: at,
        arrived_at: at,
        size: 2_000,
        text: 'I cannot find it. '.repeat(30),
        raw_text: 'I cannot find it. '.repeat(30),
      },
      ...{ attachments_json: '[]', verdict_json: '{"verdict":"unverified"}', disposition: direction === 'in' ? 'answered' : null },
      ...{ disposition_detail: direction === 'in' ? 'agent' : null, wait: null, wait_deadline: null, recorded_at: at },
    };
  });
}
