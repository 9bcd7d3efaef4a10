/**
 * A migration's statements, never edited: of tickets from before there were figures, what their mails, drafts and hand-offs still tell. How often they were opened again
 * nothing does.
 */
export const COURSES_OF_OLD_TICKETS: readonly string[] = [
  'UPDATE tickets SET received_at = created_at',
  `UPDATE tickets SET first_answer_at = (SELECT MIN(m.arrived_at) FROM messages m WHERE m.inbox = tickets.inbox
    AND m.thread_id = tickets.thread_id AND m.direction = 'out' AND m.author IN ('agent', 'staff') AND m.recorded_at >= tickets.created_at)`,
  `UPDATE tickets SET answered_by = CASE
    WHEN EXISTS (SELECT 1 FROM drafts d WHERE d.inbox = tickets.inbox AND d.thread_id = tickets.thread_id
      AND d.state IN ('sent', 'edited', 'approved')) THEN 'approved'
    WHEN EXISTS (SELECT 1 FROM messages m WHERE m.inbox = tickets.inbox AND m.thread_id = tickets.thread_id
      AND m.direction = 'out' AND m.author = 'staff' AND m.recorded_at >= tickets.created_at) THEN 'staff'
    ELSE 'agent' END WHERE first_answer_at IS NOT NULL`,
  `UPDATE tickets SET escalated_at = (SELECT MIN(h.created_at) FROM handoffs h WHERE h.inbox = tickets.inbox
    AND h.thread_id = tickets.thread_id AND h.team <> '')`,
  `UPDATE tickets SET resolved_at = updated_at, resolved_by = CASE
    WHEN NOT EXISTS (SELECT 1 FROM messages m WHERE m.inbox = tickets.inbox AND m.thread_id = tickets.thread_id
      AND m.disposition = 'noted' AND m.disposition_detail = 'thanks') THEN 'staff'
    WHEN first_answer_at IS NULL THEN 'rule' ELSE 'customer' END WHERE state = 'closed'`,
];
