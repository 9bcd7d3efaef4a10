import { nearest } from '../config/nearest.ts';

/** What a team member asks for in the first lines of an answer. Pure. */
export type StaffCommand =
  | { readonly name: 'approve' | 'send' | 'close' | 'spam' | 'auto' | 'lift' | 'help' }
  | { readonly name: 'assign'; readonly team: string }
  | { readonly name: 'note' | 'wrong' | 'broadcast'; readonly text: string };

export const COMMAND_NAMES = ['approve', 'send', 'close', 'spam', 'assign', 'note', 'wrong', 'auto', 'broadcast', 'lift', 'help'] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

/** Those that take what stands below them. */
const TAKES_TEXT: ReadonlySet<string> = new Set<CommandName>(['note', 'wrong', 'broadcast']);

export interface ReadCommands {
  readonly commands: readonly StaffCommand[];
  /** What is below the commands and belongs to none of them. */
  readonly rest: string;
  /** In words for the sender: with one of them, nothing is carried out and nothing is sent. */
  readonly mistakes: readonly string[];
}

/**
 * Commands stand in the first lines, each behind a `#`. Null where there is none: then the words are an answer. A `#` with a letter behind it is always meant
 * for us, so a mistyped one is a mistake and no answer, and so is a command further below, which would reach the customer otherwise.
 * @param teams ids with the names people know them by
 */
export function readCommands(words: string, teams: Readonly<Record<string, { readonly name: string }>>): ReadCommands | null {
  const lines = words.replace(INVISIBLE, '').replace(/\r\n?/g, '\n').split('\n');
  const end = lines.findIndex((line) => line.trim() !== '' && attempt(line) === null);
  const head = (end === -1 ? lines : lines.slice(0, end)).flatMap((line) => attempt(line) ?? []);
  const rest = end === -1 ? '' : lines.slice(end).join('\n').trim();
  const late = rest.split('\n').flatMap((line) => strayed(line) ?? []);
  if (head.length === 0 && late.length === 0) return null;
  const mistakes = late.map((name) => `#${name} stands below other text: commands belong in the first line.`);
  const commands: StaffCommand[] = [];
  const taker = head.findLastIndex(({ word }) => TAKES_TEXT.has(word));
  for (const [at, { word, argument }] of head.entries()) {
    const read = commandOf(word, [argument, at === taker ? rest : ''].filter((part) => part !== '').join('\n'), teams);
    if (typeof read === 'string') mistakes.push(read);
    else commands.push(read);
  }
  return { commands, rest: taker === -1 ? rest : '', mistakes };
}

/** Marks of width and direction that clients put in. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]/g;

interface Attempt {
  /** Lower case. */
  readonly word: string;
  readonly argument: string;
}

/** `#Approve`, `# approve.`, `＃approve`, `*#approve*`; `#42` is a number. Any white space counts as a space, the non-breaking one too. */
function attempt(line: string): Attempt | null {
  const bare = line.trim().replace(/^[*_\\]+|[*_]+$/g, '');
  const found = /^[#＃]+\s*(\p{L}[\p{L}\p{N}_-]*)[.,;:!]*(?:\s+(.*))?$/su.exec(bare);
  return found?.[1] === undefined ? null : { word: found[1].toLowerCase(), argument: (found[2] ?? '').trim() };
}

/** A line of a text that is a command, or one mistyped and nothing else. */
function strayed(line: string): string | null {
  const found = attempt(line);
  if (found === null) return null;
  const known = COMMAND_NAMES.find((name) => name === found.word);
  return known ?? (found.argument === '' && nearest(found.word, COMMAND_NAMES) !== undefined ? found.word : null);
}

/**
 * The command that stands in the first line without its sign, or behind another: `approve`, `/close`, `assign billing`. Null where the line says more: nobody writes a customer
 * such a line and nothing beside it, but it may be one, so its author is asked.
 */
export function signless(words: string): CommandName | null {
  const [first = ''] = words.replace(INVISIBLE, '').trim().split('\n');
  const [, word = '', more = ''] = /^[\p{P}\p{S}\s]*(\p{L}+)[.!,;:\s*_]*(.*)$/u.exec(first) ?? [];
  const name = COMMAND_NAMES.find((known) => known === word.toLowerCase());
  return name !== undefined && (more === '' || (name === 'assign' && /^\S+$/.test(more))) ? name : null;
}

function commandOf(word: string, argument: string, teams: Readonly<Record<string, { readonly name: string }>>): StaffCommand | string {
  const name = COMMAND_NAMES.find((known) => known === word);
  switch (name) {
    case undefined: {
      const meant = nearest(word, COMMAND_NAMES);
      return meant === undefined ? `#${word} is no command.` : `#${word} is no command: did you mean #${meant}?`;
    }
    case 'note':
    case 'wrong':
    case 'broadcast':
      return argument === '' && name !== 'wrong' ? `#${name} wants a text behind it.` : { name, text: argument };
    case 'assign':
      return assignment(argument, teams);
    default:
      return { name };
  }
}

function assignment(wanted: string, teams: Readonly<Record<string, { readonly name: string }>>): StaffCommand | string {
  const named = wanted
    .replace(/^team\//i, '')
    .replace(/[.,;!]+$/, '')
    .toLowerCase();
  const team = Object.keys(teams).find((id) => id === named) ?? Object.keys(teams).find((id) => teams[id]?.name.toLowerCase() === named);
  if (team !== undefined) return { name: 'assign', team };
  const known = `The teams are ${Object.keys(teams).join(', ')}.`;
  if (named === '') return `#assign wants a team behind it. ${known}`;
  const meant = nearest(named, Object.keys(teams));
  return `There is no team ${named.slice(0, 60)}${meant === undefined ? '.' : `: did you mean #assign ${meant}?`} ${known}`;
}
