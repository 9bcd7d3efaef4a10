import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fateOf, mailsIn } from '../../end-to-end/behaviour/desk-view.ts';
import { post } from '../../end-to-end/behaviour/letters.ts';
import { type Office, openOffice } from '../../helpers/support-desk.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test('a mail that the server itself cannot read blocks nobody behind it', async () => {
  const desk = await office.openDesk();
  await post(office, desk);
  const behind = await post(office, desk);
  const file = join(office.world.dovecot.dir, 'mail', desk.address, 'sdbox', 'mailboxes', 'INBOX', 'dbox-Mails', 'u.1');
  await writeFile(file, 'a disk error');
  desk.start();
  await expect.poll(() => mailsIn(desk).find((m) => m.messageId === behind.messageId)?.disposition).toBe('answered');
  expect(fateOf(desk, behind).detail).toBe('agent');
});
