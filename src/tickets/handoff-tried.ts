import type { Block } from '../mail/sheet.ts';
import { firstWords } from '../triage/draft-body.ts';
import { STATUSES } from '../triage/look-ups.ts';
import { GUARD_WORDS } from './finding-words.ts';
import type { Handoff } from './handoff.ts';
import type { StaffWords } from './words/words.ts';

/** Passages and searches beyond these say nothing more. */
const SHOWN = 5;
/** The mail itself stands below: of a search that repeats it the beginning is enough. */
const SEARCH_CHARACTERS = 60;

/** What Firstline did before it asked a person; nothing where it did nothing, and in news, because it was told before. Pure. */
export function triedBlocks(
  { outcome: { tried }, passages, enough, guard, lookups, isNews }: Handoff,
  words: StaffWords,
): readonly Block[] {
  if (isNews && guard.length === 0) return [];
  const { say } = words;
  const lines = [
    tried === undefined || tried.searches === null
      ? say('The knowledge base was not searched: it was clear before that a person has to see this.')
      : searched(tried.searches, words),
    ...lookups.slice(0, SHOWN).map(({ name, status }) => say('The look-up {0}: {1}.', name, STATUSES[status])),
    ...modelWords(tried?.modelFailed, words),
    ...drafted(guard, words),
  ];
  const considered = passages.slice(0, SHOWN).map(({ title, score }) => (score === null ? title : `${title}: ${percent(score)}`));
  return [
    { kind: 'heading', text: say('What was tried') },
    {
      kind: 'list',
      items: [
        ...lines,
        ...(considered.length === 0 && tried?.searches !== undefined && tried.searches !== null
          ? [say('Nothing in the knowledge base came close.')]
          : []),
      ],
    },
    ...(considered.length === 0
      ? []
      : ([
          { kind: 'paragraph', text: say('Passages considered; one is ground for an answer from {0}:', percent(enough)) },
          { kind: 'list', items: considered },
        ] as const)),
  ];
}

function searched(searches: readonly string[], { say }: StaffWords): string {
  const terms = [...new Set(searches.map((search) => firstWords(search, SEARCH_CHARACTERS)))]
    .slice(0, SHOWN)
    .map((search) => `"${search}"`);
  return terms.length === 0
    ? say('The knowledge base was searched with the words of the mail.')
    : say('The knowledge base was searched with the words of the mail, and for {0}.', terms.join(', '));
}

function modelWords(failed: string | null | undefined, { say }: StaffWords): readonly string[] {
  return failed === null || failed === undefined ? [] : [say('The model gave no answer ({0}).', failed.replaceAll('_', ' '))];
}

/** The words for the rules are English; in another language their names have to do. */
function drafted(guard: Handoff['guard'], { language, say }: StaffWords): readonly string[] {
  return guard.slice(0, SHOWN).map(({ rule, detail }) => {
    const found = language === 'en' ? GUARD_WORDS[rule] : undefined;
    return found === undefined ? say('The draft did not pass the check {0}: {1}', rule, detail) : `The draft ${found}: ${detail}`;
  });
}

function percent(score: number): string {
  return `${Math.round(score * 100)} %`;
}
