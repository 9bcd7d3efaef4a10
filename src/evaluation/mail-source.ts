import MailComposer from 'nodemailer/lib/mail-composer';
import type { Address } from '../mail/message.ts';

/** A plain mail as somebody's client would send it, so that a question goes the way of every mail. @param date ms since the epoch */
export function mailSource({
  from,
  to,
  subject,
  text,
  date,
  id,
}: {
  readonly from: Address;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly date: number;
  /** Tells one mail from another, as its Message-ID. */
  readonly id: string;
}): Promise<Buffer> {
  const options = {
    from,
    to,
    subject,
    text,
    date: new Date(date),
    messageId: `<${encodeURIComponent(id)}@rehearsal.invalid>`,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  return new MailComposer(options).compile().build();
}
