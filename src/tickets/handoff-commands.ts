import type { Block } from '../mail/sheet.ts';
import type { StaffWords } from './words/words.ts';

export interface HowToAct {
  /** From which address answers leave. */
  readonly support: string;
  /** Ids of teams it may be given to. */
  readonly others: readonly string[];
  /** Whether there is something to approve. */
  readonly suggestion: boolean;
}

/** What a person may do with a mail to a team, by answering it. The words are here alone. */
export function howToAct({ support, others, suggestion }: HowToAct, { say }: StaffWords): readonly Block[] {
  const [other] = others;
  const commands = [
    ...(suggestion ? [say('#approve (sends the suggested reply)')] : []),
    '#close',
    '#spam',
    ...(other === undefined ? [] : [`#assign ${other}`]),
    '#note …',
    '#wrong …',
    say('#auto (hands it back)'),
  ];
  return [
    {
      kind: 'paragraph',
      text: say(
        'Reply to this mail: your answer goes to the customer from {0}. A first line of its own does something else: {1}.',
        support,
        commands.join(', '),
      ),
    },
  ];
}
