import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { judge, type TicketResult } from './judge.ts';
import type { RehearsalParts } from './rehearsal-parts.ts';
import { rehearse } from './rehearse.ts';
import type { GoldenTicket } from './ticket.ts';

export interface EvaluateOptions {
  /** Tickets at the same time: only a model over the network gains by more than one. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** Called after each ticket. */
  readonly onResult?: (result: TicketResult) => void;
}

/** Runs tickets through triage and compares what comes with what they expect; results in the order of the tickets. Lets others work between two tickets. */
export async function evaluate(
  tickets: readonly GoldenTicket[],
  parts: RehearsalParts,
  { concurrency, signal, onResult }: EvaluateOptions,
): Promise<readonly TicketResult[]> {
  const builtin = parts.model.name === 'builtin';
  const results = new Map<GoldenTicket, TicketResult>();
  const waiting = tickets.values();
  const work = async (): Promise<void> => {
    for (const ticket of waiting) {
      signal.throwIfAborted();
      const rehearsal = await rehearse(
        { source: ticket.source, sender: ticket.sender, earlier: ticket.thread, lookups: ticket.lookups },
        parts,
        signal,
      );
      const result = await judge(ticket, rehearsal, builtin, parts.config.locale);
      results.set(ticket, result);
      onResult?.(result);
      await turnOfTheLoop();
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, tickets.length) }, work));
  return tickets.flatMap((ticket) => results.get(ticket) ?? []);
}
