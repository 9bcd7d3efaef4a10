import { gmailKeywords } from './gmail-labels.ts';
import type { ImapClient } from './imap-connection.ts';
import type { FetchedEnvelope } from './mailbox.ts';

/** All that indexing and the recognition of our own mail read of a header as a rule; the rest (tracing, signatures) is most of its bytes. */
const FIELDS = [
  ...['From', 'Sender', 'Reply-To', 'To', 'Cc', 'Bcc', 'Subject', 'Date', 'Message-ID', 'In-Reply-To', 'References'],
  ...['Authentication-Results', 'X-Firstline-Effect'],
];

/**
 * FETCH of header fields and flags in the selected mailbox (RFC 3501 §6.4.5). It reads the parser's answers itself: imapflow's own reading
 * of them costs as much as the rest together, and an old mailbox has hundreds of thousands.
 * @param last Infinity for all mails from `first` on.
 * @param whole every field, not only the usual ones
 */
export async function fetchEnvelopes(
  client: ImapClient,
  { first, last, whole }: { readonly first: number; readonly last: number; readonly whole: boolean },
  now: () => number,
): Promise<FetchedEnvelope[]> {
  const gmail = client.capabilities.has('X-GM-EXT-1');
  const found = new Map<number, FetchedEnvelope>();
  const response = await (client as unknown as RawClient).exec(
    'UID FETCH',
    [{ type: 'SEQUENCE', value: `${first}:${last === Infinity ? '*' : last}` }, query(gmail, whole)],
    {
      untagged: {
        FETCH: (untagged) => {
          const envelope = envelopeOf(untagged.attributes?.[1], now);
          // `n:*` always names the newest mail, also when its uid is below n (RFC 3501 §9, seq-range).
          if (envelope !== null && envelope.uid >= first) found.set(envelope.uid, envelope);
          return Promise.resolve();
        },
      },
    },
  );
  response.next();
  return [...found.values()].sort((a, b) => a.uid - b.uid);
}

/** What imapflow's parser hands over: atoms, strings and literals with a value, and lists. */
type Token = { readonly value?: unknown; readonly section?: unknown } | readonly Token[] | null;

/** imapflow's call for any command is not among its types. */
interface RawClient {
  readonly exec: (
    command: string,
    attributes: readonly unknown[],
    options: { untagged: { FETCH: (untagged: { readonly attributes?: readonly (readonly Token[])[] }) => Promise<void> } },
  ) => Promise<{ readonly next: () => void }>;
}

function query(gmail: boolean, whole: boolean): readonly unknown[] {
  const items = ['UID', 'FLAGS', 'INTERNALDATE', 'RFC822.SIZE', ...(gmail ? ['X-GM-THRID', 'X-GM-LABELS'] : [])];
  const fields = FIELDS.map((value) => ({ type: 'ATOM', value }));
  return [
    ...items.map((value) => ({ type: 'ATOM', value })),
    {
      type: 'ATOM',
      value: 'BODY.PEEK',
      section: whole ? [{ type: 'ATOM', value: 'HEADER' }] : [{ type: 'ATOM', value: 'HEADER.FIELDS' }, fields],
    },
  ];
}

/** Null for an answer that nobody asked for: it has no header. */
function envelopeOf(tokens: readonly Token[] | undefined, now: () => number): FetchedEnvelope | null {
  let uid = 0;
  let size = 0;
  let flags: readonly string[] = [];
  let internalDate = now();
  let headers: Buffer | null = null;
  let labels: readonly string[] = [];
  let serverThread: string | null = null;
  for (let at = 0; tokens !== undefined && at + 1 < tokens.length; at += 2) {
    const value = tokens[at + 1] ?? null;
    switch (text(tokens[at] ?? null).toUpperCase()) {
      case 'UID':
        uid = Number(text(value));
        break;
      case 'FLAGS':
        flags = Array.isArray(value) ? value.map(text) : [];
        break;
      case 'X-GM-LABELS':
        labels = Array.isArray(value) ? gmailKeywords(value.map(text)) : [];
        break;
      case 'X-GM-THRID':
        serverThread = text(value);
        break;
      case 'RFC822.SIZE':
        size = Number(text(value));
        break;
      case 'INTERNALDATE': {
        const date = Date.parse(text(value));
        // A date that cannot be read must not keep the mail from being indexed.
        if (!Number.isNaN(date)) internalDate = date;
        break;
      }
      case 'BODY':
        headers = bytes(value);
        break;
    }
  }
  if (headers === null || !(uid > 0)) return null;
  return { uid, flags: [...flags, ...labels], modseq: null, internalDate, size, headers, serverThread };
}

function text(token: Token): string {
  if (token === null || Array.isArray(token)) return '';
  const { value } = token as { readonly value?: unknown };
  return typeof value === 'string' ? value : Buffer.isBuffer(value) ? value.toString() : '';
}

/** A server may answer with a quoted string instead of a literal. */
function bytes(token: Token): Buffer | null {
  if (token === null || Array.isArray(token)) return null;
  const { value } = token as { readonly value?: unknown };
  return Buffer.isBuffer(value) ? value : typeof value === 'string' ? Buffer.from(value) : null;
}
