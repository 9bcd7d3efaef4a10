import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ScriptedModel, type ScriptedStep } from '../model/scripted.ts';
import { loadPrompts } from './prompts.ts';
import { CONFIG, classification, draftOf, input, KNOWLEDGE } from './testing/facts.ts';
import { type TriageInput, triage } from './triage.ts';

const prompts = await loadPrompts(fileURLToPath(new URL('../../prompts', import.meta.url)));
const CARD = '4111 1111 1111 1111';
const ANSWER = 'Open https://shop.example/reset, enter your e-mail address and choose **Send link**.';
const CLASSIFIED: ScriptedStep = { task: 'classify', value: classification() };

function draft(answer: string): ScriptedStep {
  return { task: 'draft', value: draftOf(answer, ['password-reset#1']) };
}

async function run(steps: readonly ScriptedStep[], more: Partial<TriageInput> = {}) {
  const model = new ScriptedModel(steps);
  const searched: string[] = [];
  const knowledge = {
    ...KNOWLEDGE,
    search: (...asked: Parameters<typeof KNOWLEDGE.search>) => {
      searched.push(...asked[0]);
      return KNOWLEDGE.search(...asked);
    },
  };
  const parts = { complete: model.complete, modelName: model.name, knowledge, prompts, config: CONFIG };
  const result = await triage(input(more), parts, new AbortController().signal);
  model.assertDone();
  return { ...result, seen: JSON.stringify([model.requests.map((r) => [r.messages, r.input]), searched]) };
}

describe('what a model sees', () => {
  const MAIL: Partial<TriageInput> = {
    subject: `Card ${CARD}`,
    text: 'I forgot my password; my old password was hunter2. Write to ann.lee@customer.example.',
    thread: [{ from: 'customer', at: 0, text: `My IBAN is DE89370400440532013000, card ${CARD.replaceAll(' ', '')}` }],
    attachments: [
      { filename: `${CARD.replaceAll(' ', '-')}.txt`, contentType: 'text/plain', size: 1, text: 'key sk-proj-Abcd1234efgh5678ijkl' },
    ],
  };
  const VALUES = ['1111', 'hunter2', 'DE8937', 'sk-proj'];

  test('has a token in place of every value, wherever in the mail it stands', async () => {
    const { seen } = await run([CLASSIFIED, draft(ANSWER)], MAIL);
    for (const value of VALUES) expect(seen).not.toContain(value);
    for (const token of ['Subject: Card [card-1]', 'was [password-1].', '[iban-1], card [card-1]', 'Name: [card-1].txt', '[key-1]'])
      expect(seen).toContain(token);
    expect(seen).toContain('ann.lee@customer.example');
  });

  test('has no address, number or name of the sender with pii', async () => {
    const { seen } = await run([CLASSIFIED, draft(ANSWER)], { ...MAIL, text: `${MAIL.text}\n\nAnn Lee\n+44 20 7946 0958`, redact: 'pii' });
    for (const value of [...VALUES, 'ann.lee@', 'Ann Lee', '7946']) expect(seen).not.toContain(value);
  });

  test('is the mail itself where the operator wants it so', async () => {
    const { seen } = await run([CLASSIFIED, draft(ANSWER)], { ...MAIL, redact: 'off' });
    for (const value of VALUES) expect(seen).toContain(value);
  });

  test('does not change what rules look for', async () => {
    const { outcome } = await run([CLASSIFIED], { text: `password: delete-my-data1, and delete my data of ${CARD}` });
    expect(outcome).toMatchObject({ kind: 'escalate', rules: ['Deletion'] });
  });
});

describe('what comes back', () => {
  test('is shown to staff with the values, and never sent with a token', async () => {
    const { outcome, trace } = await run([CLASSIFIED, draft(`${ANSWER} Your card [card-1].`)], {
      text: `How do I reset it? My card is ${CARD}.`,
    });
    expect(outcome).toMatchObject({ kind: 'reply', mode: 'draft', text: expect.stringContaining(`Your card ${CARD}.`) });
    expect(trace.guard.map((g) => g.rule)).toContain('hidden-value');
    expect(JSON.stringify(trace)).not.toContain('1111');
  });

  test('is a draft also where the token is invented, changed or without brackets', async () => {
    for (const token of ['[iban-9]', '\\[card-1\\]', '(Card 1)', 'card-1']) {
      const { outcome } = await run([CLASSIFIED, draft(`${ANSWER} ${token}`)], { text: `How do I reset it? ${CARD}` });
      expect(outcome, token).toMatchObject({ kind: 'reply', mode: 'draft' });
    }
  });

  test('cannot be confused by a token that the customer wrote', async () => {
    const { outcome, seen } = await run([CLASSIFIED, draft(`${ANSWER} [card-1], [literal-1].`)], {
      text: `How do I reset it? My card is ${CARD}, and [card-1] is what I write.`,
    });
    expect(seen).toContain('My card is [card-1], and [literal-1] is what I write.');
    expect(outcome).toMatchObject({ mode: 'draft', text: expect.stringContaining(`${CARD}, \\[card\\-1\\].`) });
  });

  test('tells staff the values in the summary', async () => {
    const value = classification({ category: null, summary: 'Asks about [card-1].' });
    const { outcome } = await run([{ task: 'classify', value }], { text: `What about ${CARD}?` });
    expect(outcome).toMatchObject({ kind: 'escalate', summary: `Asks about ${CARD}.` });
  });
});
