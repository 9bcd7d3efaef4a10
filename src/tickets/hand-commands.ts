import { PRIORITIES, type Priority } from '../triage/outcome.ts';
import { isSnooze } from './snooze.ts';

/** What a person asks for by a label, besides the label itself. */
export type HandCommand =
  | { readonly kind: 'escalate' }
  | { readonly kind: 'hand back' }
  | { readonly kind: 'close' }
  | { readonly kind: 'spam' }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'priority'; readonly to: Priority }
  | { readonly kind: 'category'; readonly to: string }
  /** The label as it was set; null: taken off. */
  | { readonly kind: 'snooze'; readonly label: string | null }
  /** Null: whoever takes what no team has. */
  | { readonly kind: 'team'; readonly to: string | null };

export interface HandReading {
  /** In the order in which they are carried out: the last word is that of the most cautious one. */
  readonly commands: readonly HandCommand[];
  /** Labels that a more cautious one of the same look overrules: they do not stay. */
  readonly overruled: readonly string[];
}

interface Known {
  /** Whether a label says a time that a ticket can be put off to. */
  readonly snoozes: (label: string) => boolean;
  readonly priority: string;
  /** Ids of categories and teams, in the order of the configuration. */
  readonly categories: readonly string[];
  readonly teams: readonly string[];
}

const TEAM = 'team/';

/**
 * What the labels mean that a hand has set and taken off in one look at the mailbox. Of two looks the newer one counts. Of labels that contradict each other in one
 * look the most cautious one counts: a person before an end, an end before spam, the higher priority, the first team or category of the configuration.
 * A label that the configuration does not know is a person's own and asks for nothing. Pure.
 */
export function readHand(
  { add, remove }: { readonly add: readonly string[]; readonly remove: readonly string[] },
  known: Known,
): HandReading {
  const priority = strongest(add, PRIORITIES.toReversed());
  const category = strongest(add, known.categories);
  const team = strongest(
    add,
    known.teams.map((id) => TEAM + id),
  );
  // Whoever names a team wants a person.
  const wanted = add.filter(isSnooze);
  const snooze = strongest(wanted, wanted.filter(known.snoozes));
  const unread = wanted.filter((label) => !known.snoozes(label));
  const end = strongest(team.label === null ? add : [...add, 'needs-human'], ['needs-human', 'resolved', 'spam']);
  const commands: (HandCommand | null)[] = [
    add.includes('wrong') ? { kind: 'wrong' } : null,
    asCategory(category.label),
    asPriority(priority.label, remove, known.priority),
    asTeam(team.label, remove, known.teams),
    asStanding(end.label, team.label, remove),
    asSnooze(snooze.label, remove),
  ];
  return {
    commands: commands.filter((command) => command !== null),
    overruled: [...[priority, category, team, end, snooze].flatMap(({ overruled }) => overruled), ...unread],
  };
}

/** Of the labels that exclude each other, the first of the list. */
function strongest(
  add: readonly string[],
  group: readonly string[],
): { readonly label: string | null; readonly overruled: readonly string[] } {
  const [label = null, ...overruled] = group.filter((member) => add.includes(member));
  return { label, overruled };
}

/** Put off last: what else was asked for is done first. */
function asSnooze(label: string | null, remove: readonly string[]): HandCommand | null {
  if (label !== null) return { kind: 'snooze', label };
  return remove.some(isSnooze) ? { kind: 'snooze', label: null } : null;
}

function asCategory(label: string | null): HandCommand | null {
  return label === null ? null : { kind: 'category', to: label };
}

/** Taken off and not replaced, a priority is normal: that one needs no label. */
function asPriority(label: string | null, remove: readonly string[], now: string): HandCommand | null {
  const to = PRIORITIES.find((priority) => priority === label) ?? (remove.includes(now) ? 'normal' : undefined);
  return to === undefined || to === now ? null : { kind: 'priority', to };
}

/** A team that is taken off while the ticket stays with people: somebody else has to have it. */
function asTeam(label: string | null, remove: readonly string[], teams: readonly string[]): HandCommand | null {
  if (label !== null) return { kind: 'team', to: label.slice(TEAM.length) };
  const taken = teams.some((id) => remove.includes(TEAM + id));
  return taken && !remove.includes('needs-human') ? { kind: 'team', to: null } : null;
}

function asStanding(label: string | null, team: string | null, remove: readonly string[]): HandCommand | null {
  switch (label) {
    case 'needs-human':
      // The team has been told by then.
      return team === null ? { kind: 'escalate' } : null;
    case 'resolved':
      return { kind: 'close' };
    case 'spam':
      return { kind: 'spam' };
    default:
      return (remove.includes('needs-human') && team === null) || remove.includes('spam') ? { kind: 'hand back' } : null;
  }
}
