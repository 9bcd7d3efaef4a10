import type { Passage } from '../knowledge/knowledge.ts';
import { type EmbeddingBill, wholeCost } from '../model/embedding-bill.ts';
import type { Usage } from '../model/model.ts';
import type { Classification } from '../triage/classify.ts';
import { bodyOf, type DraftBody } from '../triage/draft-body.ts';
import { GUARD_RULES, isUnsafe } from '../triage/guard.ts';
import type { Autonomy, Priority } from '../triage/outcome.ts';
import { explainRules, type MatchedRule } from '../triage/rules.ts';
import type { LanguageBy } from '../triage/second-opinion.ts';
import { ruleText } from '../triage/triage.ts';
import { classificationOf, draftOf } from './observe.ts';
import type { MailOut } from './planned.ts';
import type { RehearsalParts } from './rehearsal-parts.ts';
import type { Rehearsal } from './rehearse.ts';
import type { Report } from './report.ts';

/** A rehearsal told step by step, as data: what `firstline try` prints, and gives with --json. */
export interface Explanation {
  readonly disposition: Rehearsal['disposition'];
  readonly detail: string | null;
  readonly reason: string | null;
  readonly heldBack: readonly string[];
  readonly priority: Priority | null;
  readonly team: string | null;
  readonly labels: readonly string[];
  readonly mail: MailOut | null;
  readonly from: string;
  readonly subject: string;
  /** The sender's own words, quotations and signature taken off. */
  readonly words: string;
  readonly attachments: readonly { readonly filename: string; readonly note: string | null }[];
  readonly screen: { readonly person: boolean; readonly rule: string | null; readonly detail: string | null };
  readonly sender: { readonly verdict: string; readonly why: string };
  readonly language: string | null;
  /** Who decided on it; null where no language was looked for. */
  readonly heardBy: LanguageBy | null;
  readonly rules: readonly MatchedRule[];
  readonly classification: (Classification & { readonly counts: boolean; readonly autonomy: Autonomy | null }) | null;
  readonly thresholds: { readonly classify: number; readonly passage: number };
  readonly queries: readonly string[];
  readonly passages: readonly (Pick<Passage, 'id' | 'title'> & { readonly score: number; readonly ground: boolean })[];
  readonly lookups: NonNullable<Rehearsal['trace']['lookups']>;
  readonly draft: (DraftBody & { readonly cannotAnswer: boolean }) | null;
  /** Every rule of the guard, where there was a draft to look at. */
  readonly guard: readonly {
    readonly rule: string;
    readonly holds: boolean;
    readonly severity: string | null;
    readonly details: readonly string[];
  }[];
  readonly model: string;
  readonly promptHash: string;
  readonly knowledgeVersion: string;
  readonly usage: Usage;
  readonly embeddings: EmbeddingBill;
  /** Embeddings included. */
  readonly cost: Report['cost'];
  readonly calls: readonly { readonly task: string; readonly status: string; readonly ms: number }[];
  readonly ms: number;
}

export function explain(rehearsal: Rehearsal, { policy, model, prompts, knowledge }: RehearsalParts): Explanation {
  const { row, admission, outcome, trace, workings, input } = rehearsal;
  const decided = outcome === null || outcome.kind === 'wait' ? null : outcome;
  const { confidence } = policy;
  const classification = classificationOf(workings);
  const search = workings.searches.at(-1);
  const draft = draftOf(workings);
  return {
    disposition: rehearsal.disposition,
    detail: rehearsal.detail,
    reason: outcome?.reason ?? null,
    heldBack: decided?.kind === 'reply' ? decided.heldBack : [],
    priority: decided?.priority ?? null,
    team: decided?.kind === 'escalate' ? decided.team : null,
    labels: rehearsal.labels,
    mail: rehearsal.mail,
    from: row.from_name === '' ? row.from_address : `${row.from_name} <${row.from_address}>`,
    subject: row.subject,
    words: row.text ?? '',
    attachments: (input?.attachments ?? []).map(({ filename, note }) => ({ filename, note: note ?? null })),
    screen: {
      person: admission.kind === 'work',
      rule: admission.kind === 'suppressed' ? admission.rule : null,
      detail: screenDetail(admission),
    },
    sender: senderOf(input?.sender ?? (JSON.parse(row.verdict_json) as { verdict: string; why?: string })),
    language: decided?.language ?? null,
    heardBy: trace.heard?.by ?? null,
    rules:
      input === null
        ? []
        : explainRules(policy.rules, {
            ...ruleText(input),
            language: decided?.language ?? null,
            otherLanguage: trace.heard?.code,
            category: decided?.category ?? null,
          }),
    classification: classification === null ? null : { ...classification, ...standing(classification, policy) },
    thresholds: confidence,
    queries: [...new Set(search?.queries ?? [])],
    passages: (search?.found ?? []).map(({ passage: { id, title }, score }) => ({ id, title, score, ground: score >= confidence.passage })),
    lookups: trace.lookups ?? [],
    draft: draft === null ? null : { cannotAnswer: draft.cannotAnswer, ...bodyOf(draft.body) },
    guard: draft === null || draft.cannotAnswer ? [] : verdicts(trace.guard),
    model: model.name,
    promptHash: prompts.hash,
    knowledgeVersion: knowledge.version,
    usage: trace.usage,
    embeddings: workings.embeddings,
    cost: wholeCost(trace.usage, model.metered?.prices ?? null, workings.embeddings),
    calls: workings.calls.map(({ task, completion, ms }) => ({ task, status: completion.status, ms: Math.round(ms) })),
    ms: Math.round(rehearsal.ms),
  };
}

function screenDetail(admission: Rehearsal['admission']): string | null {
  switch (admission.kind) {
    case 'suppressed':
      return admission.detail;
    case 'noted':
      return `mail of ${admission.why}`;
    case 'quarantined':
      return admission.why;
    case 'work':
      return admission.escalate;
    default:
      return null;
  }
}

/** Nothing is looked up here: what a file says of itself counts only where the configuration trusts the server that wrote it. */
function senderOf({ verdict, why }: { readonly verdict: string; readonly why?: string }): Explanation['sender'] {
  if (verdict === 'unverified')
    return { verdict: 'not checked', why: 'nothing is looked up here; decided as for a sender whom nothing vouches for' };
  return { verdict, why: why ?? 'as given' };
}

function standing({ category, confidence }: Classification, policy: RehearsalParts['policy']) {
  const autonomy = category === null ? null : (policy.categories[category]?.autonomy ?? policy.autonomy);
  return { counts: category !== null && confidence >= policy.confidence.classify, autonomy };
}

function verdicts(findings: Rehearsal['trace']['guard']): Explanation['guard'] {
  return GUARD_RULES.map((rule) => {
    const broken = findings.filter((f) => f.rule === rule);
    const [first] = broken;
    const severity = first === undefined ? null : isUnsafe(first) ? 'unsafe' : 'unproven';
    return { rule, holds: first === undefined, severity, details: broken.map((f) => f.detail) };
  });
}
