import { header, headerAll, type Message } from './message.ts';

/** Fields in which servers write the address that a mail was delivered to, subaddress and all. */
export const DELIVERED = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-delivered-to', 'x-rcpt-to'];

/** Transmission types of a `Received` that are a delivery (RFC 3848); what webmail and groupware write for themselves is none. */
const OVER_SMTP = /\bwith\s+(?:utf8)?(?:e?smtp|lmtp)s?a?\b/i;

/**
 * Whether a server has delivered this mail: then somebody outside may have written all of it, in whatever mailbox a subaddress or a filter has put it. Return-Path is
 * written at the final delivery (RFC 5321 §4.4), and what a mail client saves has none of these. Pure.
 */
export function wasDelivered(message: Pick<Message, 'headers'>): boolean {
  return (
    ['return-path', ...DELIVERED].some((name) => header(message, name) !== undefined) ||
    headerAll(message, 'received').some((value) => OVER_SMTP.test(value))
  );
}
