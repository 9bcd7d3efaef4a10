import { clusterTexts } from '../knowledge/clusters.ts';
import { earnedIn } from '../ledger/autonomy.ts';
import type { Run } from '../ledger/database.ts';
import { costsBetween, fatesBetween, waitingIn, wrongBetween } from '../ledger/day-figures.ts';
import { inboxRow } from '../ledger/inboxes.ts';
import { unansweredSince } from '../ledger/unanswered.ts';
import { questionsOf } from '../model/builtin/questions.ts';
import { matter } from '../model/builtin/sentences.ts';
import type { DigestFigures } from '../tickets/digest.ts';

interface Period {
  /** ms. */
  readonly from: number;
  readonly to: number;
  readonly zone: string;
  /** Language of mails too short to tell. */
  readonly locale: string;
}

const GAPS = 5;
const TITLE_CHARACTERS = 80;

/** What our own people wrote, to us or into the mailbox, is no mail that came. */
const OWN: ReadonlySet<string> = new Set(['staff', 'own', 'by hand']);

/** What happened in an inbox between two moments, and what waits now. */
export async function digestFigures(run: Run, inbox: string, { from, to, zone, locale }: Period): Promise<DigestFigures> {
  const fates = (await fatesBetween(run, inbox, from, to)).filter(
    ({ disposition, detail }) => disposition !== 'noted' || !OWN.has(detail ?? ''),
  );
  const count = (...dispositions: readonly (string | null)[]) =>
    fates.filter((f) => dispositions.includes(f.disposition)).reduce((sum, f) => sum + f.count, 0);
  const byStaff = fates.filter((f) => f.disposition === 'answered' && f.detail === 'staff').reduce((sum, f) => sum + f.count, 0);
  const { staff, undecided, drafts } = await waitingIn(run, inbox);
  const { audit_seq, audit_hash } = await inboxRow(run, inbox);
  return {
    ...{ inbox, from, to, zone },
    mails: {
      answeredByUs: count('answered') - byStaff,
      answeredByStaff: byStaff,
      drafted: count('drafted'),
      escalated: count('escalated'),
      noted: count('noted', 'superseded', 'duplicate', 'gone'),
      shadowed: count('shadowed'),
      machines: count('suppressed'),
      unreadable: count('quarantined'),
      undecided: count(null),
    },
    waiting: [
      { what: 'With a team', ...staff },
      { what: 'Drafts to read', ...drafts },
      { what: 'Not decided yet', ...undecided },
    ],
    wrong: await wrongBetween(run, inbox, from, to),
    gaps: await gaps(run, inbox, from, to, locale),
    costs: await costsBetween(run, inbox, from, to),
    autonomy: (await earnedIn(run, inbox)).filter((row) => row.at >= from && row.at < to),
    audit: { rows: audit_seq, head: audit_hash },
  };
}

async function gaps(run: Run, inbox: string, from: number, to: number, locale: string): Promise<DigestFigures['gaps']> {
  const mails = (await unansweredSince(run, inbox, from)).flatMap((m) => (m.text === null || m.at >= to ? [] : [{ ...m, text: m.text }]));
  const documents = mails.map(({ subject, text, language }) => ({
    language: language ?? locale,
    text: [subject, ...matter(text)].join('\n'),
  }));
  return clusterTexts(documents)
    .slice(0, GAPS)
    .map(({ members, language }) => {
      const first = mails[members[0] ?? 0];
      const title =
        first === undefined ? '' : (questionsOf(first.text, language)[0]?.text ?? (first.subject || (matter(first.text)[0] ?? '')));
      return { mails: members.length, title: title.length > TITLE_CHARACTERS ? `${title.slice(0, TITLE_CHARACTERS - 1)}…` : title };
    });
}
