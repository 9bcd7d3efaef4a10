import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../config/load.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { parseMessage } from '../../mail/parse.ts';
import { screen } from '../../mail/screen.ts';
import { guardDraft } from '../../triage/guard.ts';
import { applyRules } from '../../triage/rules.ts';
import { DEMO_INBOX } from './demo-mail.ts';
import { demoMails } from './mails.ts';

/** The shipped configuration, articles and mails belong together: what the demo expects must follow from the other two. */
const NOW = Date.UTC(2025, 2, 4, 9, 30);
const ENOUGH = {
  SUPPORT_ADDRESS: DEMO_INBOX.address,
  SUPPORT_IMAP_HOST: 'imap.example.com',
  SUPPORT_SMTP_HOST: 'smtp.example.com',
  SUPPORT_IMAP_PASSWORD: '0042',
};

const path = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url));
const loaded = await loadConfig(path('config/firstline.yaml'), ENOUGH);
const knowledge = await loadKnowledge(path('knowledge-base'), NOW);
const triage = loaded.inboxes[0]?.triage;
if (triage === undefined || triage === null) throw new Error('the sample configuration has no triage');
const arriving = demoMails(NOW).filter((m) => m.mailbox === 'INBOX');

/** Subject, newest words (the demo's own quotations start with `>` or an attribution) and the whole text. */
async function words(source: Buffer): Promise<{ subject: string; newest: string; raw: string }> {
  const { subject, text } = await parseMessage(source);
  const own = text.split('\n').filter((line) => !/^>|wrote:$/.test(line));
  return { subject, newest: own.join('\n').replace(/\n-- \n[\s\S]*/, ''), raw: text };
}

describe('the sample configuration', () => {
  test('starts with four variables and the built-in model', () => {
    expect(loaded.firstline.model.provider).toBe('builtin');
    expect(loaded.inboxes.map(({ id, config }) => [id, config.address, config.imap.user, config.imap.password])).toEqual([
      ['support', DEMO_INBOX.address, DEMO_INBOX.address, '0042'],
    ]);
  });

  test('answers exactly the four tier-1 categories without a person', () => {
    const auto = Object.entries(triage.categories).filter(([, c]) => c.autonomy === 'auto');
    expect(auto.map(([id]) => id).sort()).toEqual(['billing', 'how-to', 'password-reset', 'plans']);
  });

  test('teaches every category in four languages, each example once', () => {
    const all = Object.values(triage.categories).flatMap((c) => c.examples);
    expect(new Set(all).size).toBe(all.length);
    for (const [id, { examples }] of Object.entries(triage.categories)) {
      expect(examples.length, id).toBeGreaterThanOrEqual(20);
      expect(examples.filter((e) => /[\u3040-\u30ff\u4e00-\u9fff]/.test(e)).length, id).toBeGreaterThanOrEqual(3);
    }
  });

  test('has no example that a rule for something else would catch', () => {
    for (const [category, { examples }] of Object.entries(triage.categories)) {
      for (const rawText of examples) {
        const rules = triage.rules.filter((rule) => !rule.when.category?.includes(category));
        expect(applyRules(rules, { subject: '', rawText, from: '', language: null, category: null }).names, rawText).toEqual([]);
      }
    }
  });
});

describe('the sample articles', () => {
  test('are all marked as samples', () => {
    expect(knowledge.articles.length).toBeGreaterThanOrEqual(40);
    expect(knowledge.articles.filter((a) => !a.sample)).toEqual([]);
  });

  test.each(['es', 'de'])('have at least four in %s', (locale) => {
    expect(knowledge.articles.filter((a) => a.locale === locale).length).toBeGreaterThanOrEqual(4);
  });

  test('can be quoted as they are: the guard finds nothing in any public passage', () => {
    for (const passage of knowledge.passages.filter((p) => p.audience === 'public')) {
      const { id, text, locale } = passage;
      const findings = guardDraft({
        answer: text,
        citations: [id],
        claims: [{ text, cites: [id] }],
        offered: [passage],
        maxWords: 250,
        customerText: '',
        language: locale,
        answerLanguage: locale,
      });
      expect(findings, id).toEqual([]);
    }
  });

  test('trip no rule when a customer quotes them back', () => {
    for (const { id, text } of knowledge.passages.filter((p) => p.audience === 'public')) {
      expect(applyRules(triage.rules, { subject: '', rawText: text, from: '', language: null, category: null }).names, id).toEqual([]);
    }
  });

  test('leave data deletion to people', () => {
    const spoken = knowledge.passages.filter(
      (p) => p.audience === 'public' && /erasure|account for good|cierre definitivo|endgültige Schließung/.test(p.text),
    );
    expect(new Set(spoken.map((p) => p.locale))).toEqual(new Set(['en', 'es', 'de']));
    for (const { id, text } of spoken)
      expect(text, id).toMatch(/compliance team, in person|compliance team handles in person|en persona|persönlich/);
    expect(knowledge.articles.filter((a) => a.tags.includes('data-deletion')).map((a) => a.audience)).toEqual(['internal']);
  });
});

/** Which article must be found for the mails that are answered from it. */
const ARTICLES: Readonly<Record<string, string>> = {
  'password-reset': 'password-reset',
  invoice: 'invoices',
  export: 'export-notes',
  'html-only': 'plans',
  'info-address': 'payment-methods',
  'no-message-id': 'offline',
  spanish: 'password-reset-es',
  german: 'invoices-de',
  refund: 'refunds',
  'older-thread': 'templates',
  'burst-first': 'share-note',
  'burst-second': 'share-note',
};

describe.each(arriving.map((mail) => [mail.key, mail] as const))('%s', (key, mail) => {
  const { expect: expected } = mail;

  test('is screened as expected', async () => {
    const context = { ours: new Set([DEMO_INBOX.address]), blocked: [], returnPath: mail.envelopeFrom, effectHeader: 'x-firstline-effect' };
    const screened = screen(await parseMessage(mail.source), context);
    expect(screened).toMatchObject(expected.rule === undefined ? { kind: 'person' } : { kind: 'suppress', rule: expected.rule });
  });

  test('meets the rules it is meant to meet', async () => {
    const { subject, raw } = await words(mail.source);
    const effect = applyRules(triage.rules, { subject, rawText: raw, from: mail.from, language: null, category: null });
    const byRule = expected.disposition === 'escalated' && expected.anyModel === 'exact' && expected.forwardTo !== undefined;
    expect(effect.escalate?.team).toBe(byRule ? expected.forwardTo : undefined);
    for (const label of effect.labels) expect(expected.labels).toContain(label);
  });

  test('is covered by its article, or by none', async () => {
    if (expected.disposition === 'suppressed' || expected.disposition === 'noted') return expect(ARTICLES[key]).toBeUndefined();
    const { subject, newest } = await words(mail.source);
    const locale = expected.language ?? 'en';
    const [best] = knowledge.search([`${subject}\n${newest}`], { locale, audience: 'public', limit: 1 });
    const strong = best !== undefined && best.score >= triage.confidence.passage;
    expect(strong ? best.passage.articleId : undefined).toBe(ARTICLES[key]);
  });
});
