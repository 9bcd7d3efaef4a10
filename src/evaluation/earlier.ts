import type { MessageRow } from '../ledger/schema.ts';
import type { ThreadEntry } from '../triage/triage.ts';

const HOUR = 3_600_000;

/** What was said before a mail, as the ledger would have it: an hour apart, between its sender and us. */
export function earlierRows(newest: MessageRow, earlier: readonly Pick<ThreadEntry, 'from' | 'text'>[], own: string): MessageRow[] {
  return earlier.map(({ from, text }, index) => {
    const at = newest.arrived_at - (earlier.length - index) * HOUR;
    const customer = { name: newest.from_name, address: newest.from_address };
    const inbound = from === 'customer';
    const id = `${newest.id}-${index + 1}`;
    return {
      ...newest,
      id,
      identity: id,
      header_digest: id,
      message_id: `<${id}@rehearsal.invalid>`,
      direction: inbound ? 'in' : 'out',
      author: inbound ? null : from === 'us' ? 'agent' : 'staff',
      from_address: inbound ? customer.address : own,
      from_name: inbound ? customer.name : '',
      reply_address: null,
      to_json: JSON.stringify([inbound ? { name: '', address: own } : customer]),
      cc_json: '[]',
      refs_json: '[]',
      sent_at: at,
      arrived_at: at,
      recorded_at: at,
      text,
      raw_text: text,
      attachments_json: '[]',
      disposition: inbound ? 'answered' : null,
      disposition_detail: null,
      wait: null,
    };
  });
}
