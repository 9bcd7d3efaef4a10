import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../../src/demo/world/free-port.ts';
import { type OpenAiServer, type RequestBody, startOpenAiServer } from '../../../src/model/testing/openai-server.ts';
import { type Program, ROOT } from '../../helpers/daemon-process.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';
import { answersTo, auditIn, fateOf, look, settled } from './desk-view.ts';
import { DELETION, post } from './letters.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => office.endDaemons());

interface OwnTexts {
  readonly desk: Desk;
  readonly daemon: Program;
  /** Changes a file of the desk's own copies as an editor does: written beside it, then renamed into place. */
  readonly save: (file: string, change: (text: string) => string) => Promise<void>;
  /** `texts` of /readyz. */
  readonly health: () => Promise<Record<'knowledge' | 'prompts' | 'triage', { version: string; problem: string | null }>>;
}

async function openOwn(variables: Record<string, string> = {}, { tickets = true } = {}): Promise<OwnTexts> {
  const desk = await office.openDesk();
  for (const part of ['prompts', 'knowledge-base']) await cp(join(ROOT, part), join(desk.folder, part), { recursive: true });
  if (!tickets) await rm(join(desk.folder, 'knowledge-base/tickets'), { recursive: true });
  const port = await freePort();
  const daemon = desk.start({
    SUPPORT_PROMPTS: join(desk.folder, 'prompts'),
    SUPPORT_KNOWLEDGE: join(desk.folder, 'knowledge-base'),
    FIRSTLINE_HTTP_PORT: String(port),
    ...variables,
  });
  await daemon.says(/Firstline is running/);
  return {
    desk,
    daemon,
    save: async (file, change) => {
      const path = join(desk.folder, file);
      await writeFile(`${path}~`, change(await readFile(path, 'utf8')));
      await rename(`${path}~`, path);
    },
    health: async () => {
      const ask = async () =>
        (await (await fetch(`http://127.0.0.1:${port}/readyz`)).json()) as { ready: boolean; inboxes: { texts: never }[] };
      await expect.poll(async () => (await ask()).ready).toBe(true);
      return (await ask()).inboxes[0]?.texts as never;
    },
  };
}

function decisionOn(desk: Desk, message: string) {
  return auditIn(desk).find(({ kind, refs }) => kind.startsWith('decision.') && refs.message === message);
}

const ARTICLE = 'knowledge-base/password-reset.md';
const IN_FORCE = /knowledge: another version is in force/;
const inMinutes = (minutes: number) => (text: string) =>
  text.replace(/works once and for \d+ minutes/, `works once and for ${minutes} minutes`);

test('an edited article is what the next mail is answered from; broken, the last good one serves on, until it is mended', async () => {
  // What they say of the article would keep the edits from serving.
  const { desk, daemon, save, health } = await openOwn({}, { tickets: false });
  let asked = 0;
  const answer = async () => {
    const mail = await post(office, desk);
    asked += 1;
    await settled(desk, asked);
    const [reply] = await answersTo(office, desk, mail.from);
    return { minutes: /once and for (\d+) minutes/.exec(reply?.message.text.replace(/\s+/g, ' ') ?? '')?.[1], id: fateOf(desk, mail).id };
  };
  const versionOf = (message: string) => decisionOn(desk, message)?.refs.knowledgeVersion;
  const first = await answer();

  await save(ARTICLE, inMinutes(45));
  await daemon.says(IN_FORCE);
  const second = await answer();
  expect((await health()).knowledge).toEqual(expect.objectContaining({ version: versionOf(second.id), problem: null }));

  await save(ARTICLE, (text) => inMinutes(30)(text).replace('audience: public', 'audience: everybody'));
  await daemon.says(/"line":5,"column":11,.*knowledge: \S+password-reset\.md, line 5, column 11, audience: write public/);
  const third = await answer();
  expect((await health()).knowledge.problem).toMatch(
    /^serving the version of \d{4}-.*Z, because .*password-reset\.md, line 5, column 11, audience: write public/,
  );

  await save(ARTICLE, (text) => text.replace('audience: everybody', 'audience: public'));
  await daemon.says(/password-reset\.md is mended/);
  const fourth = await answer();
  expect([first, second, third, fourth].map((a) => a.minutes)).toEqual(['60', '45', '45', '30']);
  expect((await health()).knowledge.problem).toBeNull();
  const versions = [first, second, third, fourth].map((a) => versionOf(a.id));
  expect(versions[1]).toBe(versions[2]);
  expect(new Set(versions).size).toBe(3);
  expect(daemon.output().match(/"level":"error"/g)).toHaveLength(1);
});

test('an edit that makes a golden ticket come out wrong does not serve: log and /readyz name the ticket, until it says the same', async () => {
  const { desk, daemon, save, health } = await openOwn();
  const TICKET = 'tickets/en-password-one-line';
  await save(ARTICLE, inMinutes(45));
  await daemon.says(/"level":"error".*en-password-one-line \(mustSay: expected 60 minutes, came not said\).*were not accepted/);
  const mail = await post(office, desk);
  await settled(desk, 1);
  expect((await answersTo(office, desk, mail.from))[0]?.message.text.replace(/\s+/g, ' ')).toContain('once and for 60 minutes');
  const version = decisionOn(desk, fateOf(desk, mail).id)?.refs.knowledgeVersion;
  expect((await health()).knowledge).toMatchObject({ version, problem: expect.stringContaining(TICKET) });

  await save(`knowledge-base/${TICKET}.ticket.md`, (text) => text.replace('60 minutes', '45 minutes'));
  await daemon.says(/all golden tickets are as they expect/);
  await daemon.says(IN_FORCE);
  expect((await health()).knowledge.problem).toBeNull();
});

test('triage.yaml follows an edit as a whole: rules, addresses, and who is staff', async () => {
  const { desk, daemon, save } = await openOwn();
  const before = await post(office, desk, { subject: 'My data', text: DELETION });
  await settled(desk, 1);
  const colleague = 'nora@hazelnote.example';
  await save('config/triage.yaml', (text) =>
    text
      .replace('email: compliance@hazelnote.example', 'email: privacy@hazelnote.example')
      .replace('staff: [ines.verhoeven@hazelnote.example]', `staff: [${colleague}]`)
      .replace('labels: [urgent, data-deletion]', 'labels: [urgent, data-deletion, gdpr]'),
  );
  await daemon.says(/triage: another version is in force/);
  const after = await post(office, desk, { subject: 'My data', text: DELETION });
  const staff = await post(office, desk, { from: colleague });
  await settled(desk, 3);
  const forwards = office.world.submission.accepted.filter((m) => m.from === desk.address).map((m) => m.to);
  expect(forwards).toEqual([['compliance@hazelnote.example'], ['privacy@hazelnote.example']]);
  expect(fateOf(desk, after)).toMatchObject({ disposition: 'escalated', detail: 'compliance' });
  expect(fateOf(desk, staff)).toMatchObject({ disposition: 'noted', detail: 'staff' });
  const labels = Object.fromEntries((await look(office, desk.address)).map((m) => [m.message.messageId, m.labels]));
  expect(labels[before.messageId]).not.toContain('gdpr');
  expect(labels[after.messageId]).toEqual(expect.arrayContaining(['urgent', 'data-deletion', 'gdpr', 'needs-human']));

  await save('config/triage.yaml', (text) => text.replace('fallbackTeam: support', 'fallbackTeam: suport'));
  await daemon.says(/triage: \S+triage\.yaml, line \d+, column 15, fallbackTeam: suport is not a team: did you mean support\?/);
  const still = await post(office, desk, { subject: 'My data', text: DELETION });
  await settled(desk, 4);
  expect(fateOf(desk, still)).toMatchObject({ disposition: 'escalated', detail: 'compliance' });
});

/** Everything it is asked about is a billing question, unimportant and certain, and it answers all of it. */
function contrary(request: RequestBody) {
  const isSorting = JSON.stringify(request).includes('wantsPerson');
  const sorted = {
    ...{ category: 'billing', confidence: 1, priority: 'low', sentiment: 'positive', complexity: 'simple', questions: 1 },
    ...{ wantsPerson: false, feedback: null, summary: 'An invoice', queries: ['invoice'] },
  };
  const text = 'Open **Settings › Billing**: every invoice is there.';
  const answered = { cannotAnswer: false, body: [{ as: 'paragraph', text, cites: ['invoices#1'] }] };
  return { kind: 'content', content: isSorting ? sorted : answered } as const;
}

test('instructions in plain words reach the model, hot; and against a model that says the opposite the rule holds', async () => {
  const server: OpenAiServer = await startOpenAiServer(contrary);
  try {
    const model = { FIRSTLINE_MODEL: 'openai', OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'none', FIRSTLINE_MODEL_NAME: 'test-model' };
    const { desk, daemon, save } = await openOwn(model);
    const ask = () =>
      post(office, desk, { subject: 'Invoice', text: 'Hello,\n\nwhere do I find the invoice of last month?\n\nThanks\nAda' });
    const asked =
      "Answer any password reset or billing questions directly. Label anything about data deletion as 'urgent' and forward to the compliance team.";
    const first = await ask();
    await settled(desk, 1);
    await save('prompts/instructions.md', () => `${asked}\n`);
    await daemon.says(/prompts: another version is in force/);
    const heardBefore = server.requests.length;
    const second = await ask();
    await settled(desk, 2);
    const heard = server.requests.slice(heardBefore).map(({ messages }) => messages.find((m) => m.role === 'system')?.content);
    // Sorted, then drafted.
    expect(heard).toEqual([expect.stringContaining(`\n\n${asked}\n\n`), expect.stringContaining(`\n\n${asked}\n\n`)]);
    const hashes = [first, second].map((mail) => decisionOn(desk, fateOf(desk, mail).id)?.refs.promptHash);
    expect(hashes[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(hashes[1]).not.toBe(hashes[0]);

    const deletion = await post(office, desk, { subject: 'Invoice', text: `${DELETION}\n\nP.S. Where is my invoice?` });
    await settled(desk, 3);
    expect(fateOf(desk, deletion)).toMatchObject({ disposition: 'escalated', detail: 'compliance' });
    expect(decisionOn(desk, fateOf(desk, deletion).id)).toMatchObject({
      kind: 'decision.escalate',
      refs: { team: 'compliance', priority: 'urgent' },
    });
    const [seen] = (await look(office, desk.address)).filter((m) => m.message.messageId === deletion.messageId);
    expect(seen?.labels).toEqual(expect.arrayContaining(['urgent', 'needs-human', 'data-deletion']));
    const sent = office.world.submission.accepted.filter((m) => m.from === desk.address).map((m) => m.to);
    expect(sent).toEqual([[first.from], [second.from], ['compliance@hazelnote.example']]);
    expect(await look(office, deletion.from)).toEqual([]);
    expect(await look(office, desk.address, 'Drafts')).toEqual([]);
  } finally {
    await server.close();
  }
});
