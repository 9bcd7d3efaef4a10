import { createTransport } from 'nodemailer';

export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

export interface Lmtp {
  /** Puts one mail, byte for byte, into the mailboxes of its recipients. Throws with the server's answer. */
  readonly deliver: (source: Buffer, envelope: Envelope) => Promise<void>;
  readonly close: () => void;
}

/** Local delivery (RFC 2033) over a few kept connections. */
export function makeLmtp(host: string, port: number): Lmtp {
  const transport = createTransport({ host, port, lmtp: true, pool: true, maxConnections: 5, maxMessages: Infinity, ignoreTLS: true });

  return {
    deliver: async (source, envelope) => {
      const send = async (to: readonly string[]) =>
        (await transport.sendMail({ envelope: { from: envelope.from, to: [...to] }, raw: source })).rejectedErrors ?? [];
      const refused = await send(envelope.to);
      // Two sessions that open a new account at the same moment: Dovecot tells the slower one to come again.
      const racing = refused.filter((error) => /already exists/.test(error.message)).flatMap((error) => error.recipient ?? []);
      const [failed] = racing.length < refused.length ? refused : racing.length > 0 ? await send(racing) : [];
      if (failed !== undefined) throw failed;
    },
    close: () => transport.close(),
  };
}
