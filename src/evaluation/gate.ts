import type { LoadedConfig } from '../config/load.ts';
import { ConfigError, InvariantError, problemLine } from '../errors.ts';
import { makeBuiltinModel } from '../model/builtin/builtin.ts';
import type { Accept, Candidate, Verdict } from '../texts/texts.ts';
import { evaluate } from './evaluate.ts';
import type { TicketResult } from './judge.ts';
import { loadTickets } from './load-tickets.ts';
import { makeRehearsalParts, type RehearsalParts } from './rehearsal-parts.ts';

/** Tickets that are told with what is wrong; the others by name, as far as a sentence has room. */
const TOLD = 3;
const NAMED = 10;

/**
 * Edited texts serve only if no golden ticket that came out right by the texts in force comes out wrong by them. What is asked is the deterministic part: the
 * tickets without `needs: llm`, by the built-in model, also where a language model serves. That costs nothing, answers the same every time, and goes through the
 * same articles, rules, thresholds and guard. The tickets are those that lie beside the articles now: an article and its ticket may change together. A ticket that was wrong before
 * holds nothing up. Tickets run one at a time, and mail is decided between them.
 */
export function makeGate(config: LoadedConfig, parts: Pick<RehearsalParts, 'model' | 'reader' | 'now' | 'log'>): Accept {
  const { model: serving, ...using } = parts;
  // What has learned the categories for mail need not learn them a second time.
  const model = serving.name === 'builtin' ? serving : makeBuiltinModel();
  return async (candidate, signal) => {
    const inbox = config.inboxes.find((i) => i.id === candidate.inbox);
    if (inbox === undefined) throw new InvariantError(`no inbox ${candidate.inbox} in the configuration`);
    const { knowledge: folder, address } = inbox.config;
    const started = performance.now();
    try {
      const tickets = await loadTickets(folder, { address, policy: candidate.texts.policy });
      const wanted = tickets.filter((ticket) => ticket.needs === undefined);
      const run = (texts: Candidate['texts'], which: typeof wanted) =>
        evaluate(which, makeRehearsalParts(config, inbox, texts, { ...using, model }), { concurrency: 1, signal });
      const wrong = failures(await run(candidate.texts, wanted));
      const suspects = wanted.filter((ticket) => wrong.has(ticket.id));
      const before = failures(await run(candidate.inForce, suspects));
      const facts = { inbox: inbox.id, tickets: wanted.length, ms: Math.round(performance.now() - started) };
      if (wrong.size > 0) using.log.warn({ ...facts, wrong: [...wrong.keys()].slice(0, NAMED) }, 'golden tickets are not as they expect');
      else if (wanted.length > 0) using.log.info(facts, 'all golden tickets are as they expect');
      return verdictOn([...wrong.values()].filter(({ id }) => !before.has(id)));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return { ok: false, reason: `golden tickets cannot be read: ${error.problems.map(problemLine).join('; ')}` };
    }
  };
}

function failures(results: readonly TicketResult[]): ReadonlyMap<string, TicketResult> {
  return new Map(results.filter((r) => r.problems.length > 0).map((r) => [r.id, r]));
}

/** Pure. @param regressions tickets that came out right before, and do not now */
export function verdictOn(regressions: readonly TicketResult[]): Verdict {
  if (regressions.length === 0) return { ok: true };
  const told = regressions.slice(0, TOLD).map(({ id, problems }) => {
    const what = problems.map((p) => `${p.field}: expected ${p.expected}, came ${p.got}`).join('; ');
    return `${id} (${what})`;
  });
  const named = regressions.slice(TOLD, NAMED).map(({ id }) => id);
  const more = regressions.length > NAMED ? [`and ${regressions.length - NAMED} more`] : [];
  const count =
    regressions.length === 1
      ? 'a golden ticket that came out right comes'
      : `${regressions.length} golden tickets that came out right come`;
  return {
    ok: false,
    reason: `${count} out wrong: ${[...told, ...named, ...more].join(', ')}. Mend what was edited, or the ticket if it is what changed; "firstline eval" shows it`,
  };
}
