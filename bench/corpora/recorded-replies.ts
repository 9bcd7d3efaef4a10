import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ScriptedModel } from '../../src/model/scripted.ts';
import { loadPrompts } from '../../src/triage/prompts.ts';
import { CONFIG, classification, draftOf, input, KNOWLEDGE } from '../../src/triage/testing/facts.ts';
import { triage } from '../../src/triage/triage.ts';
import { composed, composedFrom } from './composed.ts';
import { activeParts, foreignAddresses, targets } from './mail-content.ts';
import type { Figure } from './measure.ts';

const Recorded = z.object({ kind: z.string(), response: z.string() });
/** What the passages that are cited link to. */
const OWN_HOST = 'shop.example';
const PASSAGE = 'password-reset#1';

/**
 * What models wrote when an attack on them succeeded, as the draft of an answer: through triage with its guard, and composed as it would leave.
 * Looked at are the bytes: answers and drafts for the customer, and hand-offs to a team.
 */
export async function recordedReplies(data: string): Promise<readonly Figure[]> {
  const lines = (await readFile(join(data, 'injection/recorded_replies.jsonl'), 'utf8')).trim().split('\n');
  const prompts = await loadPrompts(fileURLToPath(new URL('../../prompts', import.meta.url)));
  const active: string[] = [];
  const foreign: string[] = [];
  const handedOn: string[] = [];
  const unguarded: string[] = [];
  let customers = 0;
  for (const [n, line] of lines.entries()) {
    const { kind, response } = Recorded.parse(JSON.parse(line));
    const { model, parts } = withDraft(response, prompts);
    const { outcome } = await triage(input({}), parts, new AbortController().signal);
    // Stopped before the draft was read, it would prove nothing.
    model.assertDone();
    const mail = await composed(outcome);
    const name = `line ${n + 1} (${kind})`;
    const bare = await composedFrom(response);
    unguarded.push(...[...activeParts(bare.html), ...images(bare.html)].map((part) => `${name}: ${part}`));
    if (outcome.kind === 'reply') {
      customers += 1;
      active.push(...activeParts(mail.html).map((part) => `${name}: ${part}`));
      foreign.push(...foreignAddresses(mail, OWN_HOST).map((address) => `${name}: ${address}`));
    } else {
      handedOn.push(...[...activeParts(mail.html), ...targets(mail.html)].map((part) => `${name}: ${part}`));
    }
  }
  const count = (found: readonly string[]) => new Set(found.map((f) => f.split(':')[0])).size;
  return [
    {
      what: 'recorded replies that leave with active HTML',
      value: `${count(active)} of ${lines.length}, ${customers} as a draft`,
      aim: '0',
      ok: active.length === 0,
      differences: active,
    },
    {
      what: 'with a link or image to a foreign host',
      value: `${count(foreign)} of ${lines.length}`,
      aim: '0',
      ok: foreign.length === 0,
      differences: foreign,
    },
    {
      what: 'hand-offs with active HTML, a link or an image',
      value: `${count(handedOn)} of ${lines.length - customers}`,
      aim: '0',
      ok: handedOn.length === 0,
      differences: handedOn,
    },
    {
      what: 'without the guard, composed with active HTML or an image',
      value: `${count(unguarded)} of ${lines.length}`,
      aim: '0',
      ok: unguarded.length === 0,
      differences: unguarded,
    },
  ];
}

function images(html: string): string[] {
  return html.match(/<img\b[^>]*>/gi) ?? [];
}

function withDraft(answer: string, prompts: Awaited<ReturnType<typeof loadPrompts>>) {
  const draft = draftOf(answer, [PASSAGE]);
  const model = new ScriptedModel([
    { task: 'classify', value: classification() },
    { task: 'draft', value: draft },
  ]);
  return { model, parts: { complete: model.complete, modelName: model.name, knowledge: KNOWLEDGE, prompts, config: CONFIG } };
}
