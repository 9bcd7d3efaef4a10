import type { Attachment } from '../mail/message.ts';

/**
 * Files of a team member's answer that go to the customer. A mail in the mail does not: it is what they answered, or what they had from us. Neither does what only machines
 * read, nor a small picture that the text shows: that is a logo in a signature. Pure.
 */
export function passedOn(attachments: readonly Attachment[]): { files: Attachment[]; left: Attachment[] } {
  const files = attachments.filter((a) => !FOR_MACHINES.test(a.contentType) && !isMail(a) && !(a.inline && isLogo(a)));
  // Nobody misses what only machines read.
  const left = attachments.filter((a) => !files.includes(a) && !FOR_MACHINES.test(a.contentType));
  return { files, left };
}

const FOR_MACHINES =
  /^(?:application\/(?:(?:x-)?pkcs7-signature|pgp-signature|pgp-keys|ms-tnef)|text\/rfc822-headers|message\/(?!rfc822|global).*)$/i;

function isMail({ contentType, filename }: Attachment): boolean {
  return /^message\/(?:rfc822|global)$/i.test(contentType) || /\.(?:eml|msg)$/i.test(filename);
}

/** Bytes. Logos are smaller; a picture of a screen is larger. */
const LOGO = 20_000;

function isLogo({ size, contentType }: Attachment): boolean {
  return contentType.startsWith('image/') && size < LOGO;
}
