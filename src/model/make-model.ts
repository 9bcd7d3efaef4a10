import type { ModelConfig } from '../config/schema.ts';
import { makeBuiltinModel } from './builtin/builtin.ts';
import type { Model } from './model.ts';

/** The model that the configuration names; one for all who ask the same server. Opens no connection yet. */
export function makeModel(config: ModelConfig): Model {
  switch (config.provider) {
    case 'builtin':
      return makeBuiltinModel();
    case 'openai':
      return openModel(config);
    default:
      return config.provider satisfies never;
  }
}

/** The client is loaded only where it is used: it takes 13 MB. A broken installation ends the process. */
function openModel(config: ModelConfig): Model {
  const opening = import('./openai.ts').then(({ makeOpenAiModel }) => makeOpenAiModel(config));
  return {
    name: `openai:${config.name}`,
    complete: async (request, signal) => (await opening).complete(request, signal),
    metered: { prices: config.prices ?? null, maxOutputTokens: config.maxOutputTokens },
  };
}
