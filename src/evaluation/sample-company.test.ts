import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { makeInk, width } from '../commands/paper.ts';
import { loadWithoutAccount, openRehearsal } from '../commands/rehearsal-parts.ts';
import { tryPage } from '../commands/try-page.ts';
import { evaluate } from './evaluate.ts';
import { explain } from './explain.ts';
import { loadTickets } from './load-tickets.ts';
import { rehearse } from './rehearse.ts';

/** The golden tickets of the sample company with the built-in model: what `firstline eval` runs, in a fresh checkout. */
const file = fileURLToPath(new URL('../../config/firstline.yaml', import.meta.url));
const parts = await openRehearsal(await loadWithoutAccount(file, { variables: {} }), {});
const tickets = await loadTickets(parts.config.knowledge, { address: parts.config.address, policy: parts.policy });
const signal = new AbortController().signal;
afterAll(() => parts.reader.close());

test('there are enough of them, in six languages, most of them without a language model', () => {
  expect(tickets.length).toBeGreaterThanOrEqual(60);
  expect(tickets.filter((t) => t.needs === undefined).length).toBeGreaterThanOrEqual(35);
  const languages = new Set(tickets.map((t) => t.locale ?? parts.config.locale));
  expect([...languages].sort()).toEqual(['de', 'en', 'es', 'fr', 'it', 'ja']);
});

test('each one comes out as it expects; the built-in model escalates what needs a language model', async () => {
  const results = await evaluate(tickets, parts, { concurrency: 1, signal });
  expect(results.filter((r) => r.problems.length > 0).map(({ id, problems, reason }) => ({ id, problems, reason }))).toEqual([]);
  expect(results).toHaveLength(tickets.length);
  for (const { needs, got } of results) if (needs === 'llm') expect(got.disposition).toBe('escalated');
  // The first one trains the classifier.
}, 60_000);

describe('firstline try shows each of them', () => {
  test.each(tickets.map((ticket) => [ticket.id, ticket] as const))('%s', async (_, { source, sender, thread }) => {
    const told = explain(await rehearse({ source, sender, earlier: thread }, parts, signal), parts);
    const page = tryPage(told, makeInk(false), { sample: true });
    const wide = page.split('\n').filter((line) => width(line) > 80 && !line.includes('https://'));
    expect(wide).toEqual([]);
    expect(page).not.toContain('\u001b');
    expect(page).toContain(told.disposition.toUpperCase());
  });
});
