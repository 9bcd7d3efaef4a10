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
      const info = await transport.sendMail({ envelope: { from: envelope.from, to: [...envelope.to] }, raw: source });
      const failed = info.rejectedErrors?.[0];
      if (failed !== undefined) throw failed;
    },
    close: () => transport.close(),
  };
}
