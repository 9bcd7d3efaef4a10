import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * A proxy between a mail client and its server (IMAP or SMTP, in plain text) that understands lines, so that it can misbehave at a
 * chosen command and rewrite what the server announces.
 */
export interface LineProxy {
  readonly host: string;
  readonly port: number;
  /** From now on, until it has struck as often as it says; null: behaves. */
  readonly misbehave: (fault: Fault | null) => void;
  /** How often the present fault struck. */
  readonly struck: () => number;
  /** Ends every connection without a word, as a restart of the server would. */
  readonly cutAll: () => void;
  /** The most connections that were open at the same time. */
  readonly peak: () => number;
  readonly close: () => Promise<void>;
}

export interface Fault {
  /**
   * The client's line, without its end; IMAP literals are not looked at. In the body of an SMTP mail the first line reads
   * `(body)` and the last one `(dot)`.
   */
  readonly at: RegExp;
  /**
   * `cut`: the line does not reach the server, and both ends are reset. `cut answer`: it does, and the connection breaks when the server
   * answers. `stall`: it does not, and nothing passes any more in either direction. `half-close`: it does not, and the client is
   * told that the server has ended (FIN), while its own direction stays open.
   */
  readonly how: FaultKind;
  /** Strikes before it behaves again; default 1. */
  readonly times?: number;
}

export const FAULT_KINDS = ['cut', 'cut answer', 'stall', 'half-close'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface LineProxyOptions {
  /** What the client gets instead of a line of the server; null: nothing. */
  readonly rewrite?: (line: string) => string | null;
  /** Every line of the client. */
  readonly heard?: (line: string) => void;
}

/** @param port of the server, on this machine. */
export async function startLineProxy(
  port: number,
  { rewrite = (line) => line, heard = () => undefined }: LineProxyOptions = {},
): Promise<LineProxy> {
  const pairs = new Set<{ readonly inner: Socket; readonly outer: Socket }>();
  let fault: Fault | null = null;
  let strikes = 0;
  let most = 0;

  const server = createServer({ allowHalfOpen: true }, (inner) => {
    const outer = connect(port, '127.0.0.1');
    const pair = { inner, outer };
    pairs.add(pair);
    most = Math.max(most, pairs.size);
    const end = () => {
      inner.destroy();
      outer.destroy();
      pairs.delete(pair);
    };
    for (const socket of [inner, outer]) {
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.once('close', end);
    }
    let state: 'passing' | 'breaking' | 'silent' = 'passing';
    const silent = () => state === 'silent';
    let body: 'none' | 'first' | 'rest' = 'none';

    const strike = (how: FaultKind) => {
      strikes += 1;
      if (how === 'cut') inner.resetAndDestroy();
      if (how === 'half-close') inner.end();
      state = how === 'cut answer' ? 'breaking' : 'silent';
    };
    const name = (line: string): string => {
      if (body === 'none') return line;
      const first = body === 'first';
      body = line === '.' ? 'none' : 'rest';
      return line === '.' ? '(dot)' : first ? '(body)' : '';
    };
    inner.on(
      'data',
      byLine((bytes, line) => {
        if (silent()) return;
        if (line !== null) heard(line);
        const named = line === null ? null : name(line);
        const hit = named !== null && fault !== null && strikes < (fault.times ?? 1) && fault.at.test(named);
        if (hit && fault !== null) strike(fault.how);
        if (!silent() && outer.writable) outer.write(bytes);
      }),
    );
    outer.on(
      'data',
      byLine((bytes, line) => {
        if (silent()) return;
        if (state === 'breaking') {
          inner.resetAndDestroy();
          return;
        }
        if (line !== null && /^354[ -]/.test(line)) body = 'first';
        const shown = line === null ? line : rewrite(line);
        if (line !== null && shown === null) return;
        if (inner.writable) inner.write(shown === line || shown === null ? bytes : Buffer.from(`${shown}\r\n`, 'latin1'));
      }),
    );
    inner.once('end', () => outer.end());
    outer.once('end', () => inner.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cutAll = () => {
    for (const { inner } of pairs) inner.resetAndDestroy();
  };
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    misbehave: (next) => {
      fault = next;
      strikes = 0;
    },
    struck: () => strikes,
    cutAll,
    peak: () => most,
    close: async () => {
      cutAll();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Calls with every line (its bytes, and its text without the end), and with the bytes of IMAP literals (no text). */
function byLine(take: (bytes: Buffer, line: string | null) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  let literal = 0;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      if (literal > 0) {
        const part = rest.subarray(0, literal);
        if (part.length === 0) return;
        rest = rest.subarray(part.length);
        literal -= part.length;
        take(part, null);
        continue;
      }
      const end = rest.indexOf('\n');
      if (end === -1) return;
      const bytes = rest.subarray(0, end + 1);
      rest = rest.subarray(end + 1);
      const line = bytes.toString('latin1').replace(/\r?\n$/, '');
      literal = Number(/\{(\d+)\+?\}$/.exec(line)?.[1] ?? 0);
      take(bytes, line);
    }
  };
}
