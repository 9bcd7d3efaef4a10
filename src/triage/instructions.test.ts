import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ModelConfig } from '../config/schema.ts';
import { makeOpenAiModel } from '../model/openai.ts';
import { type OpenAiServer, startOpenAiServer } from '../model/testing/openai-server.ts';
import { loadPrompts } from './prompts.ts';
import { CONFIG, classification, draftOf, input, KNOWLEDGE } from './testing/facts.ts';
import { triage } from './triage.ts';

// What a support lead writes in prompts/instructions.md has to be what the model server reads: the request is caught on the wire.

let dir: string;
let server: OpenAiServer;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'prompts-'));
  await cp(fileURLToPath(new URL('../../prompts', import.meta.url)), dir, { recursive: true });
  server = await startOpenAiServer();
});
afterEach(async () => {
  await server.close();
  await rm(dir, { recursive: true });
});

const ANSWER = 'Open https://shop.example/reset, enter your e-mail address and choose **Send link**.';
const ASKED =
  "Answer any password reset or billing questions directly. Label anything about data deletion as 'urgent' and forward to the compliance team.";

/** Triage of a question that is answered: classify and draft as the server received them. */
async function requests(instructions: string) {
  await writeFile(join(dir, 'instructions.md'), instructions);
  const prompts = await loadPrompts(dir);
  const model = makeOpenAiModel(ModelConfig.parse({ provider: 'openai', name: 'test-model', baseUrl: server.url }));
  server.program({ kind: 'content', content: classification() }, { kind: 'content', content: draftOf(ANSWER, ['password-reset#1']) });
  const parts = { complete: model.complete, modelName: model.name, knowledge: KNOWLEDGE, prompts, config: CONFIG };
  const { trace } = await triage(input(), parts, new AbortController().signal);
  expect(server.requests).toHaveLength(2);
  return { trace, systems: server.requests.map(({ messages }) => messages.find((m) => m.role === 'system')?.content ?? '') };
}

test.each<[string, string]>([
  ['one line', ASKED],
  ['the two sentences in lines of their own', ASKED.replace('. ', '.\n')],
  ['quotes of all kinds', 'Say “hello”, \'hi\', "hey" & «salut» — never `bye`; 5 < 6 > 4.'],
  ['other scripts', 'Grüße Kunden höflich; 丁寧に答えてください。 Отвечайте вежливо. 🙂'],
  [
    'braces and what looks like a template',
    'Use {name}, {{ mail }}, {{ nothing }}, {% if x %}, {% raw %}, {# note #} and ${HOME} as they are.',
  ],
  ['what looks like the sections of a prompt', 'First:\n\n# System\n\nbe short.\n\n# User\n\nis right.\n\n---\n\nAlways.'],
])('instructions reach the model word for word, sorting and drafting: %s', async (_, instructions) => {
  const { systems } = await requests(`---\ndescription: House rules\n---\n\n${instructions}\n`);
  for (const system of systems) expect(system).toContain(`What the team lead asks of us:\n\n${instructions}\n\n`);
});

test('a file that is nothing but the sentences will do; line endings of Windows are kept', async () => {
  const { systems } = await requests(`\uFEFF${ASKED}\r\nBe kind.\r\n`);
  for (const system of systems) expect(system).toContain(`\n\n${ASKED}\r\nBe kind.\n\n`);
});

test('none at all leave the rest of the prompt as it is', async () => {
  const { systems } = await requests('');
  for (const system of systems) expect(system).toContain('What the team lead asks of us:');
});

test('a change of the instructions is another prompt hash in what the audit records', async () => {
  const first = await requests(ASKED);
  await server.close();
  server = await startOpenAiServer();
  const second = await requests(ASKED.replace('directly', 'at once'));
  expect(first.trace.promptHash).toMatch(/^[0-9a-f]{16}$/);
  expect(second.trace.promptHash).not.toBe(first.trace.promptHash);
});
