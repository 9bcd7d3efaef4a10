import { isIP } from 'node:net';

/** The machine that a server got a mail from. */
export interface ReceivedFrom {
  /** IPv4 or IPv6, without zone; an IPv4 address written as IPv6 is IPv4. */
  readonly ip: string;
  /** What the server wrote in front: the name that the client claimed, or that DNS has for it. */
  readonly name: string;
}

/** Longer than any server writes, characters. */
const MAX = 4_000;

/** Comments that servers write behind the address. White space belongs to each: the name of a machine, which may stand in its place, has none. */
const ASIDE = /^(?:using |not using |no client certificate|client (?:cn|did) |authenticated(?: |$)|auth: |tls: )/i;
/** `(HELO name)` of qmail and its kin. */
const CLAIM = /^(?:helo|ehlo)\s/i;
/** ` helo=name ident=name` of Exim, ` HELO name` of CommuniGate: what the client says of itself. */
const CLAIMS = /(?:^|\s)(?:(?:helo|ehlo)[=\s]|ident=)/i;
/** Of Exim, where the client has no name in DNS: the address stands in front, and this says nothing but what it claimed. */
const EXIM = /^(?:port=\d+|(?:port=\d+ )?helo=\S+)$/i;
const LITERAL = /^\[([^[\]\s]+)\](?::\d+)?$/;

/**
 * The client in the `from` clause of a Received field (RFC 5321 §4.4), as its own server saw it; never what it claimed. `none`: the server names
 * nobody, as it made the mail or took it over a local socket (LMTP). Null: it names somebody whose address it did not write, or may not have.
 * @param value raw: an encoded-word could hide brackets
 */
export function receivedFrom(value: string): ReceivedFrom | 'none' | null {
  const read = split(value);
  if (read === null) return null;
  const { plain, comments } = read;
  const clause = /^\s*from\s+(\S+)/i.exec(plain);
  if (clause === null) return /\sfrom\s/i.test(plain) ? null : 'none';
  const [, name = ''] = clause;
  // A client that writes a `by` into its name leaves two.
  const bys = [...plain.matchAll(/\sby(?=\s)/gi)];
  const by = bys[0]?.index;
  if (by === undefined || bys.length > 1) return null;
  const told = comments.filter(({ at, text }) => at <= by + 1 && !ASIDE.test(text) && !CLAIM.test(text)).map(({ text }) => text);
  const info = told.at(-1);
  // What follows a claim may be a part of it.
  const isMixed = told.length > 1 && told.some((text) => CLAIMS.test(text));
  const front = LITERAL.exec(name)?.[1];
  const place =
    info === undefined || isMixed ? undefined : told.length === 1 && front !== undefined && EXIM.test(info) ? front : addressIn(info);
  const ip = place === undefined ? null : address(place);
  if (ip !== null) return { ip, name: name.replace(/[[\]]/g, '') };
  // RFC 2033 §1: LMTP never comes from outside. Over a socket there is no address.
  return /\sby\s+\S+\s+with\s+LMTP/i.test(plain) ? 'none' : null;
}

/**
 * The last literal: names that the client chose stand before it. Exim's claims stand behind it, so there it is the first word, and another one at the
 * end leaves doubt. Without literals the comment is the address alone, behind qmail's `user@`.
 */
function addressIn(info: string): string | undefined {
  const words = info.split(/[\s,;]+/);
  const literals = words.map((word) => LITERAL.exec(word)?.[1]);
  if (CLAIMS.test(info)) return literals.at(-1) === undefined && CLAIMS.test(words[1] ?? '') ? literals[0] : undefined;
  return literals.findLast((literal) => literal !== undefined) ?? (words.length === 1 ? words[0]?.replace(/^.*@/, '') : undefined);
}

function address(text: string): string | null {
  const ip = text
    .replace(/^IPv6:/i, '')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(ip) === 0 ? null : ip;
}

interface Comment {
  /** Where it stood in `plain`. */
  readonly at: number;
  /** Without what is nested in it. */
  readonly text: string;
}

/** The field without its comments, and these; null where parentheses do not match. */
function split(value: string): { readonly plain: string; readonly comments: readonly Comment[] } | null {
  if (value.length > MAX) return null;
  const comments: Comment[] = [];
  let plain = '';
  let text = '';
  let depth = 0;
  for (const char of value) {
    if (char === ')') {
      depth -= 1;
      if (depth < 0) return null;
      if (depth === 0) comments.push({ at: plain.length, text: text.replace(/\s+/g, ' ').trim() });
    } else if (char === '(') {
      if (depth === 0) text = '';
      depth += 1;
    } else if (depth === 0) plain += char;
    else if (depth === 1) text += char;
  }
  return depth === 0 ? { plain, comments } : null;
}
