import { TriageConfig } from '../../config/triage-schema.ts';
import { buildKnowledge } from '../../knowledge/build.ts';
import type { Article, Knowledge } from '../../knowledge/knowledge.ts';
import type { Classification } from '../classify.ts';
import type { Draft } from '../draft.ts';
import type { TriageInput } from '../triage.ts';

/** Small, complete facts for the tests of this folder. */

export const CONFIG = TriageConfig.parse({
  autonomy: 'draft',
  fallbackTeam: 'support',
  teams: {
    support: { name: 'Support', email: 'team@shop.example' },
    billing: { name: 'Billing', email: 'billing@shop.example' },
    compliance: { name: 'Compliance', email: 'compliance@shop.example' },
    iberia: { name: 'Iberia', email: 'iberia@shop.example', locales: ['es', 'pt'] },
  },
  categories: {
    password: { description: 'Forgotten passwords', examples: ['I forgot my password'], autonomy: 'auto', team: 'support' },
    billing: { description: 'Invoices', examples: ['Where is my invoice?'], autonomy: 'auto', team: 'billing', labels: ['money'] },
    refund: { description: 'Money back', examples: ['I want my money back'], team: 'billing' },
    'data-deletion': { description: 'Erase personal data', examples: ['Delete my data'], team: 'compliance', priority: 'urgent' },
  },
  rules: [
    {
      name: 'Deletion',
      when: { category: ['data-deletion'], phrases: ['delete my data', 'Daten löschen'] },
      then: { labels: ['urgent', 'gdpr'], escalate: 'compliance' },
    },
    { name: 'Key accounts', when: { from: ['*@hospital.example'] }, then: { labels: ['key'], priority: 'high', autonomy: 'draft' } },
    { name: 'Spanish invoices', when: { category: ['billing'], language: ['es'] }, then: { autonomy: 'shadow' } },
  ],
});

export function article(more: Partial<Article> & Pick<Article, 'id' | 'body'>): Article {
  return {
    title: more.id,
    tags: [],
    locale: 'en',
    audience: 'public',
    validFrom: null,
    validUntil: null,
    aliases: [],
    sample: false,
    ...more,
  };
}

export const KNOWLEDGE: Knowledge = buildKnowledge([
  article({
    id: 'password-reset',
    title: 'Reset a forgotten password',
    aliases: ['I forgot my password', 'How do I reset my password?'],
    body: 'Open https://shop.example/reset, enter your e-mail address and choose **Send link**. The link works once, for 60 minutes.\n\n## The mail does not arrive\n\nLook in your spam folder. The mail comes from no-reply@shop.example within two minutes.',
  }),
  article({
    id: 'invoices',
    title: 'Find your invoices',
    aliases: ['Where is my invoice?'],
    body: 'Open **Settings › Billing**. Every invoice is there as a PDF. A copy costs €2.50.',
  }),
  article({
    id: 'refunds',
    title: 'Refunds',
    body: 'You can ask for a full refund within 30 days. We will pay it back to the same card in five to ten working days.',
  }),
  article({
    id: 'invoices-es',
    title: 'Encontrar sus facturas',
    locale: 'es',
    aliases: ['¿Dónde está mi factura?'],
    body: 'Abra **Ajustes › Facturación**. Allí está cada factura en PDF.',
  }),
  article({
    id: 'internal-refunds',
    title: 'Staff guide to refunds',
    audience: 'internal',
    body: 'Up to €100 may be refunded at any time without asking.',
  }),
]);

export function input(more: Partial<TriageInput> = {}): TriageInput {
  const text = more.text ?? 'I forgot my password. How do I reset it?';
  return {
    inbox: { id: 'support', address: 'support@shop.example', name: 'Shop Support', locale: 'en' },
    requesterAddress: 'ann@customer.example',
    requesterName: 'Ann Lee',
    subject: 'Password',
    text,
    rawText: text,
    thread: [],
    sender: { verdict: 'verified', aligned: ['dkim'] },
    participant: true,
    attachments: [],
    otherReaders: [],
    counts: { ticket: 0, threadToday: 0, senderToday: 0 },
    maxAutonomy: 'auto',
    redact: 'secrets',
    at: 0,
    ...more,
  };
}

/** An answer of one part. */
export function draftOf(text: string, cites: readonly string[]): Draft {
  return { cannotAnswer: false, body: [{ as: 'paragraph', text, cites: [...cites] }] };
}

export function classification(more: Partial<Classification> = {}): Classification {
  return {
    category: 'password',
    confidence: 0.9,
    priority: 'normal',
    sentiment: 'neutral',
    complexity: 'simple',
    questions: 1,
    wantsPerson: false,
    feedback: null,
    summary: 'The customer forgot the password.',
    language: 'unknown',
    queries: ['reset password'],
    ...more,
  };
}
