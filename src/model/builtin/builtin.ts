import type { ClassifyInput, Completion, Model, ModelRequest } from '../model.ts';
import { type Classifier, trainClassifier } from './classifier.ts';
import { quotePassages } from './quote.ts';
import { sortMail } from './sort.ts';

type Categories = ClassifyInput['categories'];

/** Category sets remembered: one an inbox, and a little room for reloads. */
const REMEMBERED = 8;
const NO_USAGE = { inputTokens: 0, outputTokens: 0 };

/**
 * The embedded default: no network, no language model. It sorts mail by the categories' examples and answers by quoting the knowledge base, or says that it
 * cannot. Training takes a moment the first time that a set of categories is seen.
 */
export function makeBuiltinModel(): Model {
  const trained: { categories: Categories; classifier: Classifier }[] = [];

  const classifierFor = (categories: Categories): Classifier => {
    const known = trained.find((t) => sameExamples(t.categories, categories));
    if (known !== undefined) return known.classifier;
    const classifier = trainClassifier(
      categories.flatMap(({ id, description, examples }) => [description, ...examples].map((text) => ({ label: id, text }))),
    );
    trained.unshift({ categories, classifier });
    trained.length = Math.min(trained.length, REMEMBERED);
    return classifier;
  };

  const complete = async <T>(request: ModelRequest<T>, signal: AbortSignal): Promise<Completion<T>> => {
    if (signal.aborted) return { status: 'aborted' };
    const { input } = request;
    const value = input.task === 'classify' ? sortMail(input, classifierFor(input.categories)) : quotePassages(input);
    const parsed = request.schema.safeParse(value);
    if (parsed.success) return { status: 'ok', value: parsed.data, usage: NO_USAGE, model: 'builtin' };
    return {
      status: 'invalid',
      message: parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; '),
      usage: NO_USAGE,
      model: 'builtin',
    };
  };
  return { name: 'builtin', complete };
}

function sameExamples(a: Categories, b: Categories): boolean {
  return a.length === b.length && a.every((category, i) => category.id === b[i]?.id && category.examples === b[i]?.examples);
}
