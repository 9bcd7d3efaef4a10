import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { LoadedConfig } from '../config/load.ts';
import type { TriageConfig } from '../config/triage-schema.ts';
import { ConfigError } from '../errors.ts';
import type { Source } from './source.ts';

/** One triage.yaml. A file that it takes a value from (`${file:…}`) is read with it, but its own changes are not noticed. */
export function triageSource(file: string, readTriage: LoadedConfig['readTriage']): Source<TriageConfig> {
  let categories: TriageConfig['categories'] = {};
  return {
    path: file,
    look: async () => new Map([[basename(file), statSync(file, { throwIfNoEntry: false }) ?? null]]),
    folders: () => [dirname(file)],
    read: async () => {
      const parsed = readTriage(file);
      if (!parsed.ok) throw new ConfigError(parsed.problems);
      // Comments and the order of lines within them change nothing; the order of categories and rules does.
      const version = createHash('sha256').update(JSON.stringify(parsed.value)).digest('hex').slice(0, 16);
      // The same categories stay the same object: the built-in model need not learn them anew because a rule was edited.
      if (!isDeepStrictEqual(categories, parsed.value.categories)) ({ categories } = parsed.value);
      return { version, value: { ...parsed.value, categories } };
    },
  };
}
