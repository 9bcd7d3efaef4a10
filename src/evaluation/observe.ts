import type { Found } from '../knowledge/knowledge.ts';
import type { Retrieve } from '../knowledge/meaning.ts';
import { type EmbeddingBill, makeBill, NO_EMBEDDINGS } from '../model/embedding-bill.ts';
import type { Complete, Completion, ModelRequest } from '../model/model.ts';
import type { Classification } from '../triage/classify.ts';
import type { Draft } from '../triage/draft.ts';

/** One question to the model and how it ended. */
export interface ModelCall {
  readonly task: ModelRequest<unknown>['task'];
  readonly completion: Completion<unknown>;
  readonly ms: number;
}

export interface SearchCall {
  readonly queries: readonly string[];
  readonly found: readonly Found[];
}

/** What triage asked on its way, and what it was told. */
export interface Workings {
  readonly calls: readonly ModelCall[];
  readonly searches: readonly SearchCall[];
  /** What its searches took of a server of embeddings. */
  readonly embeddings: EmbeddingBill;
}

/** Of a mail that nobody was asked about. */
export const NO_WORKINGS: Workings = { calls: [], searches: [], embeddings: NO_EMBEDDINGS };

/** The model and the search that triage is handed, with an eye on them: nothing is asked otherwise, or twice, because somebody looks. */
export function observe(
  complete: Complete,
  retrieve: Retrieve,
): { readonly complete: Complete; readonly retrieve: Retrieve; readonly workings: Workings } {
  const calls: ModelCall[] = [];
  const searches: SearchCall[] = [];
  const { toll, bill } = makeBill();
  return {
    workings: {
      calls,
      searches,
      get embeddings() {
        return bill();
      },
    },
    complete: async (request, signal) => {
      const started = performance.now();
      const completion = await complete(request, signal);
      calls.push({ task: request.task, completion, ms: performance.now() - started });
      return completion;
    },
    retrieve: async (knowledge, queries, options, signal) => {
      const found = await retrieve(knowledge, queries, options, signal, toll);
      searches.push({ queries, found });
      return found;
    },
  };
}

/** What the model made of the mail; null where it was not asked, or gave nothing usable. */
export function classificationOf(workings: Workings): Classification | null {
  return answerTo(workings, 'classify') as Classification | null;
}

/** As the model wrote it, before any guard. */
export function draftOf(workings: Workings): Draft | null {
  return answerTo(workings, 'draft') as Draft | null;
}

function answerTo({ calls }: Workings, task: ModelCall['task']): unknown {
  const call = calls.findLast((c) => c.task === task);
  return call?.completion.status === 'ok' ? call.completion.value : null;
}
