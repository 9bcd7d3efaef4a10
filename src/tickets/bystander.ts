import { domainOf, organisationalDomain } from '../mail/sender-domain.ts';
import { type PartOfThread, participantsOf } from './participants.ts';

/** A mail as far as it may be somebody else's answer to a customer of ours. */
export type BystanderMail = Pick<PartOfThread, 'direction' | 'from_address' | 'to_json' | 'cc_json' | 'verdict_json'>;

/**
 * Whether somebody who has no part in a conversation answers its customer, and lets us know: another helpdesk, a partner, a colleague whom nobody has configured. Who
 * writes from the customer's own organisation speaks for the customer. The caller knows that the mail names one of the conversation: only who has been given that can.
 * Nothing else has to vouch for the author, because all that follows is that a person looks. Pure.
 */
export function answersCustomer(mail: BystanderMail, thread: readonly PartOfThread[], ours: ReadonlySet<string>): boolean {
  if (mail.direction !== 'in' || ours.has(mail.from_address)) return false;
  if ((JSON.parse(mail.verdict_json) as { verdict: string }).verdict === 'failed') return false;
  const customers = [...participantsOf(thread)].filter((address) => !ours.has(address));
  const addressed = [mail.to_json, mail.cc_json].flatMap((json) => JSON.parse(json) as { address: string }[]).map((a) => a.address);
  const organisation = (address: string) => organisationalDomain(domainOf(address));
  return (
    customers.some((address) => addressed.includes(address)) &&
    !customers.some((address) => organisation(address) === organisation(mail.from_address))
  );
}
