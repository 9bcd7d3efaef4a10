import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../../helpers/daemon-process.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { auditIn, fateOf, look, settled } from '../behaviour/desk-view.ts';
import { type Letter, post } from '../behaviour/letters.ts';
import { mailsTo, openPeopleDesk } from './people-desk.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

/** The label, as a person sets it in their mail client. */
async function callWrong(desk: Desk, mail: Letter): Promise<void> {
  const uid = (await look(office, desk.address)).find((m) => m.message.messageId === mail.messageId)?.uid ?? 0;
  const client = office.world.connect(desk.address);
  expect(await client.mailbox.storeFlags('INBOX', [uid], { add: ['wrong'], remove: [] })).toEqual([uid]);
  await client.close();
}

const firstline = async (desk: Desk, ...args: string[]) => {
  const program = desk.start({}, args);
  const { code } = await program.ended;
  return { code, output: program.output() };
};

test('two answers called wrong take their category to drafts, tell the lead, and become golden tickets', async () => {
  const desk = await openPeopleDesk(office);
  const knowledge = join(desk.folder, 'knowledge-base');
  await mkdir(knowledge);
  await cp(join(ROOT, 'knowledge-base'), knowledge, { recursive: true });
  const env = { SUPPORT_KNOWLEDGE: knowledge };
  desk.start(env);
  const letters = [await post(office, desk), await post(office, desk)];
  await settled(desk, 2);
  for (const letter of letters) expect(fateOf(desk, letter).disposition).toBe('answered');

  for (const letter of letters) await callWrong(desk, letter);
  const kinds = () => auditIn(desk).map((row) => row.kind);
  await expect.poll(() => kinds().filter((kind) => kind === 'decision.wrong').length).toBe(2);
  await expect.poll(() => kinds().includes('autonomy.demoted')).toBe(true);
  const [told] = await mailsTo(office, desk, desk.support, 1);
  expect(told?.message.subject).toBe('Autonomy: password-reset is at draft now');

  const third = await post(office, desk);
  await settled(desk, 3);
  expect(fateOf(desk, third).disposition).toBe('drafted');

  const stubs = join(desk.folder, 'data', 'stubs', 'support');
  await expect.poll(async () => (await readdir(stubs).catch(() => [])).length).toBe(2);
  const [name = ''] = await readdir(stubs);
  expect(await readFile(join(stubs, name), 'utf8')).not.toMatch(/ada|customer\.example/i);
  const command = (...args: string[]) =>
    firstline({ ...desk, start: (more = {}, words) => desk.start({ ...env, ...more }, words) }, ...args);
  expect((await command('kb', 'accept', '--list')).output.trim().split('\n')).toHaveLength(2);
  const accepted = await command('kb', 'accept', name);
  expect(accepted.output).toContain('+   disposition: escalated');
  expect(accepted.code).toBe(0);
  expect(await readdir(join(knowledge, 'tickets'))).toContain(name.replace(/^support-/, ''));
  expect((await command('config', 'check')).code).toBe(0);

  const shown = await command('autonomy');
  expect(shown.output).toMatch(/password-reset\s+draft[\s\S]*triage\.yaml says auto\. Of its newest answers 2 called wrong\./);
  expect((await command('autonomy', 'promote', 'password-reset')).output).toContain('has not earned more than draft');
  expect((await command('autonomy', 'reset', 'password-reset')).code).toBe(0);
  await post(office, desk);
  expect((await settled(desk, 4)).at(-1)?.disposition).toBe('answered');
  expect((await command('digest', '--print')).output).toMatch(/Answered by us +█+ +3[\s\S]*password-reset +█+ +2/);
  expect((await command('audit', 'verify')).output).toContain('unbroken');
});
