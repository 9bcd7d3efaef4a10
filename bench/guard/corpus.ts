import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Passage } from '../../src/knowledge/knowledge.ts';
import { bodyOf, type DraftPart } from '../../src/triage/draft-body.ts';
import { draftLanguage } from '../../src/triage/draft-facts.ts';
import { guardDraft } from '../../src/triage/guard.ts';

const Corpus = z.array(
  z.strictObject({
    in: z.string(),
    cites: z.string(),
    says: z.string(),
    wrong: z.array(z.tuple([z.string(), z.string(), z.string()])).default([]),
  }),
);

/** What was studied while the rules were made. */
export const STUDIED = [
  'development/first',
  'development/practice',
  'development/second',
  'development/third',
  'development/fourth',
] as const;
/** Of the others only totals were seen: of the fifth a few times, of what is held out once. */
export const PARTS = [...STUDIED, 'development/fifth', 'held-out'] as const;
export type Part = (typeof PARTS)[number];

/** One draft put before the guard. `kind` is what was changed in it; null: nothing, it is right. */
export interface Judged {
  readonly part: Part;
  readonly language: string;
  readonly kind: string | null;
  readonly change: string;
  readonly answer: string;
  /** Guard rules that broke, with what broke them; empty: it would be sent. */
  readonly findings: readonly string[];
}

/** Puts every draft of one part, right and wrong, before the guard, as if exactly the passages that it cites had been found. */
export async function judge(part: Part, passages: readonly Passage[]): Promise<Judged[]> {
  const drafts = Corpus.parse(parse(readFileSync(new URL(`${part}.yaml`, import.meta.url), 'utf8')));
  const judged: Judged[] = [];
  for (const { in: language, cites, says, wrong } of drafts) {
    const citations = cites.split(' ');
    const offered = citations.map((id) => find(passages, id));
    const check = async (answer: string) =>
      guardDraft({
        ...bodyOf(parts(answer, citations)),
        offered,
        maxWords: 250,
        customerText: '',
        language,
        answerLanguage: await draftLanguage(answer),
      }).map(({ rule, detail }) => `${rule}: ${detail}`);
    judged.push({ part, language, kind: null, change: '', answer: says, findings: await check(says) });
    for (const [kind, from, to] of wrong) {
      if (says.split(from).length !== 2) throw new Error(`"${from}" must stand once in: ${says}`);
      const answer = says.replace(from, () => to);
      judged.push({ part, language, kind, change: `${from} → ${to}`, answer, findings: await check(answer) });
    }
  }
  return judged;
}

/** As a model writes it that cites everything for every paragraph. */
function parts(answer: string, cites: readonly string[]): DraftPart[] {
  return answer.split(/\n\s*\n/).map((text) => ({ as: 'paragraph', text, cites: [...cites] }));
}

function find(passages: readonly Passage[], id: string): Passage {
  const found = passages.find((p) => p.id === id);
  if (found === undefined) throw new Error(`no passage ${id}`);
  return found;
}
