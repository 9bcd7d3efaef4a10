import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Desk } from './support-desk.ts';

/** What came in, as the server read it. */
interface Request {
  readonly url: string;
  readonly authorization: string | undefined;
}

export interface InvoiceServer {
  readonly origin: string;
  readonly requests: readonly Request[];
  readonly close: () => Promise<void>;
}

/** A server of invoices on loopback, with more in its answers than a customer should read. @param owner whose they are; null: of whoever is asked for */
export async function startInvoiceServer(owner: string | null = null): Promise<InvoiceServer> {
  const requests: Request[] = [];
  const server = createServer((request, response) => {
    const { url = '', headers } = request;
    requests.push({ url, authorization: headers.authorization });
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
    const id = pathname.split('/').at(-1) ?? '';
    const email = owner ?? searchParams.get('customer');
    const body = { id, state: 'open', due: '2026-12-24', amount: 48, customer: { email, iban: 'DE89370400440532013000' }, margin: '40 %' };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The look-up that the shipped triage.yaml shows as a comment, taken at its word, with this server in place of the one it names. */
export function enableSample(desk: Pick<Desk, 'edit'>, { origin }: Pick<InvoiceServer, 'origin'>): Promise<void> {
  return desk.edit('triage.yaml', (text) => uncommented(text).replace('https://billing.hazelnote.example', origin));
}

/** The text of triage.yaml with its commented look-ups in force. */
export function uncommented(text: string): string {
  return text.replace(/^# lookups:\n(?:#.*\n)+/m, (block) => block.replace(/^# ?/gm, ''));
}
