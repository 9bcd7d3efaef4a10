import type { Block } from '../mail/sheet.ts';
import { STATUSES } from '../triage/look-ups.ts';
import { GUARD_WORDS } from './finding-words.ts';
import type { Handoff } from './handoff.ts';

/** Passages and searches beyond these say nothing more. */
const SHOWN = 5;

/** What Firstline did before it asked a person; nothing where it did nothing, and in news, because it was told before. Pure. */
export function triedBlocks({ outcome: { tried }, passages, enough, guard, lookups, isNews }: Handoff): readonly Block[] {
  if (isNews && guard.length === 0) return [];
  const lines = [
    ...(tried === undefined || tried.searches === null ? NOT_SEARCHED : searched(tried.searches)),
    ...lookups.slice(0, SHOWN).map(({ name, status }) => `The look-up ${name}: ${STATUSES[status]}.`),
    ...modelWords(tried?.modelFailed),
    ...drafted(guard),
  ];
  const considered = passages.slice(0, SHOWN).map(({ title, score }) => (score === null ? title : `${title}: ${percent(score)}`));
  return [
    { kind: 'heading', text: 'What was tried' },
    {
      kind: 'list',
      items: [
        ...lines,
        ...(considered.length === 0 && tried?.searches !== undefined && tried.searches !== null
          ? ['Nothing in the knowledge base came close.']
          : []),
      ],
    },
    ...(considered.length === 0
      ? []
      : ([
          { kind: 'paragraph', text: `Passages considered; one is ground for an answer from ${percent(enough)}:` },
          { kind: 'list', items: considered },
        ] as const)),
  ];
}

const NOT_SEARCHED = ['The knowledge base was not searched: it was clear before that a person has to see this.'];

function searched(searches: readonly string[]): readonly string[] {
  const words = [...new Set(searches)].slice(0, SHOWN).map((search) => `"${search}"`);
  return [`The knowledge base was searched with the words of the mail${words.length === 0 ? '' : `, and for ${words.join(', ')}`}.`];
}

function modelWords(failed: string | null | undefined): readonly string[] {
  return failed === null || failed === undefined ? [] : [`The model gave no answer (${failed.replaceAll('_', ' ')}).`];
}

function drafted(guard: Handoff['guard']): readonly string[] {
  return guard.slice(0, SHOWN).map(({ rule, detail }) => `The draft ${GUARD_WORDS[rule] ?? `broke the rule ${rule}`}: ${detail}`);
}

function percent(score: number): string {
  return `${Math.round(score * 100)} %`;
}
