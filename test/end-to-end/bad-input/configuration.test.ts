import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ROOT, runProgram } from '../../helpers/daemon-process.ts';
import { expectRefusal } from '../../helpers/refusal.ts';
import { type Office, openOffice } from '../../helpers/support-desk.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterEach(() => office.endDaemons());
afterAll(() => office.close());

describe('the configuration files', () => {
  test('YAML that cannot be read is refused with the file, the line and the column', async () => {
    const desk = await office.openDesk();
    await desk.edit('triage.yaml', (text) => text.replace(/^fallbackTeam: support$/m, 'fallbackTeam: [support'));
    await expectRefusal(desk.start(), /triage\.yaml, line \d+, column \d+: is not valid YAML: /);
  });

  test('a rule that names an unknown team is refused with the rule and the teams there are', async () => {
    const desk = await office.openDesk();
    await desk.edit('triage.yaml', (text) => text.replace('escalate: compliance', 'escalate: complaince'));
    await expectRefusal(desk.start(), /triage\.yaml, line \d+, column 17, rules\.\d+\.then\.escalate: .*complaince.*compliance/);
  });

  test('all that is wrong in both files is said at once', async () => {
    const desk = await office.openDesk({ FIRSTLINE_HTTP_PORT: '99999', SUPPORT_IMAP_CA: '/no/such/authority.pem' });
    await desk.edit('triage.yaml', (text) =>
      text.replace('escalate: compliance', 'escalate: nobody-here').replace('autonomy: draft', 'autonomy: full'),
    );
    const program = desk.start();
    await expectRefusal(program, /http\.port: write a number of at most 65535/);
    const second = desk.start({ FIRSTLINE_HTTP_PORT: '0' });
    await expectRefusal(
      second,
      /imap\.ca: make the file \/no\/such\/authority\.pem readable/,
      /triage\.yaml, line \d+, column 11, autonomy: write one of shadow, draft, auto/,
    );
  });

  test('a variable that is not set is named, and the values of others are not told', async () => {
    const desk = await office.openDesk({
      SUPPORT_IMAP_HOST: undefined,
      SUPPORT_IMAP_PASSWORD: 'tell-nobody',
      SUPPORT_IMAP_PORT: 'tell-nobody',
    });
    const program = desk.start();
    await expectRefusal(program, /firstline\.yaml, line \d+, column \d+, inboxes\.support\.imap\.host: .*SUPPORT_IMAP_HOST/, /imap\.port/);
    expect(program.output()).not.toContain('tell-nobody');
  });

  test('a configuration file that is not there is named', async () => {
    const desk = await office.openDesk();
    await expectRefusal(
      desk.start({ FIRSTLINE_CONFIG: '/no/such/firstline.yaml' }),
      /\/no\/such\/firstline\.yaml: cannot be read.*: write it, or name another file/,
    );
  });
});

describe('the texts', () => {
  test('a missing prompt file is named with its path', async () => {
    const desk = await office.openDesk();
    const prompts = join(desk.folder, 'prompts');
    await cp(join(ROOT, 'prompts'), prompts, { recursive: true });
    await rm(join(prompts, 'draft.md'));
    await expectRefusal(desk.start({ SUPPORT_PROMPTS: prompts }), /prompts\/draft\.md: this prompt file is needed and cannot be read/);
  });

  test('an empty knowledge base and one that is not there are told apart', async () => {
    const desk = await office.openDesk();
    const empty = join(desk.folder, 'empty');
    await mkdir(empty);
    await Promise.all([
      expectRefusal(desk.start({ SUPPORT_KNOWLEDGE: empty }), /\/empty: no article: add a Markdown file with a title/),
      expectRefusal(
        desk.start({ SUPPORT_KNOWLEDGE: join(desk.folder, 'nowhere') }),
        /inboxes\.support\.knowledge: there is no folder .*nowhere: make it, or write where it is/,
      ),
    ]);
  });

  test('an article with a mistake is named; nothing was sent or changed meanwhile', async () => {
    const desk = await office.openDesk();
    const customer = await desk.ask();
    const knowledge = join(desk.folder, 'knowledge');
    await cp(join(ROOT, 'knowledge-base'), knowledge, { recursive: true });
    await writeFile(join(knowledge, 'new.md'), '---\ntitel: A new article\n---\nText.\n');
    await expectRefusal(desk.start({ SUPPORT_KNOWLEDGE: knowledge }), /knowledge\/new\.md.*title/, /unknown field titel/);
    expect(office.world.submission.accepted.filter((m) => m.to.includes(customer))).toEqual([]);
    desk.start();
    await desk.answered(customer);
  });

  test('config check says the same without connecting to anything', async () => {
    const desk = await office.openDesk({ SUPPORT_IMAP_SECURITY: 'tls', SUPPORT_SMTP_SECURITY: 'tls' });
    await desk.edit('firstline.yaml', (text) => text.replace(/host: .*_HOST}/g, 'host: host.invalid'));
    const good = await runProgram(desk.env, ['config', 'check']);
    expect(good).toMatchObject({ code: 0, output: expect.stringMatching(/support: .*\d+ categories, \d+ teams, \d+ rules, \d+ articles/) });
    const prompts = join(desk.folder, 'prompts');
    await mkdir(prompts);
    const bad = await runProgram({ ...desk.env, SUPPORT_PROMPTS: prompts }, ['config', 'check']);
    expect(bad).toMatchObject({
      code: 78,
      output: expect.stringMatching(/4 things have to be changed first:[\s\S]*classify\.md[\s\S]*phrases\.md/),
    });
  });
});
