import { readFileSync } from 'node:fs';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { TriageConfig } from '../../config/triage-schema.ts';
import { DEMO_INBOX } from './demo-mail.ts';
import { demoGoLive, demoMails } from './mails.ts';

const NOW = Date.UTC(2025, 2, 4, 9, 30, 15, 678);
const mails = demoMails(NOW);
const arriving = mails.filter((m) => m.mailbox === 'INBOX');
const triage = TriageConfig.parse(parse(readFileSync(new URL('../../../config/triage.yaml', import.meta.url), 'utf8')));

describe('the demo mails as a whole', () => {
  test('are at least twenty that arrive, with keys of their own', () => {
    expect(arriving.length).toBeGreaterThanOrEqual(20);
    expect(new Set(mails.map((m) => m.key)).size).toBe(mails.length);
  });

  test('lie on the right side of the go-live watermark', () => {
    for (const mail of mails) {
      expect(mail.date > demoGoLive(NOW), mail.key).toBe(mail.mailbox === 'INBOX');
      expect(mail.date, mail.key).toBeLessThanOrEqual(NOW);
      expect(mail.date % 1_000, mail.key).toBe(0);
    }
  });

  test('have Message-IDs of their own', async () => {
    const ids = (await Promise.all(mails.map((m) => simpleParser(m.source)))).flatMap((m) => m.messageId ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(mails.length - 1);
  });

  test('expect only categories and teams that the sample configuration has', () => {
    for (const { key, expect: expected } of mails) {
      if (expected.forwardTo !== undefined) expect(Object.keys(triage.teams), key).toContain(expected.forwardTo);
    }
  });

  test('reference only mail of the same demo', async () => {
    const parsed = await Promise.all(mails.map((m) => simpleParser(m.source)));
    const ids = new Set(parsed.map((m) => m.messageId));
    for (const mail of parsed) for (const id of [mail.references ?? [], mail.inReplyTo ?? []].flat()) expect(ids).toContain(id);
  });
});

describe.each(mails.map((mail) => [mail.key, mail] as const))('%s', (_key, mail) => {
  test('is a mail that a parser reads as its sender meant it', async () => {
    const parsed = await simpleParser(mail.source);
    const to = [parsed.to ?? []].flat().flatMap((t) => t.value.map((v) => v.address));

    expect(parsed.from?.value[0]?.address).toBe(mail.from);
    expect(parsed.date?.getTime()).toBe(mail.date);
    expect(parsed.subject).not.toMatch(/=\?|\ufffd/);
    expect(parsed.text?.trim()).toBeTruthy();
    expect(parsed.text).not.toMatch(/\ufffd|=\r?\n/);
    expect(parsed.text).not.toContain('\x1b');
    if (mail.mailbox !== 'Sent') expect(to).toContain(DEMO_INBOX.address);
  });

  test('keeps to the line lengths and line ends of RFC 5322', () => {
    const text = mail.source.toString('latin1');
    expect(text).not.toMatch(/[^\r]\n/);
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  });
});

describe('the special ones', () => {
  const named = (key: string) => {
    const mail = mails.find((m) => m.key === key);
    if (mail === undefined) throw new Error(`no demo mail ${key}`);
    return mail;
  };

  test('the Japanese mail is ISO-2022-JP on the wire and Japanese when read', async () => {
    const { source } = named('japanese');
    expect(source.includes('\x1b$B')).toBe(true);
    const parsed = await simpleParser(source);
    expect(parsed.from?.value[0]?.name).toBe('佐藤 美咲');
    expect(parsed.subject).toBe('共有ノートの表示について');
    expect(parsed.text).toContain('縦書きで表示したい');
  });

  test('the mail without a Message-ID has none', async () => {
    expect((await simpleParser(named('no-message-id').source)).messageId).toBeUndefined();
  });

  test('the HTML-only mail has no text part', () => {
    expect(named('html-only').source.toString()).not.toContain('text/plain');
  });

  test('the bounce is a delivery report from the null return path that also claims to be an auto-reply', async () => {
    const { source, envelopeFrom } = named('bounce');
    expect(envelopeFrom).toBe('');
    const parsed = await simpleParser(source);
    expect(parsed.headers.get('auto-submitted')).toBe('auto-replied');
    expect(source.toString()).toContain('message/delivery-status');
  });
});
