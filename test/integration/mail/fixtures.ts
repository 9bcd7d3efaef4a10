import pino from 'pino';
import type { World } from '../../../src/demo/world/world.ts';
import { connectImap, type ImapClient } from '../../../src/mail/imap-connection.ts';

export const log = pino({ enabled: false });

/** An account nobody else in this file uses. */
export function freshUser(name: string): string {
  return `${name}-${crypto.randomUUID().slice(0, 8)}@example.com`;
}

export function mail(fields: {
  readonly to: string;
  readonly subject?: string;
  readonly messageId?: string;
  readonly body?: string;
}): Buffer {
  const { to, subject = 'Hello', messageId = `<${crypto.randomUUID()}@customer.example>`, body = 'Where is my invoice?' } = fields;
  const head = [`From: Ada <ada@customer.example>`, `To: ${to}`, `Subject: ${subject}`, `Message-ID: ${messageId}`];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}\r\n`);
}

export async function arrive(
  world: World,
  to: string,
  fields: { readonly subject?: string; readonly messageId?: string } = {},
): Promise<void> {
  await world.deliver(mail({ to, ...fields }), { from: 'ada@customer.example', to: [to] });
}

/** A second session on the account, as a person's mail client would be. */
export function otherClient(world: World, user: string): Promise<ImapClient> {
  return connectImap(world.imap(user), { log });
}

/** Something that can be waited for by what it will have seen. */
export function makeJournal<T>() {
  const seen: T[] = [];
  const waiting: { readonly matches: (seen: readonly T[]) => boolean; readonly resolve: () => void }[] = [];
  return {
    seen,
    add: (entry: T) => {
      seen.push(entry);
      for (const waiter of waiting.filter((w) => w.matches(seen))) {
        waiting.splice(waiting.indexOf(waiter), 1);
        waiter.resolve();
      }
    },
    until: (matches: (seen: readonly T[]) => boolean): Promise<void> =>
      matches(seen) ? Promise.resolve() : new Promise((resolve) => waiting.push({ matches, resolve })),
  };
}
