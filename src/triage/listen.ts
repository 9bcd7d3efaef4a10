import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Facts } from './gates.ts';
import { languageOfNewest, readLanguage } from './language.ts';
import type { Opinions } from './second-opinion.ts';
import type { TriageInput, TriageParts } from './triage.ts';

/** All that tells the language before a model is asked. The conversation is read only where the newest words leave it open. */
export async function listen(input: TriageInput, { prompts, knowledge, config }: TriageParts): Promise<Opinions> {
  const words = await readLanguage(input.text);
  const said = input.thread.filter((entry) => entry.from === 'customer').map((entry) => entry.text);
  const teams = Object.values(config.teams).flatMap((team) => team.locales);
  const inbox = [input.inbox.locale, ...prompts.languages, ...teams, ...localesOf(knowledge)];
  return { words, model: null, thread: words.sure ? null : await languageOfNewest(said), inbox };
}

/** Languages in which there are articles. */
export function localesOf({ articles }: Knowledge): readonly string[] {
  return [...new Set(articles.map(({ locale }) => locale))];
}

/** What is answered in: where nothing tells, the inbox's own. */
export function spokenIn({ language, input }: Facts): string {
  return language ?? input.inbox.locale;
}
