import { NO_EMBEDDINGS } from '../../model/embedding-bill.ts';
import type { Tried } from '../entry.ts';

let made = 0;

/** A result for tests: sent, and a person agreed. */
export function tried(fields: Partial<Tried> = {}): Tried {
  made += 1;
  return {
    kind: 'tried',
    key: `key-${made}`,
    at: made,
    subject: 'Forgot my password',
    mail: 'How do I reset it?',
    language: 'en',
    outcome: 'auto',
    category: 'account',
    confidence: 0.9,
    reason: 'Answered.',
    ours: 'Open the page.',
    cited: [{ id: `article-${made}#1`, title: 'Reset' }],
    person: 'answered',
    theirs: 'Open the page, please.',
    agreement: { verdict: 'agrees', score: 0.8, shared: [], contradictions: [] },
    usage: { inputTokens: 100, outputTokens: 10 },
    embeddings: NO_EMBEDDINGS,
    ...fields,
  };
}

export const CONTRARY: Tried['agreement'] = {
  verdict: 'differs',
  score: 0.5,
  shared: [],
  contradictions: [{ kind: 'figure', ours: '60 minutes', theirs: '24 hours' }],
};

export const UNLIKE: Tried['agreement'] = { verdict: 'differs', score: 0.1, shared: [], contradictions: [] };
