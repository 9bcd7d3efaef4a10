import type { Message } from './message.ts';
import type { Part } from './parse-tree.ts';

type Encryption = Message['encryption'];

/**
 * What is encrypted so that only the holder of a key can read it (RFC 3156 §4, RFC 8551 §3.3 to §3.5, RFC 9580 §6.2); null when nothing is. An S/MIME
 * mail whose signature wraps its content counts: without a CMS reader its words are closed as well. Signatures beside readable text do not.
 */
export function encryptionOf(root: Part, text: string): Encryption {
  const found = within(root);
  if (found !== null) return found;
  // At the start of a line: in a quote, somebody else's encrypted text is no secret of this mail.
  return /^-----BEGIN PGP MESSAGE(?:, PART \d+(?:\/\d+)?)?-----[ \t]*$/m.test(text) ? 'inline PGP' : null;
}

function within(part: Part): Encryption {
  // Gateways take the multipart/encrypted apart and leave its control part in a multipart/mixed.
  if (part.type === 'multipart/encrypted') return /pkcs7/i.test(part.parameters.get('protocol') ?? '') ? 'S/MIME' : 'PGP/MIME';
  if (part.type === 'application/pgp-encrypted') return 'PGP/MIME';
  if (isCms(part)) return 'S/MIME';
  for (const child of part.children) {
    const found = within(child);
    if (found !== null) return found;
  }
  return null;
}

/** RFC 8551 §3.2: by its type, or by the name that gateways leave. Certificates and bare signatures hide nothing. */
function isCms({ type, parameters, name }: Part): boolean {
  if (/^application\/(x-)?pkcs7-mime$/.test(type))
    return parameters.get('smime-type')?.toLowerCase() !== 'certs-only' && !/\.p7[cs]$/i.test(name);
  return type === 'application/octet-stream' && /\.p7m$/i.test(name);
}

/** The words of a clear-signed mail (RFC 9580 §7) without its armour; other text unchanged. */
export function withoutPgpArmour(text: string): string {
  const begin = /^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n(?:[A-Za-z]+: [^\n]*\n)*[ \t]*\n/m.exec(text);
  if (begin === null) return text;
  const start = begin.index + begin[0].length;
  const end = text.indexOf('\n-----BEGIN PGP SIGNATURE-----', start);
  if (end === -1) return text;
  const closing = /-----END PGP SIGNATURE-----[ \t]*\n?/.exec(text.slice(end));
  const after = closing === null ? '' : text.slice(end + closing.index + closing[0].length);
  // Lines that begin with a dash were escaped.
  return text.slice(0, begin.index) + text.slice(start, end).replace(/^- /gm, '') + (after.trim() === '' ? '' : `\n${after}`);
}
