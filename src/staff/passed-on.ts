import type { Attachment } from '../mail/message.ts';

/**
 * Files of a team member's answer that go to the customer. A mail in the mail does not: it is what they answered, or what they had from us. Neither does what only machines
 * read, nor a small picture that the text shows: that is a logo in a signature. Pure.
 */
export function passedOn(attachments: readonly Attachment[]): { files: Attachment[]; left: Attachment[] } {
  const files = attachments.filter((a) => !FOR_MACHINES.test(a.contentType) && !isTnef(a) && !isMail(a) && !(a.inline && isLogo(a)));
  // Nobody misses what only machines read; but in Outlook's own format there may be files, which customers could not open.
  const left = attachments.filter((a) => !files.includes(a) && !FOR_MACHINES.test(a.contentType));
  return { files, left };
}

const FOR_MACHINES =
  /^(?:application\/(?:(?:x-)?pkcs7-signature|pgp-signature|pgp-keys)|text\/rfc822-headers|message\/(?!rfc822|global).*)$/i;

function isMail({ contentType, filename }: Attachment): boolean {
  return /^message\/(?:rfc822|global)$/i.test(contentType) || /\.(?:eml|msg)$/i.test(filename);
}

/** Bytes. Logos are smaller; a picture of a screen is larger. */
const LOGO = 20_000;

function isLogo({ size, contentType }: Attachment): boolean {
  return contentType.startsWith('image/') && size < LOGO;
}

function isTnef({ contentType, filename }: Attachment): boolean {
  return /^application\/(?:vnd\.)?ms-tnef$/i.test(contentType) || /^winmail\.dat$/i.test(filename);
}
