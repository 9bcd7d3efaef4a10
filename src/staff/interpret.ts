import { readCommands, type StaffCommand, signless } from './staff-command.ts';
import { isRepeated, type MachineWord } from './staff-mail.ts';
import type { StaffTrust } from './staff-trust.ts';

/** Words that are sent to the customer once their author says so, and the message row they come from. */
export interface Proposal {
  readonly message: string;
  readonly words: string;
}

export interface StaffMailFacts {
  /** What a machine says; null where a person wrote. */
  readonly machine: MachineWord | null;
  readonly trust: StaffTrust;
  /** The customer is among those the mail is addressed to. */
  readonly reachesCustomer: boolean;
  /** How it is kept from us; null when it can be read. */
  readonly encryption: string | null;
  /** Their own words, and the same without what is internal. */
  readonly words: string;
  readonly clean: string;
  /** What was sent to the customer of earlier mails of this author, since the customer wrote last. */
  readonly sent: readonly string[];
  /** Of the very mail that this one answers, and of the last one that waits for this author's word. */
  readonly answered: Proposal | null;
  readonly waiting: Proposal | null;
  /** Who else has answered the customer's newest mail. */
  readonly otherAnswer: string | null;
  readonly teams: Readonly<Record<string, { readonly name: string }>>;
}

/** What is made of a mail about a ticket. Pure data. */
export type StaffAct =
  | { readonly kind: 'machine'; readonly word: MachineWord }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'takeover' }
  | { readonly kind: 'help'; readonly mistakes: readonly string[] }
  | { readonly kind: 'commands'; readonly commands: readonly StaffCommand[]; readonly rest: string }
  | { readonly kind: 'send'; readonly proposal: Proposal }
  | { readonly kind: 'confirm'; readonly words: string; readonly why: 'internal' | 'answered' | 'command'; readonly by: string | null }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'relay'; readonly words: string };

/**
 * Machines first, because some of them write as people; then whether the author may act at all; then whether the customer has the answer already; then a command; what is
 * left is an answer. It is sent unless it says what is internal, looks like a command without its sign, or somebody else has answered the same mail.
 */
export function interpret(facts: StaffMailFacts): StaffAct {
  if (facts.machine !== null) return { kind: 'machine', word: facts.machine };
  if (!facts.trust.may) return { kind: 'refused', why: facts.trust.why };
  if (facts.reachesCustomer) return { kind: 'takeover' };
  if (facts.encryption !== null) return help(`Your mail is encrypted (${facts.encryption}), and Firstline has no key.`);
  const read = readCommands(facts.words, facts.teams);
  if (read !== null) return commanded(facts, read.commands, read.rest, read.mistakes);
  if (facts.words === '') return help('There is no text of yours in your mail.');
  if (isRepeated(facts.words, facts.sent)) return { kind: 'repeated' };
  if (facts.clean === '') return help('Your mail says nothing but what was in ours, which is meant for you and not for the customer.');
  if (facts.clean !== facts.words) return { kind: 'confirm', words: facts.clean, why: 'internal', by: null };
  const meant = signless(facts.words);
  if (meant !== null) return { kind: 'confirm', words: facts.words, why: 'command', by: `#${meant}` };
  if (facts.otherAnswer !== null) return { kind: 'confirm', words: facts.words, why: 'answered', by: facts.otherAnswer };
  return { kind: 'relay', words: facts.words };
}

function commanded(facts: StaffMailFacts, commands: readonly StaffCommand[], rest: string, mistakes: readonly string[]): StaffAct {
  // It reaches many, and at once.
  if (facts.clean !== facts.words && commands.some((c) => c.name === 'broadcast'))
    return help('Your text repeats words of our mail to you, which is not meant for customers: write #broadcast and only your own words.');
  if (mistakes.length > 0) return { kind: 'help', mistakes };
  // What goes to many at once wants more than having had the mail.
  if (commands.some((c) => c.name === 'broadcast') && facts.trust.may && facts.trust.by !== 'verified')
    return help('#broadcast wants a sender whom our own mail server vouches for.');
  if (commands.some((c) => c.name === 'help')) return { kind: 'help', mistakes: [] };
  // In answer to the question whether to send a text, both words mean that text.
  const [first] = commands;
  const proposal = first?.name === 'send' ? (facts.answered ?? facts.waiting) : first?.name === 'approve' ? facts.answered : null;
  if (proposal !== null && commands.length === 1) return { kind: 'send', proposal };
  if (commands.some((c) => c.name === 'send'))
    return help(commands.length > 1 ? '#send stands alone: nothing was done.' : 'There is no text of yours that waits to be sent.');
  return { kind: 'commands', commands, rest };
}

function help(mistake: string): StaffAct {
  return { kind: 'help', mistakes: [mistake] };
}
