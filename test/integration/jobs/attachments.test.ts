import iconv from 'iconv-lite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { attachmentOf } from '../../../src/jobs/attachment.ts';
import { MailPayload } from '../../../src/jobs/payload.ts';
import { unflow } from '../../../src/mail/parse-flowed.ts';
import { docx, encryptedPdf, paragraphs, pdf } from '../../../src/mail/testing/files.ts';
import type { EscalateOutcome } from '../../../src/triage/outcome.ts';
import type { TriageInput } from '../../../src/triage/triage.ts';
import { makeUndo, type Undo } from '../../../src/undo.ts';
import { mailWithFiles } from '../../helpers/mail-with-files.ts';
import { type JobDesk, openJobDesk, TRACE } from './job-desk.ts';

let undo: Undo;
let desk: JobDesk;
beforeEach(async () => {
  undo = makeUndo();
  desk = await openJobDesk(undo);
});
afterEach(() => undo.run());

const FROM = 'ada@customer.example';

async function receive(files: readonly { name: string; content: Buffer }[]): Promise<void> {
  const to = desk.parts.config.address;
  await desk.world.deliver(mailWithFiles({ from: FROM, to, messageId: '<files@customer.example>' }, files), { from: FROM, to: [to] });
  await desk.parts.refresh(0);
}

const ESCALATED: EscalateOutcome = {
  ...{ kind: 'escalate', category: null, priority: 'normal', language: 'en', labels: [], reason: 'A test asks for it.', team: 'support' },
  ...{ rules: [], summary: 'Files', suggestedReply: null, considered: [] },
};

/** Decides the ticket; what triage was told of the files, and the words of the mail to staff. */
async function decide(): Promise<{ seen: TriageInput['attachments']; handoff: string; originals: readonly string[] }> {
  const seen: TriageInput['attachments'][] = [];
  const triage = async (input: TriageInput) => {
    seen.push(input.attachments);
    return { outcome: ESCALATED, trace: TRACE };
  };
  await desk.work(desk.withParts({ triage }));
  const effect = await desk.parts.db.selectFrom('effects').select('payload_json').where('kind', '=', 'forward').executeTakeFirstOrThrow();
  const payload = MailPayload.parse(JSON.parse(effect.payload_json));
  return { seen: seen[0] ?? [], handoff: unflow(payload.body?.text ?? '', false), originals: payload.originals };
}

test('triage reads what can be read, and what cannot has a note that staff see', async () => {
  await receive([
    { name: 'letter.docx', content: docx(paragraphs(['Order 42'])) },
    { name: 'invoice.pdf', content: pdf(['Total 19.90']) },
    { name: 'bomb.docx', content: docx(Buffer.alloc(50_000_000, '<w:p/>')) },
    { name: 'secret.pdf', content: encryptedPdf() },
    { name: 'cyrillic.txt', content: iconv.encode('Помогите, пожалуйста, восстановить пароль.', 'windows-1251') },
    { name: 'all.zip', content: Buffer.from('PK') },
    { name: 'photo.png', content: Buffer.from('x') },
  ]);
  const { seen, handoff, originals } = await decide();
  expect(seen.map(({ filename, text, note }) => ({ filename, text, note }))).toEqual([
    { filename: 'letter.docx', text: 'Order 42', note: null },
    { filename: 'invoice.pdf', text: 'Total 19.90', note: null },
    { filename: 'bomb.docx', text: '', note: 'not read: it unpacks to more than 20 MB' },
    { filename: 'secret.pdf', text: '', note: 'not read: it is encrypted' },
    { filename: 'cyrillic.txt', text: 'Помогите, пожалуйста, восстановить пароль.', note: null },
    { filename: 'all.zip', text: '', note: 'an archive, never opened' },
    { filename: 'photo.png', text: '', note: 'a kind of file that is not read' },
  ]);
  expect(handoff).toContain('secret.pdf, 909 B (not read: it is encrypted)');
  expect(handoff).toContain('letter.docx, ');
  expect(originals).toHaveLength(1);
});

test('over 15 MB the files are listed, not attached', async () => {
  await receive([{ name: 'film.mp4', content: Buffer.alloc(12_000_000, 7) }]);
  const { handoff, originals } = await decide();
  expect(originals).toEqual([]);
  expect(handoff).toContain('film.mp4, 12.0 MB');
  expect(handoff).toContain('too large to attach');
});

test('an attachment can be had by the id of its message and its own', async () => {
  const content = pdf(['Total 19.90']);
  await receive([{ name: 'invoice.pdf', content }]);
  const { id } = await desk.parts.db.selectFrom('messages').select('id').executeTakeFirstOrThrow();
  const found = await attachmentOf(desk.parts, id, 'att_1');
  expect(found?.attachment).toMatchObject({ filename: 'invoice.pdf', size: content.length });
  expect(Buffer.from(found?.content ?? [])).toEqual(content);
  expect(await attachmentOf(desk.parts, id, 'att_2')).toBeNull();
  expect(await attachmentOf(desk.parts, 'msg_unknown', 'att_1')).toBeNull();
});
