import type { ModelConfig } from '../config/schema.ts';
import { makeBuiltinModel } from './builtin/builtin.ts';
import type { Model } from './model.ts';
import { makeOpenAiModel } from './openai.ts';

/** The model that the configuration names. Opens no connection yet. */
export function makeModel(config: ModelConfig): Model {
  switch (config.provider) {
    case 'builtin':
      return makeBuiltinModel();
    case 'openai':
      return makeOpenAiModel(config);
    default:
      return config.provider satisfies never;
  }
}
