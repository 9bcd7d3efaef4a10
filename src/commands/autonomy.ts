import { Command } from 'commander';
import type { Environment } from '../config/environment.ts';
import type { LoadedConfig } from '../config/load.ts';
import type { TriageConfig } from '../config/triage-schema.ts';
import { EVIDENCE_MS } from '../jobs/autonomy.ts';
import { type Evidence, evidenceFor, LEVELS, type Level, NEEDED, strikesAgainst } from '../learning/evidence.ts';
import { above, configuredLevel, standingLevel } from '../learning/standing.ts';
import { appendAudit } from '../ledger/audit.ts';
import { earnedIn, putEarned, reviewsAfter } from '../ledger/autonomy.ts';
import { type Db, type Run, transactInbox } from '../ledger/database.ts';
import { withLedger } from './open-ledger.ts';
import { printable } from './printable.ts';

interface Options {
  readonly inbox?: string;
  readonly json?: true;
}

/** `firstline autonomy`: what each category may do, what it has earned, and the hand that gives or takes it. */
export function autonomyCommand(environment: Environment): Command {
  const autonomy = new Command('autonomy')
    .description('what each category may do without a person, on which evidence, and what it has earned')
    .option('--inbox <id>', 'only this inbox')
    .option('--json', 'for programs')
    .action((options: Options, command: Command) =>
      withLedger(environment, command, options.inbox, async ({ db, config, inboxes }) => {
        const all: InboxAutonomy[] = [];
        for (const { id, policy } of answering(config, inboxes)) all.push({ inbox: id, categories: await standings(db, id, policy) });
        console.log(options.json === true ? JSON.stringify(all, null, 2) : printable(all.map(table).join('\n\n')));
      }),
    );
  const change = (name: string, description: string, to: (standing: Standing) => Change) =>
    autonomy
      .command(name)
      .description(description)
      .argument('<category>', 'as in triage.yaml')
      .action((category: string, _options: unknown, command: Command) => {
        const { inbox } = command.optsWithGlobals<Options>();
        return withLedger(environment, command, inbox, async ({ db, config, inboxes }) => {
          const { id, policy } = inboxWith(answering(config, inboxes), category);
          const done = await transactInbox(db, id, async (trx) => apply(trx, id, to(await standingOf(trx, id, policy, category))));
          console.log(done);
        });
      });
  change('promote', 'give a category the next level, where the evidence is enough', promotion);
  change('demote', 'take a category one level down', demotion);
  change('reset', 'what triage.yaml says counts again, and evidence is gathered anew', reset);
  return autonomy;
}

/** What `--json` prints for each inbox. */
interface InboxAutonomy {
  readonly inbox: string;
  readonly categories: readonly Standing[];
}

interface Standing {
  readonly category: string;
  /** What triage.yaml says. */
  readonly configured: Level;
  /** What counts. A rule or shadow mode may still allow less. */
  readonly level: Level;
  /** Why it is another than configured; null where it is not. */
  readonly reason: string | null;
  /** ISO 8601; null where it was never changed. */
  readonly since: string | null;
  /** Cases at this level since the last change, for the next one. */
  readonly evidence: Evidence;
  /** Corrections, re-opens and heavy edits among the newest 20 cases, where they are too many. */
  readonly strikes: readonly string[];
  readonly proposal: Level | null;
}

interface Change {
  readonly standing: Standing;
  readonly to: Level;
  readonly kind: string;
  readonly reason: string;
}

interface Answering {
  readonly id: string;
  readonly policy: TriageConfig;
}

function answering(config: LoadedConfig, inboxes: readonly string[]): readonly Answering[] {
  return config.inboxes.flatMap(({ id, triage }) => (inboxes.includes(id) && triage !== null ? [{ id, policy: triage }] : []));
}

function inboxWith(found: readonly Answering[], category: string): Answering {
  const having = found.filter(({ policy }) => category in policy.categories);
  const [one, another] = having;
  if (one !== undefined && another === undefined) return one;
  const known = [...new Set(found.flatMap(({ policy }) => Object.keys(policy.categories)))].join(', ');
  throw new Error(
    one === undefined
      ? `${category} is not a category of triage.yaml: write one of ${known}`
      : `say which inbox with --inbox: ${having.map(({ id }) => id).join(', ')}`,
  );
}

async function standings(db: Db, inbox: string, policy: TriageConfig): Promise<readonly Standing[]> {
  const all: Standing[] = [];
  for (const category of Object.keys(policy.categories)) all.push(await standingOf(db, inbox, policy, category));
  return all;
}

async function standingOf(run: Run, inbox: string, policy: TriageConfig, category: string): Promise<Standing> {
  const row = (await earnedIn(run, inbox)).find((r) => r.category === category) ?? null;
  const configured = configuredLevel(policy, category);
  const level = standingLevel(configured, row);
  const reviews = await reviewsAfter(run, inbox, category, Math.max(row?.at ?? 0, Date.now() - EVIDENCE_MS));
  const evidence = evidenceFor(reviews, level);
  return {
    ...{ category, configured, level, evidence },
    reason: level === configured ? null : (row?.reason ?? null),
    since: row === null ? null : new Date(row.at).toISOString(),
    strikes: strikesAgainst(reviews) ?? [],
    proposal: evidence.missing.length === 0 ? above(level) : null,
  };
}

function promotion(standing: Standing): Change {
  const { category, level, proposal, evidence } = standing;
  if (above(level) === null) throw new Error(`${category} is at auto: there is nothing above it`);
  if (proposal === null)
    throw new Error(
      `${category} has not earned more than ${level}: ${evidence.missing.join('; ')}. Wait, or write autonomy: ${above(level)} for it in triage.yaml`,
    );
  const reason = `Sent unchanged in ${evidence.unchanged} of ${evidence.cases} cases over ${Math.floor(evidence.days)} days.`;
  return { standing, to: proposal, kind: 'autonomy.promoted', reason };
}

function demotion(standing: Standing): Change {
  const to = LEVELS[LEVELS.indexOf(standing.level) - 1];
  if (to === undefined) throw new Error(`${standing.category} is at shadow: there is nothing below it`);
  return { standing, to, kind: 'autonomy.demoted', reason: 'Taken down by hand.' };
}

function reset(standing: Standing): Change {
  return { standing, to: standing.configured, kind: 'autonomy.reset', reason: 'Set back by hand.' };
}

async function apply(
  trx: Run,
  inbox: string,
  { standing: { category, configured, level: from }, to, kind, reason }: Change,
): Promise<string> {
  const at = Date.now();
  await putEarned(trx, { inbox, category, level: to, configured, reason, actor: 'operator', at, untold: 0 });
  await appendAudit(trx, inbox, at, [{ actor: 'operator', kind, refs: { category, from, to, configured } }]);
  return `${inbox}: ${category} is at ${to} now (it was at ${from}; triage.yaml says ${configured}). A running daemon uses it from its next decision on.`;
}

function table({ inbox, categories }: InboxAutonomy): string {
  const width = Math.max(8, ...categories.map(({ category }) => category.length));
  const lines = categories.map(({ category, level, configured, reason, evidence, proposal }) => {
    const { cases, unchanged, bound } = evidence;
    const seen =
      cases === 0
        ? 'no cases yet'
        : `${unchanged} of ${cases} sent unchanged, so at least ${(bound * 100).toFixed(0)} % with 95 % certainty`;
    const next =
      proposal !== null
        ? `→ ${proposal}: firstline autonomy promote ${category}`
        : above(level) === null
          ? ''
          : `so far ${evidence.missing.join('; ')}`;
    const why = reason === null ? '' : `\n${' '.repeat(width + 9)}triage.yaml says ${configured}. ${reason}`;
    return `${category.padEnd(width)}  ${level.padEnd(6)} ${level === 'auto' || cases === 0 ? seen : `${seen}; ${next}`}${why}`;
  });
  const rule = `the next level takes ${NEEDED.cases} cases over ${NEEDED.days} days, at least ${NEEDED.bound * 100} % of them unchanged (with 95 % certainty)`;
  return [`${inbox}: ${rule}`, ...lines].join('\n');
}
