/** One mailbox of the account, as it is watched. */
export interface Place {
  readonly mailbox: string;
  readonly uidValidity: string;
  /** What the mailbox is for: mail in Sent is outbound whoever wrote it. */
  readonly role: 'inbox' | 'sent' | 'other';
}
