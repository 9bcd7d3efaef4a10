import type { Explanation } from '../evaluation/explain.ts';
import { type DraftBody, firstWords } from '../triage/draft-body.ts';
import { STATUSES } from '../triage/look-ups.ts';
import type { LanguageBy } from '../triage/second-opinion.ts';
import { COLUMNS, cut, field, fieldList, heading, type Ink, width, wrap } from './paper.ts';
import { printable } from './printable.ts';

/** What `firstline try` shows: the end first, then how it came to that, then the mail in full. */
export function tryPage(told: Explanation, ink: Ink, { sample }: { readonly sample: boolean }): string {
  return [
    verdict(told, ink),
    '',
    ...section('The mail', mail(told, ink), ink),
    ...section('What code sees', code(told, ink), ink),
    ...section('How it is sorted', sorting(told, ink), ink),
    ...section('What the articles say', articles(told, ink), ink),
    ...section('What was looked up', lookups(told, ink), ink),
    ...section('The draft', draft(told, ink), ink),
    ...section('Decision', decision(told, ink), ink),
    ...section(told.mail === null ? '' : TITLES[told.mail.kind], letter(told, ink), ink),
    ...footer(told, ink, sample),
  ].join('\n');
}

const TITLES = {
  reply: 'The answer, as the customer gets it',
  draft: 'The draft, as staff find it in Drafts',
  forward: 'The hand-off, as the team gets it',
} as const;

/** Columns beside the names. */
const ROOM = COLUMNS - 14;
/** Lines of the customer's own words that are shown: they are known to whoever asks. */
const WORDS_SHOWN = 8;

function section(title: string, lines: readonly string[], ink: Ink): string[] {
  return lines.length === 0 ? [] : [heading(title, ink), ...lines, ''];
}

function verdict({ disposition, detail, team }: Explanation, { bold, good, bad, warn }: Ink): string {
  const said: Readonly<Record<string, string>> = {
    answered: good('ANSWERED: sent without a person'),
    drafted: warn('DRAFTED: waits in Drafts for a person to send it'),
    escalated: warn(`ESCALATED to the team ${team ?? ''}`),
    suppressed: `SUPPRESSED: a machine's mail, not answered (${detail ?? ''})`,
    noted: `NOTED: nothing to answer (${detail ?? ''})`,
    quarantined: bad('QUARANTINED: it cannot be read, a person gets it'),
    waiting: bad('NOT DECIDED: it would wait and be tried again'),
  };
  return bold(said[disposition] ?? disposition.toUpperCase());
}

function mail({ from, subject, words, attachments }: Explanation, ink: Ink): string[] {
  const lines = words.trim().split('\n');
  const shown = lines.length > WORDS_SHOWN ? [...lines.slice(0, WORDS_SHOWN), `… (${lines.length - WORDS_SHOWN} more lines)`] : lines;
  return [
    ...field('from', from, ink),
    ...field('subject', subject === '' ? '(none)' : subject, ink),
    ...field('own words', words.trim() === '' ? '(none)' : shown.join('\n'), ink),
    ...fieldList(
      'files',
      attachments.map((a) => `${a.filename}: ${a.note ?? 'read'}`),
      ink,
    ),
  ];
}

function code({ screen, sender, language, heardBy, rules, reason }: Explanation, ink: Ink): string[] {
  const screened = screen.rule ?? (screen.person ? 'a person, as far as code can tell' : 'nobody to answer');
  const effects = rules.flatMap(({ name, by, then }) => [
    `${name}, by ${by.join(', ')}`,
    `  → ${[
      ...(then.escalate === undefined ? [] : [`to ${then.escalate}`]),
      ...(then.priority === undefined ? [] : [`priority ${then.priority}`]),
      ...(then.autonomy === undefined ? [] : [`at most ${then.autonomy}`]),
      ...(then.labels.length === 0 ? [] : [`labels ${then.labels.join(', ')}`]),
    ].join('; ')}`,
  ]);
  const heard = [
    ...field('language', language === null ? "not clear: the inbox's own" : `${language}${HEARD[heardBy ?? 'words']}`, ink),
    ...fieldList('rules', effects.length === 0 ? ['none matches'] : effects, ink),
  ];
  return [
    ...field('screen', `${screened}${screen.detail === null ? '' : `: ${screen.detail}`}`, ink),
    ...field('sender', `${sender.verdict}: ${sender.why}`, ink),
    ...(reason === null ? [] : heard),
  ];
}

function sorting({ classification, thresholds, calls }: Explanation, ink: Ink): string[] {
  if (classification === null) {
    const failed = calls.find((c) => c.task === 'classify' && c.status !== 'ok');
    return failed === undefined ? [] : field('model', `gave no usable answer: ${failed.status}`, ink, ink.bad);
  }
  const { category, confidence, counts, autonomy, sentiment, complexity, questions, wantsPerson, feedback, summary } = classification;
  const sure = `confidence ${confidence.toFixed(2)}, ${counts ? 'counts' : 'does not count'} (threshold ${thresholds.classify.toFixed(2)})`;
  const facts = [sentiment, complexity, `${questions} question${questions === 1 ? '' : 's'}`];
  return [
    ...field('category', category === null ? 'none fits' : `${category}, ${sure}`, ink),
    ...(autonomy === null ? [] : field('autonomy', `${autonomy}, as the category says`, ink)),
    ...field(
      'reads as',
      [...facts, ...(wantsPerson ? ['wants a person'] : []), ...(feedback === null || feedback === 'other' ? [] : [feedback])].join(', '),
      ink,
    ),
    ...field('summary', summary, ink),
  ];
}

function articles({ queries, passages, thresholds }: Explanation, ink: Ink): string[] {
  if (queries.length === 0) return [];
  const asked = new Set(queries.map((query) => cut(query.replace(/\s+/g, ' ').trim(), ROOM)));
  const rows = passages.map(({ id, title, score, ground }) => cut(`${score.toFixed(2)} ${ground ? '✓' : '·'} ${id}  ${title}`, ROOM));
  return [
    ...fieldList('searched', [...asked], ink),
    ...fieldList('passages', rows.length === 0 ? ['none'] : rows, ink),
    ...(rows.length === 0 ? [] : field('', `✓ ground for an answer, from ${thresholds.passage.toFixed(2)} on`, ink, ink.dim)),
  ];
}

function lookups({ lookups: records }: Explanation, ink: Ink): string[] {
  return records.flatMap(({ name, parameters, status, detail, ms, bytes }) => {
    const asked = Object.entries(parameters).map(([key, value]) => `${key} ${value}`);
    const end = `${STATUSES[status]}${detail === '' ? '' : ` (${detail})`}`;
    const cost = status === 'used' ? `, ${bytes} bytes in ${Math.round(ms)} ms` : '';
    return field('asked', `${[name, ...asked].join(', ')}: ${end}${cost}`, ink, status === 'used' ? ink.good : ink.bad);
  });
}

function draft({ draft: written, guard }: Explanation, ink: Ink): string[] {
  if (written === null) return [];
  if (written.cannotAnswer) return field('model', 'cannot answer from these passages', ink);
  const holding = guard.filter((g) => g.holds).map((g) => g.rule);
  const broken = guard.filter((g) => !g.holds);
  return [
    ...fieldList('rests on', restsOn(written), ink),
    ...field('guard', `${holding.length} of ${guard.length} rules hold`, ink, ink.good),
    ...field('', `✓ ${holding.join(', ')}`, ink, ink.dim),
    ...broken.flatMap(({ rule, severity, details }) => field('', `✗ ${rule} (${severity ?? ''}): ${details.join('; ')}`, ink, ink.bad)),
  ];
}

const HEARD: Readonly<Record<LanguageBy, string>> = {
  words: '',
  model: ', as the model reads it: too few words for code',
  thread: ', as in the conversation',
  inbox: '',
};

/** All passages; then part by part, where the parts rest on different ones. */
function restsOn({ citations, claims }: DraftBody): string[] {
  const apart = new Set(claims.map(({ cites }) => cites.join(' '))).size > 1;
  return [
    citations.join(', ') || 'nothing',
    ...(apart ? claims.map(({ text, cites }) => `“${firstWords(text, PART_SHOWN)}” ← ${cites.join(', ') || 'nothing'}`) : []),
  ];
}

/** Characters of a part: the whole stands below. */
const PART_SHOWN = 40;

function decision({ reason, heldBack, labels, priority, team, mail: sent }: Explanation, ink: Ink): string[] {
  if (reason === null) return labels.length === 0 ? [] : field('labels', labels.join(', '), ink);
  const people = (list: readonly { readonly name: string; readonly address: string }[]) =>
    list.map((a) => (a.name === '' ? a.address : `${a.name} <${a.address}>`)).join(', ');
  return [
    ...field('because', reason, ink),
    ...fieldList('held back', heldBack, ink),
    ...(priority === null ? [] : field('priority', priority, ink)),
    ...(team === null ? [] : field('team', team, ink)),
    ...field('labels', labels.join(', ') || 'none', ink),
    ...(sent === null ? [] : field('goes to', people([...sent.to, ...sent.cc]), ink)),
  ];
}

function letter({ mail: sent }: Explanation, ink: Ink): string[] {
  if (sent === null) return [];
  const shown = (name: string) => sent.headers.filter((h) => h.name === name.toLowerCase()).map((h) => `${name}: ${h.value}`);
  const head = ['From', 'To', 'Cc', 'Subject', 'Auto-Submitted'].flatMap(shown);
  const body = sent.text.trimEnd().split('\n');
  const files = sent.attachments.length === 0 ? [] : ['', `[attached: ${sent.attachments.join(', ')}]`];
  const bar = ink.dim('│');
  const lines = (all: readonly string[]) =>
    all.map(printable).flatMap((line) => (width(line) > COLUMNS - 4 ? wrap(line, COLUMNS - 4) : [line]));
  return [...lines(head).map(ink.dim), '', ...lines([...body, ...files])].map((line) => `  ${bar} ${line}`.trimEnd());
}

/** One mail may cost millionths, where only embeddings do. */
const COST_DIGITS = 6;

function footer(
  { model, promptHash, knowledgeVersion, usage, embeddings, cost, ms }: Explanation,
  { dim, warn }: Ink,
  sample: boolean,
): string[] {
  const tokens = usage.inputTokens + usage.outputTokens;
  const counted = [
    ...(tokens === 0 ? [] : [`${tokens} tokens`]),
    ...(embeddings.calls === 0 ? [] : [`${embeddings.tokens} tokens of embeddings`]),
    ...(cost === null || tokens + embeddings.tokens === 0 ? [] : [`${cost.amount.toFixed(COST_DIGITS)} ${cost.currency}`]),
  ];
  const facts = [
    `model ${model}`,
    `prompts ${promptHash}`,
    `knowledge ${knowledgeVersion}`,
    ...(counted.length === 0 ? [] : [counted.join(', ')]),
    `${ms} ms`,
  ];
  return [
    dim(facts.join(' · ')),
    dim('Nothing was sent, labelled or recorded.'),
    ...(sample ? [warn('Sample articles are in force: the daemon would only record this (shadow).')] : []),
  ];
}
