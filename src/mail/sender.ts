/** What our own server's Authentication-Results says of the sender (RFC 8601). */
export interface SenderVerdict {
  readonly verdict: 'verified' | 'unverified' | 'failed';
  /** What vouched for the From domain, e.g. `dkim`, `spf`, `dmarc`; empty unless verified. */
  readonly aligned: readonly string[];
}
