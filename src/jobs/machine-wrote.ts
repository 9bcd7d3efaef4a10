import type { Run } from '../ledger/database.ts';
import { absentFrom } from '../ledger/staff-mails.ts';
import { ticketOf } from '../ledger/tickets.ts';
import type { MachineWord } from '../staff/staff-mail.ts';
import { type Reach, reachOf } from '../staff/unreached.ts';
import { firstWords } from '../triage/draft-body.ts';
import { escalateByHand } from './by-hand.ts';
import type { InboxParts } from './parts.ts';
import type { StaffTurn } from './staff-notices.ts';

interface Said {
  readonly word: MachineWord;
  readonly finish: (action: string, detail: string | null) => Promise<boolean>;
}

/** Of what a machine says: enough to see which machine it was. */
const SAID_CHARACTERS = 160;

/** A machine answers what we wrote to a team. Where nobody there has the ticket, the fallback team gets it, once; that team's own machines change nothing. */
export async function machineWrote(trx: Run, parts: InboxParts, turn: StaffTurn, { word, finish }: Said): Promise<boolean> {
  const { inbox, policy, log } = parts;
  const { mail, row, facts } = turn;
  const ticket = await ticketOf(trx, inbox, mail.thread_id);
  const reach = reachOf({
    word,
    about: word === 'undeliverable' ? facts.failedRecipients : [row.from_address],
    // Where a provider gave our mail an id of its own, nothing says which hand-off it was.
    toTeam: facts.handoff?.team ?? null,
    waitsFor: ticket?.state === 'escalated' ? ticket.team : null,
    teams: policy.teams,
    absent: await absentFrom(trx, inbox, mail.thread_id),
  });
  if (reach.kind === 'nothing' || (reach.kind === 'some' && word === 'away')) return finish('machine', word);
  log.error(
    { thread: mail.thread_id, team: reach.kind === 'team' ? reach.team : undefined, word },
    reach.kind === 'team'
      ? 'a hand-off does not reach anybody; look at the address of the team'
      : 'a mail does not reach one of the staff; look at their address',
  );
  if (reach.kind === 'team' && reach.has && reach.team !== policy.fallbackTeam) await toFallback(trx, parts, turn, { word, reach });
  return finish(word, reach.kind === 'team' ? reach.team : null);
}

async function toFallback(
  trx: Run,
  parts: InboxParts,
  { mail, facts }: StaffTurn,
  { word, reach }: { readonly word: MachineWord; readonly reach: Extract<Reach, { kind: 'team' }> },
): Promise<void> {
  const { policy } = parts;
  const name = policy.teams[reach.team]?.name ?? reach.team;
  const why =
    word === 'away'
      ? `The team ${name} is away: its mailbox answered by itself, “${firstWords(facts.words, SAID_CHARACTERS)}”`
      : `It could not be delivered to the team ${name}`;
  const by = { actor: 'staff', refs: { message: mail.message } } as const;
  await escalateByHand(trx, parts, mail.thread_id, { team: policy.fallbackTeam, why, by });
}
