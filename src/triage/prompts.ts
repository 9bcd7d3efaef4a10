import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Liquid, LiquidError, type Template } from 'liquidjs';
import { z } from 'zod';
import { ConfigError, type ConfigProblem, errorMessage, InvariantError } from '../errors.ts';
import { type FrontMatter, readFrontMatter, readOptionalFrontMatter } from '../knowledge/front-matter.ts';
import { notUtf8 } from '../knowledge/utf8.ts';
import type { ModelMessage } from '../model/model.ts';
import { readableName } from './customer-name.ts';

/** The prompt files of one inbox, loaded and checked. */
export interface Prompts {
  /** Hash over all prompt files: the version the audit records. */
  readonly hash: string;
  /** Languages that have a greeting and a sign-off: only in these may an answer leave without a person. */
  readonly languages: readonly string[];
  /** Renders `prompts/<name>.md` into a system and a user message; values are data, never template source. */
  readonly render: (name: 'classify' | 'draft', values: Readonly<Record<string, unknown>>) => readonly ModelMessage[];
  /** Greeting and sign-off for a language (English where there is none), the customer's name filled in when it reads like one. */
  readonly frame: (
    language: string,
    customerName: string | null,
    inbox?: string,
  ) => { readonly greeting: string; readonly signOff: string };
  /** Says that a conversation is open again that had been silent since then (ms since the epoch); empty where phrases.md has nothing for the language. */
  readonly reopened: (language: string, since: number) => string;
}

/** What each template may use. `instructions` comes from prompts/instructions.md. */
const VARIABLES = {
  classify: [
    'inbox',
    'instructions',
    'categories',
    'knowledge_languages',
    'summary_language',
    'summary_languages',
    'language',
    'attachments',
    'thread',
    'mail',
    'attached',
    'lookups',
  ],
  draft: ['inbox', 'instructions', 'passages', 'language', 'category', 'max_words', 'thread', 'mail', 'attached', 'looked_up'],
} as const;
const FRAME_VARIABLES = ['name', 'first_name', 'inbox'];

const Fields = z.strictObject({ description: z.string().default('') });
const PhraseFields = Fields.extend({
  greetings: z
    .record(z.string(), z.strictObject({ named: z.string().min(1), plain: z.string() }))
    .refine((g) => g.en !== undefined, 'give at least en'),
  signOffs: z.record(z.string(), z.string()).refine((s) => s.en !== undefined, 'give at least en'),
  reopened: z.record(z.string(), z.string()).default({}),
});

const NAMES = ['classify', 'draft', 'instructions', 'phrases'] as const;
/** All that is read of a folder of prompts. */
export const PROMPT_FILES: readonly string[] = NAMES.map((name) => `${name}.md`);

/**
 * Reads classify.md, draft.md, instructions.md and phrases.md of the folder. Throws `ConfigError` with every missing file, bad front matter, template
 * error and unknown variable at once, each with its line and column.
 */
export async function loadPrompts(dir: string): Promise<Prompts> {
  const files = Object.fromEntries(NAMES.map((name) => [name, join(dir, `${name}.md`)])) as Record<(typeof NAMES)[number], string>;
  const sources = await Promise.all(NAMES.map(async (name) => readPrompt(files[name])));
  const problems = sources.flatMap((s) => s.problems);
  if (problems.length > 0) throw new ConfigError(problems);
  const [classify = '', draft = '', instructions = '', phrases = ''] = sources.map((s) => s.text);

  const engine = new Liquid({ strictVariables: true, strictFilters: true, ownPropertyOnly: true, templates: {} });
  const report = (found: readonly ConfigProblem[]): void => {
    problems.push(...found);
  };
  const templates = {
    classify: compile(engine, files.classify, classify, VARIABLES.classify, report),
    draft: compile(engine, files.draft, draft, VARIABLES.draft, report),
  };
  const house = readOptionalFrontMatter(files.instructions, instructions, Fields);
  if (!house.ok) report(house.problems);
  const spoken = readFrontMatter(files.phrases, phrases, PhraseFields);
  if (!spoken.ok) report(spoken.problems);
  const frames = spoken.ok ? compileFrames(engine, files.phrases, spoken, report) : new Map<string, Frame>();
  if (problems.length > 0 || !house.ok) throw new ConfigError(problems);

  const render: Prompts['render'] = (name, values) => {
    const template = templates[name];
    if (template === null) throw new InvariantError(`prompt ${name} was not compiled`);
    const all = { ...values, instructions: house.body.trim() };
    const message = (role: 'system' | 'user'): ModelMessage => ({ role, content: String(engine.renderSync(template[role], all)).trim() });
    return [message('system'), message('user')];
  };

  const frame: Prompts['frame'] = (language, customerName, inbox = '') => {
    const chosen = frames.get(language) ?? frames.get('en');
    if (chosen === undefined) throw new InvariantError('phrases.md has no en');
    const name = readableName(customerName);
    const values = { name: name?.whole ?? '', first_name: name?.first ?? '', inbox };
    const text = (template: Template[]): string => String(engine.renderSync(template, values)).trim();
    return { greeting: text(name === null ? chosen.plain : chosen.named), signOff: text(chosen.signOff) };
  };

  const hash = createHash('sha256')
    .update(JSON.stringify([classify, draft, instructions, phrases]))
    .digest('hex')
    .slice(0, 16);
  const reopened: Prompts['reopened'] = (language, since) => {
    const template = frames.get(language)?.reopened;
    const values = { since: new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(since) };
    return template == null ? '' : String(engine.renderSync(template, values)).trim();
  };
  return { hash, languages: [...frames.keys()], render, frame, reopened };
}

interface Frame {
  readonly named: Template[];
  readonly plain: Template[];
  readonly signOff: Template[];
  readonly reopened: Template[] | null;
}

type Report = (problems: readonly ConfigProblem[]) => void;

async function readPrompt(file: string): Promise<{ text: string; problems: ConfigProblem[] }> {
  try {
    const text = await readFile(file, 'utf8');
    const garbled = notUtf8(file, text);
    return garbled === null ? { text, problems: [] } : { text: '', problems: [garbled] };
  } catch (error) {
    return { text: '', problems: [{ file, path: '', message: `this prompt file is needed and cannot be read: ${errorMessage(error)}` }] };
  }
}

/** A prompt has two sections, under the lines `# System` and `# User`; they are split before anything is filled in. */
function compile(
  engine: Liquid,
  file: string,
  text: string,
  allowed: readonly string[],
  report: Report,
): { system: Template[]; user: Template[] } | null {
  const front = readOptionalFrontMatter(file, text, Fields);
  if (!front.ok) {
    report(front.problems);
    return null;
  }
  const match = /^# System[ \t]*\r?\n([\s\S]*?)^# User[ \t]*\r?\n([\s\S]*)$/m.exec(front.body);
  if (match === null) {
    report([
      { file, path: '', line: front.bodyLine, message: 'the prompt needs a section under "# System" and, below it, one under "# User"' },
    ]);
    return null;
  }
  const [, system = '', user = ''] = match;
  const lineOf = (source: string): number => front.bodyLine + front.body.slice(0, front.body.lastIndexOf(source)).split('\n').length - 1;
  const section = (source: string) => {
    const compiled = parse(engine, { file, source, allowed });
    report(compiled.problems.map((problem) => ({ ...problem, line: lineOf(source) + (problem.line ?? 1) - 1 })));
    return compiled.template;
  };
  const parsed = { system: section(system), user: section(user) };
  return parsed.system === null || parsed.user === null ? null : { system: parsed.system, user: parsed.user };
}

type Phrases = Extract<FrontMatter<z.infer<typeof PhraseFields>>, { ok: true }>;

function compileFrames(engine: Liquid, file: string, { value, placeOf }: Phrases, report: Report): Map<string, Frame> {
  const frames = new Map<string, Frame>();
  const phrase = (source: string, path: readonly string[], allowed = FRAME_VARIABLES) => {
    const compiled = parse(engine, { file, source, allowed });
    report(compiled.problems.map((problem) => ({ ...problem, path: path.join('.'), ...placeOf(path) })));
    return compiled.template;
  };
  for (const [language, greeting] of Object.entries(value.greetings)) {
    const end = value.signOffs[language];
    if (end === undefined) {
      const path = ['signOffs', language];
      report([{ file, path: path.join('.'), ...placeOf(path), message: 'this language has a greeting, give it a sign-off as well' }]);
      continue;
    }
    const named = phrase(greeting.named, ['greetings', language, 'named']);
    const plain = phrase(greeting.plain, ['greetings', language, 'plain']);
    const signOff = phrase(end, ['signOffs', language]);
    const again = value.reopened[language];
    const reopened = again === undefined ? null : phrase(again, ['reopened', language], ['since']);
    if (named && plain && signOff) frames.set(language, { named, plain, signOff, reopened });
  }
  return frames;
}

interface Source {
  readonly file: string;
  readonly source: string;
  /** The variables it may use. */
  readonly allowed: readonly string[];
}

/** Places are those of the source, from line and column 1. */
function parse(
  engine: Liquid,
  { file, source, allowed }: Source,
): { readonly template: Template[] | null; readonly problems: ConfigProblem[] } {
  try {
    const template = engine.parse(source);
    const unknown = Object.values(engine.analyzeSync(template).globals)
      .flat()
      .filter((variable) => !allowed.includes(String(variable.segments[0])));
    const problems = unknown.map((variable) => ({
      ...{ file, path: '', line: variable.location.row, column: variable.location.col },
      message: `unknown variable ${String(variable.segments[0])}: use ${allowed.join(', ')}`,
    }));
    return { template: unknown.length === 0 ? template : null, problems };
  } catch (error) {
    if (!LiquidError.is(error)) throw error;
    const [line = 1, column = 1] = error.token.getPosition();
    const message = (error.message.split('\n')[0] ?? '').replace(/, (file|line|col):.*/, '');
    return { template: null, problems: [{ file, path: '', line, column, message }] };
  }
}
