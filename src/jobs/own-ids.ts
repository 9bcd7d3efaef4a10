import type { InboxParts } from './parts.ts';

/** Our Message-ID: the same for any run of the same effect, guessable by nobody. */
export function ownMessageId(parts: Pick<InboxParts, 'config'>, key: string): string {
  return `<fl.${key}@${domainOf(parts.config.address)}>`;
}

/** A second id of ours in References: it stays where a provider rewrites Message-ID. */
export function secondId(parts: Pick<InboxParts, 'config'>, key: string): string {
  return `<fl.${key}.ref@${domainOf(parts.config.address)}>`;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
