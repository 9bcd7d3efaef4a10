import { expect, test } from 'vitest';
import { inConversationOrder, type ThreadNode, threadTrees } from './thread-tree.ts';

interface Mail {
  readonly messageId: string | null;
  readonly references: readonly string[];
  readonly subject: string;
  readonly date: number;
}

const mail = (messageId: string | null, date: number, references: readonly string[] = [], subject = ''): Mail => ({
  messageId,
  references,
  subject,
  date,
});
const drawn = ({ mail, children }: ThreadNode<Mail>): unknown =>
  children.length === 0 ? (mail?.messageId ?? '-') : [mail?.messageId ?? '-', ...children.map(drawn)];

test.each<[string, Mail[], unknown[]]>([
  ['nothing', [], []],
  ['an answer lies below what it answers, also when it is older', [mail('b', 1, ['a']), mail('a', 2)], [['a', 'b']]],
  ['a missing ancestor keeps its answers together', [mail('b', 1, ['a']), mail('c', 2, ['a'])], [['-', 'b', 'c']]],
  ['a missing ancestor of one mail is left out', [mail('b', 1, ['a'])], ['b']],
  ['a loop of references is broken', [mail('a', 1, ['b']), mail('b', 2, ['a'])], [['b', 'a']]],
  ['a mail that refers to itself is alone', [mail('a', 1, ['a'])], ['a']],
  ['two mails with one id are two', [mail('a', 1), mail('a', 2)], ['a', 'a']],
  ['mails without ids are alone', [mail(null, 1), mail(null, 2)], ['-', '-']],
  [
    'a truncated list does not overrule what a mail says itself',
    [mail('c', 3, ['a', 'b']), mail('b', 2, ['x']), mail('x', 1)],
    [['x', ['b', 'c']]],
  ],
  ['an answer without references belongs to its subject', [mail('a', 1, [], 'Order 12'), mail('b', 2, [], 'AW: Order 12')], [['a', 'b']]],
  ['two of one subject, neither an answer, lie side by side', [mail('a', 1, [], 'Order'), mail('b', 2, [], 'Order')], [['-', 'a', 'b']]],
  ['no subject joins nothing', [mail('a', 1, [], 'Re:'), mail('b', 2, [], '')], ['a', 'b']],
])('%s', (_name, mails, trees) => {
  expect(threadTrees(mails).map(drawn)).toEqual(trees);
});

test('a conversation is read oldest first, and nothing before what it answers', () => {
  const late = mail('a', 50);
  const order = inConversationOrder([mail('c', 30, ['a', 'b']), mail('b', 20, ['a']), late, mail('d', 10)]);
  expect(order.map((m) => m.messageId)).toEqual(['d', 'a', 'b', 'c']);
});

test('a conversation of loops loses no mail', () => {
  const mails = [mail('a', 3, ['b']), mail('b', 2, ['c']), mail('c', 1, ['a']), mail('a', 4, ['a'])];
  expect(new Set(inConversationOrder(mails))).toEqual(new Set(mails));
});
