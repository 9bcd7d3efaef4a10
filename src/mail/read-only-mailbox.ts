import { InvariantError } from '../errors.ts';
import type { Mailbox } from './mailbox.ts';

/** The same mailbox for whoever only looks: what would change something on the server throws before a command is sent. */
export function withoutWriting(mailbox: Mailbox): Mailbox {
  const refuse = (what: string) => () => Promise.reject(new InvariantError(`This connection only reads: it may not ${what}`));
  return {
    ...mailbox,
    storeFlags: refuse('store flags'),
    append: refuse('append mail'),
    copy: refuse('copy mail'),
    move: refuse('move mail'),
    remove: refuse('remove mail'),
    create: refuse('create mailboxes'),
  };
}
