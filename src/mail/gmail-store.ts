import { gmailLabel } from './gmail-labels.ts';
import type { ImapClient } from './imap-connection.ts';

/** Gmail's labels over IMAP (https://developers.google.com/workspace/gmail/imap/imap-extensions). */
export function hasGmailLabels(client: ImapClient): boolean {
  return client.capabilities.has('X-GM-EXT-1');
}

/** imapflow's own call sends labels as atoms, which have no spaces. Throws what the server said if it refuses. */
export async function storeGmailLabels(client: ImapClient, set: string, sign: '+' | '-', keywords: readonly string[]): Promise<void> {
  const labels = keywords.map((keyword) => ({ type: 'STRING', value: gmailLabel(keyword) }));
  const response = await (client as unknown as RawClient).exec('UID STORE', [
    { type: 'SEQUENCE', value: set },
    { type: 'ATOM', value: `${sign}X-GM-LABELS` },
    labels,
  ]);
  response.next();
}

/** imapflow's call for any command is not among its types. */
interface RawClient {
  readonly exec: (command: string, attributes: readonly unknown[]) => Promise<{ readonly next: () => void }>;
}
