import { statSync } from 'node:fs';
import { loadPrompts, PROMPT_FILES, type Prompts } from '../triage/prompts.ts';
import type { Source } from './source.ts';

/** The prompt files of a folder. */
export function promptsSource(dir: string): Source<Prompts> {
  return {
    path: dir,
    look: async () => new Map(PROMPT_FILES.map((name) => [name, statSync(`${dir}/${name}`, { throwIfNoEntry: false }) ?? null])),
    folders: () => [dir],
    read: async () => {
      const prompts = await loadPrompts(dir);
      return { version: prompts.hash, value: prompts };
    },
  };
}
