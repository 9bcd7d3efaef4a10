import { Readable } from 'node:stream';

/**
 * The mail as a stream whose first read waits for `open` and then yields everything: nodemailer's SMTPConnection reads only after the
 * server's 354 (RFC 5321 §4.1.1.4), so `open` runs between the 354 and the first byte. If `open` throws, no byte leaves.
 */
export function gatedBody(source: Buffer, open: () => Promise<void>): Readable {
  let opened = false;
  return new Readable({
    read() {
      if (opened) return;
      opened = true;
      open().then(
        () => {
          if (this.destroyed) return;
          this.push(source);
          this.push(null);
        },
        // The error is reported by whoever made `open`; nodemailer would write its own fields into it.
        () => this.destroy(new Error('the body was withheld')),
      );
    },
  });
}
