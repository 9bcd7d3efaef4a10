import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError, errorMessage } from '../errors.ts';
import type { SearchStanding } from '../knowledge/meaning.ts';
import type { LedgerHealth } from '../ledger/health.ts';
import type { Standing } from '../texts/inbox-texts.ts';
import type { TextKind } from '../texts/texts.ts';
import type { Undo } from '../undo.ts';

export interface HealthReport {
  readonly ready: boolean;
  readonly inboxes: readonly InboxHealth[];
}

export interface InboxHealth extends LedgerHealth {
  readonly inbox: string;
  readonly ready: boolean;
  /** The most that may leave: `shadow`, `draft` or `auto`. */
  readonly mode: string;
  readonly model: string;
  /** What was read of the files that may be edited while the daemon runs; null for an inbox without agent. */
  readonly texts: Readonly<Record<TextKind, Standing>> | null;
  /** Whether it goes by meaning, and what is missing for that; null where no embeddings are configured. */
  readonly search: SearchStanding | null;
  readonly syncedAt: number | null;
  readonly indexed: boolean;
  readonly problem: string | null;
  /** When the watching connection last proved that it is alive, ms. */
  readonly proofOfLife: number | null;
  /** Mails in INBOX without a row, plus waits past their deadline; null while old mail is being indexed. */
  readonly unaccountedMessages: number | null;
  /** null: Redis does not answer. */
  readonly queueDepth: number | null;
}

/**
 * `GET /healthz`: the process answers (200 `ok`). `GET /readyz`: mailbox, queue and ledger work (200), or not (503), with the
 * figures as JSON. Returns the base URL, or null for port 0.
 */
export async function startHealthServer(
  config: { readonly host: string; readonly port: number },
  report: () => Promise<HealthReport>,
  undo: Undo,
): Promise<string | null> {
  if (config.port === 0) return null;
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, body: string) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }).end(body);
    };
    const path = request.url?.split('?')[0];
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'text/plain', 'only GET and HEAD\n');
    if (path === '/healthz') return answer(200, 'text/plain', 'ok\n');
    if (path !== '/readyz') return answer(404, 'text/plain', 'there are /healthz and /readyz\n');
    report().then(
      (found) => answer(found.ready ? 200 : 503, 'application/json', `${JSON.stringify(found, null, 2)}\n`),
      (error: unknown) => answer(503, 'application/json', `${JSON.stringify({ ready: false, problem: errorMessage(error) })}\n`),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(new ConfigError([{ file: 'firstline.yaml', ...whyNotListening(config, cause.code) }], { cause }));
    });
    server.listen(config.port, config.host, resolve);
  });
  undo.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { address, port } = server.address() as AddressInfo;
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

function whyNotListening({ host, port }: { readonly host: string; readonly port: number }, code = ''): { path: string; message: string } {
  switch (code) {
    case 'EADDRINUSE':
      return { path: 'http.port', message: `port ${port} is in use: choose another one, or 0 for no health server` };
    case 'EACCES':
      return { path: 'http.port', message: `this user may not listen on port ${port}: choose one above 1023` };
    default:
      return { path: 'http.host', message: `cannot listen on ${host} (${code}): choose an address of this machine` };
  }
}
